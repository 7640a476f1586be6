import {
  type CommandMark,
  decodeFrame,
  decodeSize,
  encodeCount,
  encodeFrame,
  encodeSize,
  type ReplayedMark,
  terminalFrame,
} from '#shared/contract/index.ts';
import { BidiFilter } from './bidi.ts';
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

export interface StreamEvents {
  /** Everything before it is on the screen. */
  onMark(mark: CommandMark): void;
  /** The program wrote something just now; a replay is nothing new. */
  onOutput(): void;
  onExit(): void;
  onLost(): void;
  /** The screen was emptied for the scrollback, which comes now. */
  onReplayStarts(): void;
  /** The scrollback is on the screen, and the person may type. */
  onReplayed(): void;
}

/** Carries frames between one channel and one terminal, and keeps the account of what xterm has parsed. */
export class SessionStream {
  readonly #terminal: StreamTerminal;
  readonly #channel: StreamChannel;
  readonly #events: StreamEvents;
  readonly #flow: FlowAccount;
  #bidi = new BidiFilter();
  readonly #encoder = new TextEncoder();
  #replaying = false;
  /** Output that came while a replay had not begun to be drawn. */
  #held: (Uint8Array | CommandMark)[] | undefined;
  /** Those of the replay that comes next. */
  #replayedMarks: readonly ReplayedMark[] = [];
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
    else if (type === terminalFrame.replayedMarks) this.#replayedMarks = readJson<ReplayedMark[]>(body);
    else if (type === terminalFrame.mark) {
      const mark = readJson<CommandMark>(body);
      if (this.#held) this.#held.push(mark);
      else this.#mark(mark);
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
    this.#bidi.pass(bytes);
    this.#flow.wrote(bytes.length);
    this.#events.onOutput();
    this.#terminal.write(bytes, () => this.#flow.parsed(bytes.length));
  }

  /** Everything before a mark has to be on the screen: its place is the cursor's. */
  #mark(mark: CommandMark): void {
    this.#terminal.write(new Uint8Array(), () => this.#events.onMark(mark));
  }

  /** Starts over with the scrollback: after what an earlier channel left to parse, and before any new output. */
  #replay(body: Uint8Array): void {
    const size = decodeSize(body);
    if (!size) return;
    const marks = this.#replayedMarks;
    this.#replayedMarks = [];
    this.#replaying = true;
    this.#held = [];
    this.#terminal.write(new Uint8Array(), () => {
      if (this.#over) return;
      this.#terminal.reset();
      this.#terminal.resize(size.columns, size.rows);
      this.#events.onReplayStarts();
      this.#draw(body.subarray(4), marks);
      const held = this.#held ?? [];
      this.#held = undefined;
      for (const item of held) {
        if (item instanceof Uint8Array) this.#output(item);
        else this.#mark(item);
      }
    });
  }

  #draw(scrollback: Uint8Array, marks: readonly ReplayedMark[]): void {
    this.#bidi = new BidiFilter();
    this.#bidi.pass(scrollback);
    let from = 0;
    for (const { at, ...mark } of marks) {
      this.#terminal.write(scrollback.subarray(from, at), () => this.#events.onMark(mark));
      from = at;
    }
    this.#terminal.write(scrollback.subarray(from), () => {
      this.#replaying = false;
      if (!this.#over) this.#events.onReplayed();
    });
  }
}

function readJson<Value>(body: Uint8Array): Value {
  return JSON.parse(new TextDecoder().decode(body)) as Value;
}
