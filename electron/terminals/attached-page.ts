import {
  decodeCount,
  decodeFrame,
  decodeSize,
  encodeFrame,
  encodeSize,
  FLOW_HIGH,
  terminalFrame,
} from '#shared/contract/index.ts';
import type { TerminalChannel } from './channel.ts';
import type { Replay } from './replay-buffer.ts';

type JsonFrame = (typeof terminalFrame)['mark' | 'exit' | 'replayedMarks'];

/** A paste of this size is one frame; a larger frame is no page of ours. */
export const MAX_INPUT_BYTES = 1024 * 1024;
/**
 * A PTY gives its output in pieces of 4 KB, and each frame costs the page a task. So what comes shortly after a frame is
 * gathered into the next one; what comes after a pause, as the echo of a key does, goes at once.
 */
const GATHER_MS = 5;
const GATHER_BYTES = 64 * 1024;

export interface PageListener {
  onInput(bytes: Buffer): void;
  onResize(columns: number, rows: number): void;
  /** The page parsed some output, so reading may go on. */
  onAcknowledged(): void;
  onClosed(): void;
}

/**
 * One page that shows a session. It counts the output bytes (not those of the replay) that the page has not
 * acknowledged; beyond `FLOW_HIGH` frames wait here. That is little: the session stops reading from the PTY by then,
 * and only what an exited program left behind still comes.
 */
export class AttachedPage {
  readonly #channel: TerminalChannel;
  readonly #listener: PageListener;
  #waiting: { readonly frame: Uint8Array; readonly weight: number }[] = [];
  #waitingBytes = 0;
  /** Output bytes sent and not yet acknowledged. */
  #sentBytes = 0;
  #gathered: Buffer[] = [];
  #gatheredBytes = 0;
  /** Runs for `GATHER_MS` after each frame of output. */
  #gathering: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(channel: TerminalChannel, listener: PageListener) {
    this.#channel = channel;
    this.#listener = listener;
    channel.onMessage((frame) => this.#receive(frame));
    channel.onClose(() => this.#end());
  }

  /** Output bytes that the page was or will be sent, and has not acknowledged. */
  get unacknowledged(): number {
    return this.#sentBytes + this.#waitingBytes + this.#gatheredBytes;
  }

  sendReplay(columns: number, rows: number, { bytes, marks }: Replay): void {
    if (marks.length > 0) this.sendNotice(terminalFrame.replayedMarks, marks);
    this.#push(encodeFrame(terminalFrame.replay, Buffer.concat([encodeSize(columns, rows), bytes])), 0);
  }

  sendOutput(bytes: Buffer): void {
    if (this.#closed) return;
    this.#gathered.push(bytes);
    this.#gatheredBytes += bytes.length;
    // At the mark the session stops reading: nothing more would come to be gathered.
    const enough = this.#gatheredBytes >= GATHER_BYTES || this.unacknowledged >= FLOW_HIGH;
    if (enough || this.#gathering === undefined) this.#sendGathered();
  }

  /** Sends a frame whose body is JSON, in its place among the output. */
  sendNotice(type: JsonFrame, body: object): void {
    this.#sendGathered();
    this.#push(encodeFrame(type, Buffer.from(JSON.stringify(body))), 0);
  }

  close(): void {
    // Not every channel reports its own end's closing.
    this.#end();
    this.#channel.close();
  }

  #end(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#waiting = [];
    this.#gathered = [];
    this.#gatheredBytes = 0;
    clearTimeout(this.#gathering);
    this.#listener.onClosed();
  }

  #sendGathered(): void {
    clearTimeout(this.#gathering);
    this.#gathering = undefined;
    if (this.#gatheredBytes === 0) return;
    this.#gathering = setTimeout(() => this.#sendGathered(), GATHER_MS);
    const bytes = this.#gathered.length === 1 ? (this.#gathered[0] as Buffer) : Buffer.concat(this.#gathered);
    this.#gathered = [];
    this.#gatheredBytes = 0;
    this.#push(encodeFrame(terminalFrame.output, bytes), bytes.length);
  }

  #push(frame: Uint8Array, weight: number): void {
    if (this.#closed) return;
    if (this.#waiting.length > 0 || this.#sentBytes >= FLOW_HIGH) {
      this.#waiting.push({ frame, weight });
      this.#waitingBytes += weight;
    } else {
      this.#sentBytes += weight;
      this.#channel.send(frame);
    }
  }

  #receive(frame: Uint8Array): void {
    if (this.#closed) return;
    const decoded = frame.length > MAX_INPUT_BYTES ? undefined : decodeFrame(frame);
    const body = decoded?.body ?? new Uint8Array();
    const count = decodeCount(body);
    const size = decodeSize(body);
    if (decoded?.type === terminalFrame.input) {
      if (body.length > 0) this.#listener.onInput(Buffer.from(body));
    } else if (decoded?.type === terminalFrame.acknowledge && count !== undefined) {
      this.#acknowledge(count);
      this.#listener.onAcknowledged();
    } else if (decoded?.type === terminalFrame.resize && size !== undefined) {
      this.#listener.onResize(size.columns, size.rows);
    } else {
      this.close();
    }
  }

  #acknowledge(count: number): void {
    this.#sentBytes -= Math.min(count, this.#sentBytes);
    while (this.#waiting.length > 0 && this.#sentBytes < FLOW_HIGH) {
      const next = this.#waiting.shift();
      if (next === undefined) return;
      this.#waitingBytes -= next.weight;
      this.#sentBytes += next.weight;
      this.#channel.send(next.frame);
    }
  }
}
