import {
  decodeFrame,
  decodeSize,
  encodeCount,
  encodeFrame,
  encodeSize,
  terminalFrame,
} from '#shared/contract/index.ts';
import { FlowAccount } from './flow.ts';

/** What a stream needs of xterm; `@xterm/headless` has it as well, which is how this is tested. */
export interface StreamTerminal {
  readonly cols: number;
  readonly rows: number;
  write(data: Uint8Array, parsed: () => void): void;
  resize(columns: number, rows: number): void;
  reset(): void;
}

/** The page's end of the binary channel (`renderer/rpc`). */
export interface StreamChannel {
  send(frame: Uint8Array<ArrayBuffer>): void;
  onFrame(listener: (frame: Uint8Array) => void): void;
  onClose(listener: () => void): void;
  close(): void;
}

/** What the services say about a command at the place in the stream where it began or ended. */
export interface MarkNotice {
  readonly commandId: string;
  readonly phase: 'started' | 'finished';
  readonly exitCode?: number;
  readonly durationMs?: number;
}

export interface StreamEvents {
  onMark(notice: MarkNotice): void;
  onExit(): void;
  onLost(): void;
  /** The scrollback is on the screen, and the person may type. */
  onReplayed(): void;
}

/** Carries frames between one channel and one terminal, and keeps the account of what xterm has parsed. */
export class SessionStream {
  readonly #terminal: StreamTerminal;
  readonly #channel: StreamChannel;
  readonly #events: StreamEvents;
  readonly #flow: FlowAccount;
  readonly #encoder = new TextEncoder();
  #replaying = false;
  /** Output that came while a replay had not begun to be drawn. */
  #held: Uint8Array[] | undefined;
  #over = false;

  constructor(terminal: StreamTerminal, channel: StreamChannel, events: StreamEvents) {
    this.#terminal = terminal;
    this.#channel = channel;
    this.#events = events;
    this.#flow = new FlowAccount((count) => this.#send(terminalFrame.acknowledge, encodeCount(count)));
    channel.onFrame((frame) => this.#receive(frame));
    channel.onClose(() => {
      if (this.#over) return;
      this.#over = true;
      events.onLost();
    });
  }

  /**
   * What the person typed, or what xterm answers to a program's query. T34: while scrollback is drawn it is only the
   * latter, to questions asked long ago: nothing goes out.
   */
  type(data: string): void {
    if (!this.#replaying) this.#send(terminalFrame.input, this.#encoder.encode(data));
  }

  resize(columns: number, rows: number): void {
    if (!this.#replaying) this.#send(terminalFrame.resize, encodeSize(columns, rows));
  }

  close(): void {
    this.#over = true;
    this.#channel.close();
  }

  #send(type: number, body: Uint8Array): void {
    if (!this.#over) this.#channel.send(encodeFrame(type, body));
  }

  #receive(frame: Uint8Array): void {
    const decoded = decodeFrame(frame);
    if (!decoded || this.#over) return;
    const { type, body } = decoded;
    if (type === terminalFrame.output) this.#output(body);
    else if (type === terminalFrame.replay) this.#replay(body);
    else if (type === terminalFrame.mark) {
      const notice = readMark(body);
      // Everything before the mark has to be on the screen: its place is the cursor's.
      if (notice) this.#terminal.write(new Uint8Array(), () => this.#events.onMark(notice));
    } else if (type === terminalFrame.exit) {
      // Whatever the program wrote last is parsed before the tab says that it is gone.
      this.#terminal.write(new Uint8Array(), () => {
        if (this.#over) return;
        this.#over = true;
        this.#events.onExit();
      });
    }
  }

  #output(bytes: Uint8Array): void {
    if (this.#held) {
      this.#held.push(bytes);
      return;
    }
    this.#flow.wrote(bytes.length);
    this.#terminal.write(bytes, () => this.#flow.parsed(bytes.length));
  }

  /** Starts over with the scrollback: after what an earlier channel left to parse, and before any new output. */
  #replay(body: Uint8Array): void {
    const size = decodeSize(body);
    if (!size) return;
    this.#replaying = true;
    this.#held = [];
    this.#terminal.write(new Uint8Array(), () => {
      if (this.#over) return;
      this.#terminal.reset();
      this.#terminal.resize(size.columns, size.rows);
      this.#terminal.write(body.subarray(4), () => {
        this.#replaying = false;
        if (!this.#over) this.#events.onReplayed();
      });
      const held = this.#held ?? [];
      this.#held = undefined;
      for (const bytes of held) this.#output(bytes);
    });
  }
}

function readMark(body: Uint8Array): MarkNotice | undefined {
  const { commandId, phase, exitCode, durationMs } = JSON.parse(new TextDecoder().decode(body)) as Partial<MarkNotice>;
  if (commandId === undefined || (phase !== 'started' && phase !== 'finished')) return undefined;
  return {
    commandId,
    phase,
    ...(exitCode !== undefined && { exitCode }),
    ...(durationMs !== undefined && { durationMs }),
  };
}
