import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Grid, Series } from '#shared/domain/snapshot.ts';
import { seriesKey } from './prometheus/matrix.ts';
import { endOf, tailOf, windowAt } from './prometheus/range.ts';
import { mergeTail, NO_DROPS, type Samples } from './samples.ts';

const limits = { maxSeries: 50, maxPoints: 100_000 };
type Sample = number | null | 'NaN' | '+Inf' | '-Inf';

/** What a server would answer whose series hold `data[name][instant / step]`; a series without samples is left out. */
function answer(data: readonly (readonly Sample[])[], grid: Grid): Samples {
  const series: Series[] = [];
  for (const [name, samples] of data.entries()) {
    const labels = { name: String(name) };
    const at = Array.from({ length: grid.count }, (_, i) => samples[grid.startMs / grid.stepMs + i] ?? null);
    if (at.every((sample) => sample === null)) continue;
    series.push({
      key: seriesKey(0, labels),
      legend: `${name}`,
      labels,
      values: at.map((sample) => (typeof sample === 'number' ? sample : null)),
      specials: at.flatMap((sample, index) => (typeof sample === 'string' ? [{ index, value: sample }] : [])),
    });
  }
  return { grid, series, warnings: [], dropped: NO_DROPS, complete: true };
}

const sample: fc.Arbitrary<Sample> = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 100 }) },
  { weight: 3, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.constantFrom('NaN' as const, '+Inf' as const, '-Inf' as const) },
);
const history = fc.array(fc.array(sample, { minLength: 60, maxLength: 60 }), { minLength: 1, maxLength: 4 });

it('[M6] a tail laid over an earlier window equals a full answer, series that come and go included', () => {
  fc.assert(
    fc.property(
      history,
      fc.integer({ min: 1, max: 20 }),
      fc.integer({ min: 20, max: 55 }),
      fc.integer({ min: 0, max: 15 }),
      fc.integer({ min: 0, max: 10 }),
      (data, rangeSteps, firstEnd, advance, overlap) => {
        const stepMs = 1000;
        const before = answer(data, windowAt(firstEnd * stepMs, rangeSteps, stepMs));
        const window = windowAt((firstEnd + advance) * stepMs, rangeSteps, stepMs);
        const tail = answer(data, tailOf(window, endOf(before.grid) - overlap * stepMs));
        expect(mergeTail(before, tail, window, limits)).toEqual(answer(data, window));
      },
    ),
  );
});

it('[M6] takes late and corrected samples of the overlap from the newer answer, and lets go of what it lacks', () => {
  const grid = { startMs: 0, stepMs: 1000, count: 4 };
  const before = answer([[1, 2, null, 4]], grid);
  const tail = answer([[9, 9, 3, null, 5]], { startMs: 2000, stepMs: 1000, count: 3 });
  const merged = mergeTail(before, tail, { startMs: 1000, stepMs: 1000, count: 4 }, limits);
  expect(merged.series.map(({ values }) => values)).toEqual([[2, 3, null, 5]]);
});

it('[M19] holds no more series than allowed, however many come and go', () => {
  const grid = { startMs: 0, stepMs: 1000, count: 2 };
  const before = answer([[1], [1], []], grid);
  const tail = answer([[], [], [null, 1]], { startMs: 1000, stepMs: 1000, count: 1 });
  const merged = mergeTail(before, tail, grid, { maxSeries: 2, maxPoints: 1000 });
  expect(merged.series).toHaveLength(2);
  expect(merged.dropped.series).toBe(1);
});
