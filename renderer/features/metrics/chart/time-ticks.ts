/** Steps between the labels of a time axis, milliseconds; all divide a day evenly. */
const steps = [1, 5, 15, 30, 60, 180, 360, 720, 1440].map((minutes) => minutes * 60_000);
/** Room that a label needs, CSS pixels. */
const LABEL_WIDTH = 72;

/**
 * Round instants between `from` and `to` (UTC ms) for a plot of `width` pixels, as many as have room. `offsetMs` is the
 * zone's offset from UTC: round means round on the wall clock that is shown.
 */
export function timeTicks(from: number, to: number, width: number, offsetMs: number): readonly number[] {
  const room = Math.max(2, Math.floor(width / LABEL_WIDTH));
  const step = steps.find((candidate) => (to - from) / candidate <= room) ?? 86_400_000;
  const ticks: number[] = [];
  for (let tick = Math.ceil((from + offsetMs) / step) * step - offsetMs; tick <= to; tick += step) ticks.push(tick);
  return ticks;
}
