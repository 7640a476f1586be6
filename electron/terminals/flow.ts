import { FLOW_HIGH, FLOW_LOW } from '#shared/contract/index.ts';

interface Readable {
  pause(): void;
  resume(): void;
}

/**
 * Stops reading from a PTY while the slowest page is behind, so that a program is never faster than the screen. With no
 * page there is nothing to wait for.
 */
export class FlowControl {
  readonly #source: Readable;
  #paused = false;

  constructor(source: Readable) {
    this.#source = source;
  }

  /** Call after every change of `unacknowledged`: the bytes per attached page. */
  update(unacknowledged: readonly number[]): void {
    const most = Math.max(0, ...unacknowledged);
    if (!this.#paused && most >= FLOW_HIGH) {
      this.#paused = true;
      this.#source.pause();
    } else if (this.#paused && most < FLOW_LOW) {
      this.#paused = false;
      this.#source.resume();
    }
  }
}
