import type { Panel, PanelFrame } from '#shared/contract/index.ts';

/** What a vertical axis shows: its ends, and the values that get a line and a label. */
export interface Axis {
  readonly min: number;
  readonly max: number;
  readonly ticks: readonly number[];
}

/** Thresholds further away than this many times the greatest sample stay outside: they would flatten the line. */
const THRESHOLD_REACH = 4;
const HEADROOM = 1.05;

/** A round step (1, 2, 2.5 or 5 times a power of ten) that divides `span` into about `count` parts. */
function roundStep(span: number, count: number): number {
  const rough = span / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const fraction = rough / power;
  const step = fraction <= 1 ? 1 : fraction <= 2 ? 2 : fraction <= 2.5 ? 2.5 : fraction <= 5 ? 5 : 10;
  return step * power;
}

/** An axis over [low, high] with round ends and about `count` intervals. Equal ends are widened, so that a flat line has room. */
export function axisOver(low: number, high: number, count: number): Axis {
  const [from, to] = low === high ? widened(low) : [low, high];
  const step = roundStep(to - from, count);
  const first = Math.floor(from / step + 1e-9);
  const last = Math.ceil(to / step - 1e-9);
  // Multiplying a whole number keeps 0.1 + 0.2 from turning into a label of its own.
  const ticks = Array.from({ length: last - first + 1 }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  );
  return { min: ticks[0] ?? from, max: ticks.at(-1) ?? to, ticks };
}

function widened(value: number): readonly [number, number] {
  if (value === 0) return [0, 1];
  return value > 0 ? [0, value * 1.25] : [value * 1.25, 0];
}

/**
 * The vertical axis of a panel: the panel's own ends where it has them, else from zero (rates, ratios and counts mean
 * nothing without it) to the greatest sample, with a threshold in reach kept in sight.
 */
export function panelAxis(
  panel: Pick<Panel, 'yMin' | 'yMax' | 'thresholds'>,
  series: PanelFrame['series'],
  count = 3,
): Axis {
  let low = 0;
  let high = 0;
  for (const { values } of series) {
    for (const value of values) {
      if (value === null) continue;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  // A line along the upper edge reads as cut off.
  high *= HEADROOM;
  for (const { value } of panel.thresholds) {
    if (value > high && value <= high * THRESHOLD_REACH) high = value * HEADROOM;
  }
  return axisOver(panel.yMin ?? low, panel.yMax ?? high, count);
}
