import type { PanelFrame } from '#shared/contract/index.ts';
import { formatQuantity, type MetricUnit } from '#shared/domain/metrics/format.ts';
import type { DrawnSeries } from '../legend.ts';
import { sampleIndexAt } from './plot.ts';

/** One line of the tooltip. */
export interface ReadingRow {
  readonly key: string;
  readonly legend: string;
  readonly colour: string;
  /** "no data" for a gap; NaN and infinities as Prometheus sent them. */
  readonly text: string;
  readonly value: number | undefined;
}

export interface Reading {
  /** The instant of the samples, UTC ms: that of the grid, not that of the pointer. */
  readonly instant: number;
  readonly rows: readonly ReadingRow[];
}

/** What the charts say at an instant, the greatest value on top; undefined outside the grid. */
export function readAt(
  grid: PanelFrame['grid'],
  drawn: readonly DrawnSeries[],
  unit: MetricUnit,
  instant: number,
): Reading | undefined {
  const index = sampleIndexAt(grid, instant);
  if (index === undefined) return undefined;
  const rows = drawn.map(({ series, colour }) => {
    const value = series.values[index] ?? undefined;
    const special = series.specials.find((one) => one.index === index);
    const text = value === undefined ? (special?.value ?? 'no data') : formatQuantity(value, unit);
    return { key: series.key, legend: series.legend, colour, text, value };
  });
  const size = ({ value }: ReadingRow) => value ?? Number.NEGATIVE_INFINITY;
  return {
    instant: grid.startMs + index * grid.stepMs,
    rows: rows.sort((a, b) => (size(a) === size(b) ? 0 : size(b) - size(a))),
  };
}
