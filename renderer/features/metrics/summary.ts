import { presentValue } from '#shared/domain/metrics/present.ts';

/** Figures of one series over its range; undefined where there is no sample. */
export interface SeriesSummary {
  readonly now: number | undefined;
  readonly min: number | undefined;
  readonly mean: number | undefined;
  readonly max: number | undefined;
}

/** Present, least, mean and greatest sample. Gaps count for nothing: no data is not zero. */
export function summarize(values: readonly (number | null)[]): SeriesSummary {
  let min: number | undefined;
  let max: number | undefined;
  let sum = 0;
  let count = 0;
  for (const value of values) {
    if (value === null) continue;
    if (min === undefined || value < min) min = value;
    if (max === undefined || value > max) max = value;
    sum += value;
    count += 1;
  }
  return { now: presentValue(values), min, mean: count === 0 ? undefined : sum / count, max };
}
