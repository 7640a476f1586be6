import { setTimeout as delay } from 'node:timers/promises';
import type { Latest } from '../latest.ts';

/** What is shown needs no more; with the 20 ms in which other processes are seen it stays within 100 ms. */
const PACE_MS = 50;

/** As `latest.watch`, but after each value it waits a little: a storm of changes is shown as a few. */
export async function* watchPaced<Value>(
  latest: Latest<Value>,
  signal: AbortSignal,
): AsyncGenerator<Value, void, void> {
  for await (const value of latest.watch(signal)) {
    yield value;
    await delay(PACE_MS, undefined, { signal }).catch(() => undefined);
  }
}
