import { write } from 'node:fs';

/** A program that does not read leaves no room; how long until it is looked again, ms. */
const RETRY_MS = 5;

/**
 * What goes into a PTY's descriptor, in order, as fast as the program reads. node-pty's own queue spins while there is no
 * room, and writes on to a descriptor that was closed, whose number may be another file's by then.
 */
export class PtyInput {
  readonly #descriptor: number;
  readonly #queue: Buffer[] = [];
  #retry: NodeJS.Timeout | undefined;
  #writing = false;
  #ended = false;
  readonly #whenIdle: (() => void)[] = [];

  constructor(descriptor: number) {
    this.#descriptor = descriptor;
  }

  /** Does nothing after `end`. */
  write(bytes: Buffer): void {
    if (this.#ended || bytes.length === 0) return;
    this.#queue.push(bytes);
    if (!this.#writing && this.#retry === undefined) this.#next();
  }

  /** Nothing is written any more; calls back, at once where it can, when no write is under way. */
  end(whenIdle: () => void): void {
    this.#ended = true;
    this.#queue.length = 0;
    clearTimeout(this.#retry);
    if (this.#writing) this.#whenIdle.push(whenIdle);
    else whenIdle();
  }

  #next(): void {
    const [bytes] = this.#queue;
    if (bytes === undefined) return;
    this.#writing = true;
    write(this.#descriptor, bytes, (error, written) => {
      this.#writing = false;
      if (this.#ended) {
        for (const tell of this.#whenIdle.splice(0)) tell();
        return;
      }
      if (error?.code === 'EAGAIN') {
        this.#retry = setTimeout(() => {
          this.#retry = undefined;
          this.#next();
        }, RETRY_MS);
        return;
      }
      // Nobody reads any more: the program's end is told by the terminal itself.
      if (error) this.#queue.length = 0;
      else if (written < bytes.length) this.#queue[0] = bytes.subarray(written);
      else this.#queue.shift();
      this.#next();
    });
  }
}
