import { expect, it } from 'vitest';
import type { FullLayout } from '../store/index.ts';
import { dockOf } from './dock.ts';

const defaultLayout: FullLayout = {
  columns: [30, 43, 27],
  metricsRows: [64, 36],
  terminalRows: [62, 38],
  collapsed: [],
  order: ['metrics', 'terminals', 'timeline'],
};

it('stands beside all columns where there is room, and over the timeline where there is not', () => {
  expect(dockOf(defaultLayout, 120)).toEqual({ panelRem: 34, insetRem: 34, coversTimeline: false });
  const { insetRem, ...rest } = dockOf(defaultLayout, 90);
  expect(rest).toEqual({ panelRem: 34, coversTimeline: true });
  // Metrics and terminals get all that the panel leaves.
  expect((1 - 0.27) * (90 - insetRem)).toBeCloseTo(90 - 34);
});

it('covers no other column than the timeline', () => {
  const moved = { ...defaultLayout, order: ['timeline', 'metrics', 'terminals'] } as const;
  expect(dockOf({ ...moved, order: [...moved.order] }, 90)).toMatchObject({ insetRem: 34, coversTimeline: false });
  expect(dockOf({ ...defaultLayout, collapsed: ['timeline'] }, 90)).toMatchObject({ coversTimeline: false });
});

it('is as wide as a timeline that is wider', () => {
  const wide = dockOf({ ...defaultLayout, columns: [20, 30, 50] }, 90);
  expect(wide).toEqual({ panelRem: 45, insetRem: 0, coversTimeline: true });
});

it('never draws the columns together below what they need, and fits into any window', () => {
  expect(dockOf(defaultLayout, 40)).toEqual({ panelRem: 34, insetRem: 0, coversTimeline: true });
  expect(dockOf(defaultLayout, 30).panelRem).toBe(27);
});
