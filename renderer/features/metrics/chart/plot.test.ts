import { expect, it } from 'vitest';
import { columnOf, instantAt, layOut, sampleIndexAt, spanOf } from './plot.ts';

const grid = { startMs: 10_000, stepMs: 1_000, count: 11 };

it('gives the labels of the value axis the room they need', () => {
  const bare = layOut(200, 100, [], false);
  const labelled = layOut(200, 100, ['0', '12.5k'], true);
  expect(bare.plot).toEqual({ left: 0, top: 6, width: 192, height: 90 });
  expect(labelled.plot).toEqual({ left: 40, top: 6, width: 152, height: 70 });
});

it('finds the instant under a column and the column of an instant', () => {
  const { plot } = layOut(208, 100, [], false);
  expect(spanOf(grid)).toEqual([10_000, 20_000]);
  expect(instantAt(grid, plot, 100)).toBe(15_000);
  expect(columnOf(grid, plot, 15_000)).toBe(100);
  expect(instantAt(grid, plot, -50)).toBe(10_000);
  expect(columnOf(grid, plot, 9_999)).toBeUndefined();
});

it('finds the nearest sample, and none outside the grid', () => {
  expect(sampleIndexAt(grid, 12_400)).toBe(2);
  expect(sampleIndexAt(grid, 12_600)).toBe(3);
  expect(sampleIndexAt(grid, 20_400)).toBe(10);
  expect(sampleIndexAt(grid, 8_000)).toBeUndefined();
  expect(sampleIndexAt({ ...grid, count: 0 }, 10_000)).toBeUndefined();
});
