import { decodeFrame, encodeCount, encodeFrame, encodeSize, terminalFrame } from '#shared/contract/index.ts';
import { StreamParser, type TerminalChannel } from '../../terminals/index.ts';
import { type EndSignal, exitCodeOf, type PersonTerminal } from './person-terminal.ts';

export interface ChannelEnd {
  readonly exitCode: number;
  /** We were told to end: what ran has not. */
  readonly ended?: EndSignal;
}

/**
 * Shows a session in the person's own terminal instead of a page: bytes in, bytes out. Our marks stay inside, because
 * the terminal may itself listen to such marks.
 */
export class PersonTerminalChannel implements TerminalChannel {
  readonly #terminal: PersonTerminal;
  readonly #ended = Promise.withResolvers<ChannelEnd>();
  readonly #parser: StreamParser;
  #pieces: Uint8Array[] = [];
  #onMessage: (frame: Uint8Array) => void = () => {};
  #onClose: () => void = () => {};

  constructor(terminal: PersonTerminal) {
    this.#terminal = terminal;
    this.#parser = new StreamParser({
      onBytes: (bytes) => this.#pieces.push(bytes),
      onMark: (payload, bytes) => {
        if (!payload.startsWith('633;')) this.#pieces.push(bytes);
      },
    });
  }

  /** Settles when the program has exited, or somebody ends us. */
  get ended(): Promise<ChannelEnd> {
    return this.#ended.promise;
  }

  /** A full-screen program has the screen: a line of ours would spoil it. */
  get onAlternateScreen(): boolean {
    return this.#parser.modes.alternateScreen;
  }

  /** Call once the session knows this channel. */
  start(): void {
    this.#terminal.take(
      {
        onInput: (bytes) => this.#onMessage(encodeFrame(terminalFrame.input, bytes)),
        onResize: ({ columns, rows }) => this.#onMessage(encodeFrame(terminalFrame.resize, encodeSize(columns, rows))),
        onInterrupt: () => this.#onMessage(encodeFrame(terminalFrame.input, Buffer.from('\x03'))),
        onEnd: (signal) => this.#ended.resolve({ exitCode: exitCodeOf(signal), ended: signal }),
      },
      () => this.#parser.modes.toUndoSequences(),
    );
    // A command that reads where there is nothing to read must see the end, as it would without us.
    if (!this.#terminal.hasKeys) this.#onMessage(encodeFrame(terminalFrame.input, Buffer.from('\x04')));
  }

  send(frame: Uint8Array): void {
    const { type, body } = decodeFrame(frame) ?? { type: undefined, body: new Uint8Array() };
    if (type === terminalFrame.replay) this.#show(body.subarray(4), 0);
    else if (type === terminalFrame.output) this.#show(body, body.length);
    else if (type === terminalFrame.exit) this.#exit(JSON.parse(Buffer.from(body).toString()));
  }

  onMessage(listener: (frame: Uint8Array) => void): void {
    this.#onMessage = listener;
  }

  onClose(listener: () => void): void {
    this.#onClose = listener;
  }

  close(): void {
    this.#onClose();
  }

  #show(body: Uint8Array, weight: number): void {
    this.#parser.write(Buffer.from(body));
    this.#flush(() => {
      if (weight > 0) this.#onMessage(encodeFrame(terminalFrame.acknowledge, encodeCount(weight)));
    });
  }

  #exit({ exitCode, signal }: { readonly exitCode: number; readonly signal?: number }): void {
    this.#parser.end();
    this.#flush(() => this.#ended.resolve({ exitCode: signal === undefined ? exitCode : 128 + signal }));
  }

  #flush(written: () => void): void {
    const bytes = Buffer.concat(this.#pieces);
    this.#pieces = [];
    if (bytes.length === 0) written();
    else this.#terminal.write(bytes, written);
  }
}
