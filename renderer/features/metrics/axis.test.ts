import fc from 'fast-check';
import { expect, it } from 'vitest';
import { axisOver, panelAxis } from './axis.ts';

const series = (...values: (number | null)[]) => [{ key: 'a', legend: 'a', labels: {}, values, specials: [] }];

it('gives round ends and few ticks', () => {
  expect(axisOver(0, 0.87, 3)).toEqual({ min: 0, max: 1, ticks: [0, 0.5, 1] });
  expect(axisOver(0, 792, 3)).toEqual({ min: 0, max: 1000, ticks: [0, 500, 1000] });
});

it('leaves room above a flat line', () => {
  expect(panelAxis({ thresholds: [] }, series(3, 3, 3))).toEqual({ min: 0, max: 4, ticks: [0, 2, 4] });
  expect(panelAxis({ thresholds: [] }, series(0, 0))).toMatchObject({ min: 0, max: 1 });
});

it('keeps a threshold in sight that the samples come near to, and no other', () => {
  const near = { value: 0.05, level: 'warning' as const };
  const far = { value: 5, level: 'critical' as const };
  const axis = panelAxis({ thresholds: [near, far] }, series(0.02, 0.03));
  expect(axis.max).toBeGreaterThan(0.05);
  expect(axis.max).toBeLessThan(1);
});

it('obeys the ends that the panel gives', () => {
  expect(panelAxis({ yMin: 0, yMax: 1, thresholds: [] }, series(0.2, 0.3))).toEqual({
    min: 0,
    max: 1,
    ticks: [0, 0.5, 1],
  });
});

it('covers every sample, with ticks in rising order inside its ends', () => {
  const finite = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 });
  fc.assert(
    fc.property(fc.array(finite, { minLength: 1, maxLength: 50 }), (values) => {
      const axis = panelAxis({ thresholds: [] }, series(...values));
      const slack = 1e-6 * Math.max(1, Math.abs(axis.min), Math.abs(axis.max));
      expect(axis.min).toBeLessThanOrEqual(Math.min(...values) + slack);
      expect(axis.max).toBeGreaterThanOrEqual(Math.max(...values) - slack);
      expect([...axis.ticks].sort((a, b) => a - b)).toEqual(axis.ticks);
      expect(axis.ticks.length).toBeLessThanOrEqual(6);
    }),
  );
});
