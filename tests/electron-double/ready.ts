/** Whether `app` is ready: much of Electron refuses to work before. */
class Ready {
  #isReady = false;
  readonly #promise = Promise.withResolvers<void>();

  isReady(): boolean {
    return this.#isReady;
  }

  whenReady(): Promise<void> {
    return this.#promise.promise;
  }

  become(): void {
    this.#isReady = true;
    this.#promise.resolve();
  }
}

export const ready = new Ready();
