/** Follows a stream in the background; `until` waits for a value that fits, from the newest on. */
export interface Watching<Value> {
  readonly seen: Value[];
  last(): Value;
  until(matches: (value: Value) => boolean, timeoutMs?: number): Promise<Value>;
  stop(): Promise<void>;
}

/** `open` is given the signal that ends the stream. */
export function watch<Value>(open: (signal: AbortSignal) => AsyncIterable<Value>): Watching<Value> {
  const controller = new AbortController();
  const seen: Value[] = [];
  let wake = Promise.withResolvers<void>();
  const ended = (async () => {
    for await (const value of open(controller.signal)) {
      seen.push(value);
      wake.resolve();
      wake = Promise.withResolvers<void>();
    }
  })();
  const last = () => {
    const value = seen.at(-1);
    if (value === undefined) throw new Error('nothing came yet');
    return value;
  };
  return {
    seen,
    last,
    async until(matches, timeoutMs = 20_000) {
      const overdue = Promise.withResolvers<never>();
      const timer = setTimeout(() => {
        overdue.reject(
          new Error(`not within ${timeoutMs} ms; the newest: ${JSON.stringify(seen.at(-1))?.slice(0, 500)}`),
        );
      }, timeoutMs);
      try {
        for (;;) {
          const newest = seen.at(-1);
          if (newest !== undefined && matches(newest)) return newest;
          await Promise.race([wake.promise, overdue.promise]);
        }
      } finally {
        clearTimeout(timer);
      }
    },
    stop() {
      controller.abort();
      return ended;
    },
  };
}
