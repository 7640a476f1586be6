/** Which rows of a long list are drawn: from `from` up to and without `to`. */
export interface StepWindow {
  readonly from: number;
  readonly to: number;
}

/** So many steps are drawn at once; all but a few runbooks have fewer. */
export const WINDOW_SIZE = 300;
/** So near to its edge the window moves on. */
const MARGIN = 10;

/**
 * The window that shows the step at `at` of `count`: the one before where it still does, so that rows stay where they are
 * while one moves among them, else one around it.
 */
export function windowFor(before: StepWindow | undefined, count: number, at: number): StepWindow {
  if (count <= WINDOW_SIZE) return { from: 0, to: count };
  if (before && before.to <= count) {
    const low = before.from === 0 ? 0 : before.from + MARGIN;
    const high = before.to === count ? count : before.to - MARGIN;
    if (at >= low && at < high) return before;
  }
  const from = Math.min(Math.max(0, at - WINDOW_SIZE / 2), count - WINDOW_SIZE);
  return { from, to: from + WINDOW_SIZE };
}

/** The window with as many rows more at one end. */
export function widen({ from, to }: StepWindow, count: number, end: 'before' | 'after'): StepWindow {
  return end === 'before'
    ? { from: Math.max(0, from - WINDOW_SIZE), to }
    : { from, to: Math.min(count, to + WINDOW_SIZE) };
}
