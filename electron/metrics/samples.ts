import type { Panel } from '#shared/contract/metrics.ts';
import { fail, succeed } from '#shared/domain/outcome.ts';
import type { Grid, Series } from '#shared/domain/snapshot.ts';
import type { MetricsOutcome } from './problem.ts';
import type { PrometheusApi } from './prometheus/api.ts';
import { bySeriesKey, readMatrix, type SampleLimits } from './prometheus/matrix.ts';
import { endOf } from './prometheus/range.ts';

/** What all queries of one panel gave over one window. */
export interface Samples {
  readonly grid: Grid;
  readonly series: readonly Series[];
  readonly warnings: readonly string[];
  readonly dropped: { readonly series: number; readonly points: number };
  /** Nothing was said to be missing from the answers. */
  readonly complete: boolean;
}

export const NO_DROPS = { series: 0, points: 0 } as const;

/** Asks for all queries of a panel at once; one that fails makes the panel fail, for half a panel misleads. */
export async function fetchSamples(
  api: PrometheusApi,
  panel: Panel,
  exprs: readonly string[],
  grid: Grid,
  limits: SampleLimits,
  signal: AbortSignal,
): Promise<MetricsOutcome<Samples>> {
  const answers = await Promise.all(exprs.map((expr) => api.queryRange(expr, grid, signal)));
  const series: Series[] = [];
  const warnings: string[] = [];
  const infos: string[] = [];
  let droppedSeries = 0;
  let droppedPoints = 0;
  for (const [index, answer] of answers.entries()) {
    if (!answer.ok) return answer;
    const room = { ...limits, maxSeries: limits.maxSeries - series.length };
    const read = readMatrix(answer.value.data, grid, { index, legend: panel.queries[index]?.legend ?? '' }, room);
    if (read === undefined) {
      return fail('not-prometheus', 'The answer to a range query does not have the form that Prometheus gives it.');
    }
    series.push(...read.series);
    droppedSeries += read.dropped.series;
    droppedPoints += read.dropped.points;
    warnings.push(...answer.value.warnings);
    infos.push(...answer.value.infos);
  }
  return succeed({
    grid,
    series,
    warnings: [...new Set([...warnings, ...infos])],
    dropped: { series: droppedSeries, points: droppedPoints },
    complete: warnings.length === 0,
  });
}

/**
 * Lays the newest part over what was there before: `window` is the result's grid; where `tail` reaches it alone counts,
 * a sample that it lacks is gone; before that the earlier samples stay; what left the window is dropped, with the series
 * that had nothing else. Both must have the step of `window` and lie on its instants.
 */
export function mergeTail(before: Samples, tail: Samples, window: Grid, limits: SampleLimits): Samples {
  const earlier = new Map(before.series.map((series) => [series.key, series]));
  const newer = new Map(tail.series.map((series) => [series.key, series]));
  const series: Series[] = [];
  for (const key of new Set([...earlier.keys(), ...newer.keys()])) {
    const merged = mergeSeries(earlier.get(key), newer.get(key), before.grid, tail.grid, window);
    if (merged !== undefined) series.push(merged);
  }
  series.sort(bySeriesKey);
  const kept = series.slice(0, Math.min(limits.maxSeries, Math.floor(limits.maxPoints / Math.max(window.count, 1))));
  return {
    grid: window,
    series: kept,
    warnings: tail.warnings,
    dropped: { series: tail.dropped.series + series.length - kept.length, points: tail.dropped.points },
    complete: tail.complete,
  };
}

function mergeSeries(
  before: Series | undefined,
  tail: Series | undefined,
  beforeGrid: Grid,
  tailGrid: Grid,
  window: Grid,
): Series | undefined {
  const known = tail ?? before;
  if (known === undefined) return undefined;
  const values = new Array<number | null>(window.count).fill(null);
  const specials: Series['specials'] = [];
  // Only the part before the tail comes from before; copying it in this order keeps the specials sorted.
  const parts = [
    { series: before, grid: beforeGrid, from: window.startMs, to: tailGrid.startMs - window.stepMs },
    { series: tail, grid: tailGrid, from: tailGrid.startMs, to: endOf(window) },
  ];
  let any = false;
  for (const { series, grid, from, to } of parts) {
    if (series === undefined) continue;
    const offset = Math.round((grid.startMs - window.startMs) / window.stepMs);
    const first = Math.round((from - window.startMs) / window.stepMs);
    const last = Math.round((to - window.startMs) / window.stepMs);
    for (let index = first; index <= last; index++) {
      const value = series.values[index - offset] ?? null;
      if (value === null) continue;
      values[index] = value;
      any = true;
    }
    for (const special of series.specials) {
      const index = special.index + offset;
      if (index < first || index > last) continue;
      specials.push({ index, value: special.value });
      any = true;
    }
  }
  return any ? { ...known, values, specials } : undefined;
}
