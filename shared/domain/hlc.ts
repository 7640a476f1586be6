/** Counter values per millisecond; beyond that the clock borrows the next one. */
const COUNTERS = 1_000_000;
const LAST_WALL = 999_999_999_999_999;

/**
 * The next reading of a hybrid logical clock: later in text order than `previous`, and as close to the wall clock as
 * that allows. It refuses nothing: a wall clock that went back only makes the counter run. `nowMs` is UTC ms.
 */
export function nextHlc(previous: string | undefined, nowMs: number): string {
  const now = Number.isFinite(nowMs) ? Math.min(LAST_WALL, Math.max(0, Math.floor(nowMs))) : 0;
  const last = previous === undefined ? undefined : parseHlc(previous);
  if (last === undefined || now > last.wallMs) return format(now, 0);
  if (last.counter + 1 < COUNTERS) return format(last.wallMs, last.counter + 1);
  // At the very end of the range the reading repeats, and (deviceId, seq) alone keeps the order.
  return last.wallMs < LAST_WALL ? format(last.wallMs + 1, 0) : (previous ?? format(LAST_WALL, COUNTERS - 1));
}

/** Wall milliseconds and counter of a reading; undefined when it is not one. */
export function parseHlc(text: string): { readonly wallMs: number; readonly counter: number } | undefined {
  const parts = /^(\d{15})-(\d{6})$/.exec(text);
  return parts === null ? undefined : { wallMs: Number(parts[1]), counter: Number(parts[2]) };
}

function format(wallMs: number, counter: number): string {
  return `${String(wallMs).padStart(15, '0')}-${String(counter).padStart(6, '0')}`;
}
