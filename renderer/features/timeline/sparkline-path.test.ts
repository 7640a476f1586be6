import { expect, it } from 'vitest';
import type { Snapshot } from '#shared/domain/snapshot.ts';
import { sparklinePaths } from './sparkline-path.ts';

const snapshot = (values: readonly (number | null)[]): Snapshot => ({
  panelId: 'p',
  title: 'Error ratio',
  unit: 'ratio',
  queries: ['up'],
  sourceName: 'Prometheus',
  simulated: false,
  zone: 'UTC',
  grid: { startMs: 0, stepMs: 1000, count: values.length },
  series: [{ key: 'a', legend: 'a', labels: {}, values: [...values], specials: [] }],
  thresholds: [
    { value: 5, level: 'critical' },
    { value: 50, level: 'critical' },
  ],
  warnings: [],
});

it('draws from left to right, zero at the bottom, and thresholds that are in the picture', () => {
  expect(sparklinePaths(snapshot([0, 5, 10]), 100, 20)).toEqual({
    lines: ['M0 20h0L50 10L100 0'],
    thresholds: [10],
  });
});

it('leaves a gap where samples are missing, and a dot where one stands alone', () => {
  expect(sparklinePaths(snapshot([0, null, 10, null, 5]), 100, 20).lines).toEqual(['M0 20h0M50 0h0M100 10h0']);
});

it('draws nothing of nothing', () => {
  expect(sparklinePaths(snapshot([]), 100, 20).lines).toEqual(['']);
});
