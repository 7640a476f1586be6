import { expect, it } from 'vitest';
import { chooseDrawn } from '../legend.ts';
import { readAt } from './reading.ts';

const grid = { startMs: 10_000, stepMs: 1_000, count: 3 };
const of = (
  legend: string,
  values: (number | null)[],
  specials: { index: number; value: 'NaN' | '+Inf' | '-Inf' }[] = [],
) => ({
  key: legend,
  legend,
  labels: {},
  values,
  specials,
});
const { drawn } = chooseDrawn([
  of('p50', [0.1, 0.2, 0.3]),
  of('gone', [0.1, null, null]),
  of('p99', [0.9, 0.8, 0.7]),
  of('odd', [1, null, 2], [{ index: 1, value: 'NaN' }]),
]);

it('reads the samples of the nearest step, the greatest first, and says no data where there is none', () => {
  const reading = readAt(grid, drawn, 'seconds', 11_400);
  expect(reading?.instant).toBe(11_000);
  expect(reading?.rows.map(({ legend, text }) => [legend, text])).toEqual([
    ['p99', '0.8\u00a0s'],
    ['p50', '0.2\u00a0s'],
    ['gone', 'no data'],
    ['odd', 'NaN'],
  ]);
});

it('says nothing outside the grid', () => {
  expect(readAt(grid, drawn, 'seconds', 20_000)).toBeUndefined();
});
