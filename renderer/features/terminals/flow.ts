import { FLOW_LOW } from '#shared/contract/index.ts';

/**
 * Counts what xterm has parsed and says when to tell the host. Acknowledging every write would cost a frame per chunk;
 * acknowledging only full batches would leave the host short by up to a batch, so the rest goes out once nothing is
 * waiting to be parsed.
 */
export class FlowAccount {
  #pending = 0;
  #unacknowledged = 0;
  readonly #acknowledge: (count: number) => void;

  /** `acknowledge` sends one count to the host. */
  constructor(acknowledge: (count: number) => void) {
    this.#acknowledge = acknowledge;
  }

  /** Call before a chunk of `count` bytes is given to xterm. */
  wrote(count: number): void {
    this.#pending += count;
  }

  /** Call from xterm's write callback of that chunk. */
  parsed(count: number): void {
    this.#pending -= count;
    this.#unacknowledged += count;
    if (this.#unacknowledged >= FLOW_LOW || (this.#pending === 0 && this.#unacknowledged > 0)) {
      const total = this.#unacknowledged;
      this.#unacknowledged = 0;
      this.#acknowledge(total);
    }
  }
}
