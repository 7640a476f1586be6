import fc from 'fast-check';
import { expect, it } from 'vitest';
import { reduceToRuns } from './reduce.ts';

const sample = fc.option(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }), { nil: null });
const series = fc.array(sample, { maxLength: 600 });
const columns = fc.integer({ min: 1, max: 300 });

it('leaves a series that fits as it is', () => {
  expect(reduceToRuns([1, 2, 3], 10)).toEqual([
    [
      { index: 0, value: 1 },
      { index: 1, value: 2 },
      { index: 2, value: 3 },
    ],
  ]);
});

it('never bridges a gap, and keeps an isolated sample as a run of its own', () => {
  expect(reduceToRuns([1, null, 5, null, null, 2, 3], 100).map((run) => run.map((point) => point.value))).toEqual([
    [1],
    [5],
    [2, 3],
  ]);
});

it('draws nothing for a series without samples', () => {
  expect(reduceToRuns([], 10)).toEqual([]);
  expect(reduceToRuns([null, null], 10)).toEqual([]);
});

it('keeps a one-sample spike among ten thousand', () => {
  const values = Array.from({ length: 10_000 }, (_, index) => (index === 7321 ? 99 : 1));
  const drawn = reduceToRuns(values, 180).flat();
  expect(drawn).toContainEqual({ index: 7321, value: 99 });
  expect(drawn.length).toBeLessThanOrEqual(4 * 180);
});

it('always draws the true least and greatest sample, whatever the width', () => {
  fc.assert(
    fc.property(series, columns, (values, width) => {
      const real = values.filter((value) => value !== null);
      const drawn = reduceToRuns(values, width)
        .flat()
        .map((point) => point.value);
      if (real.length === 0) return drawn.length === 0;
      return Math.max(...drawn) === Math.max(...real) && Math.min(...drawn) === Math.min(...real);
    }),
  );
});

it('draws only samples that exist, in order, and as many runs as the series has', () => {
  fc.assert(
    fc.property(series, columns, (values, width) => {
      const runs = reduceToRuns(values, width);
      const expectedRuns = values.filter(
        (value, index) => value !== null && (values[index - 1] ?? null) === null,
      ).length;
      expect(runs).toHaveLength(expectedRuns);
      const drawn = runs.flat();
      for (const [position, point] of drawn.entries()) {
        expect(values[point.index]).toBe(point.value);
        if (position > 0) expect(point.index).toBeGreaterThan(drawn[position - 1]?.index ?? -1);
      }
    }),
  );
});
