/**
 * A value that changes and can be watched. A slow watcher skips to the newest value instead of queueing every one:
 * streams over the contract have no backpressure, so what is kept per watcher has to be bounded here.
 */
export class Latest<Value> {
  #value: Value;
  #wake = Promise.withResolvers<void>();

  constructor(initial: Value) {
    this.#value = initial;
  }

  get(): Value {
    return this.#value;
  }

  set(value: Value): void {
    this.#value = value;
    const { resolve } = this.#wake;
    this.#wake = Promise.withResolvers<void>();
    resolve();
  }

  /** The present value at once, then the newest after each change, until `signal` aborts. */
  async *watch(signal: AbortSignal): AsyncGenerator<Value, void, void> {
    const { promise: aborted, resolve: abort } = Promise.withResolvers<void>();
    if (signal.aborted) return;
    signal.addEventListener('abort', () => abort(), { once: true });
    while (!signal.aborted) {
      const changed = this.#wake.promise;
      yield this.#value;
      await Promise.race([changed, aborted]);
    }
  }
}
