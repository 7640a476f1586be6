/** Waits before a stream is opened again, milliseconds; the last one repeats. */
const RETRY_DELAYS = [250, 500, 1000, 2000] as const;

export interface FollowOptions<Value> {
  /** Opens the stream; it ends when `signal` aborts. */
  open(signal: AbortSignal): Promise<AsyncIterable<Value>>;
  onValue(value: Value): void;
  /** The stream broke and is about to be opened again. */
  onBreak?(): void;
  readonly signal: AbortSignal;
  readonly retryDelays?: readonly number[];
}

/**
 * Follows one stream of the services until `signal` aborts, and opens it again whenever it breaks: a lost connection
 * ends every stream, and the connection itself is brought back elsewhere. Never rejects.
 */
export async function followStream<Value>(options: FollowOptions<Value>): Promise<void> {
  const { open, onValue, onBreak, signal, retryDelays = RETRY_DELAYS } = options;
  for (let attempt = 0; !signal.aborted; attempt += 1) {
    try {
      for await (const value of await open(signal)) {
        if (signal.aborted) return;
        attempt = 0;
        onValue(value);
      }
    } catch {
      // What broke it does not matter here: the header says that the connection is lost, this only tries again.
    }
    if (signal.aborted) return;
    onBreak?.();
    await pause(retryDelays[Math.min(attempt, retryDelays.length - 1)] ?? 1000, signal);
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, milliseconds);
  signal.addEventListener(
    'abort',
    () => {
      clearTimeout(timer);
      resolve();
    },
    { once: true },
  );
  return promise;
}
