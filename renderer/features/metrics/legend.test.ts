import { expect, it } from 'vitest';
import { chooseDrawn, fitLegend } from './legend.ts';

const of = (name: string, peak: number | null) => ({
  key: name,
  legend: name,
  labels: {},
  values: [0, peak],
  specials: [],
});

it('draws few series all, in their order, each in its own colour', () => {
  const { drawn, hidden } = chooseDrawn([of('b', 1), of('a', 9)]);
  expect(hidden).toBe(0);
  expect(drawn.map(({ series, colour, dashed }) => [series.legend, colour, dashed])).toEqual([
    ['b', 'var(--s1)', false],
    ['a', 'var(--s2)', false],
  ]);
});

it('draws the ten of the greatest peaks and counts the rest', () => {
  const series = Array.from({ length: 25 }, (_, index) => of(`s${index}`, (index * 7) % 25));
  const { drawn, hidden } = chooseDrawn(series);
  expect(hidden).toBe(15);
  expect(drawn.map(({ series: { values } }) => values[1] ?? 0).every((peak) => peak >= 15)).toBe(true);
  expect(drawn.map(({ dashed }) => dashed)).toEqual([...Array(8).fill(false), true, true]);
});

it('prefers a series with samples to one without', () => {
  const series = [...Array.from({ length: 10 }, (_, index) => of(`empty${index}`, null)), of('real', -3)];
  series.forEach((one) => {
    one.values[0] = one.legend === 'real' ? -5 : null;
  });
  expect(chooseDrawn(series).drawn.map(({ series: { legend } }) => legend)).toContain('real');
});

it('fits names into the width, one at least', () => {
  expect(fitLegend(['p50', 'p95', 'p99'], 180)).toBe(3);
  expect(fitLegend(['api-0', 'api-1', 'api-2', 'api-3'], 180)).toBe(2);
  expect(fitLegend(['a-very-long-name-that-never-fits'], 60)).toBe(1);
  expect(fitLegend([], 60)).toBe(0);
});
