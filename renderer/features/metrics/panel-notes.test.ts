import { expect, it } from 'vitest';
import type { PanelFrame } from '#shared/contract/index.ts';
import { panelNotes } from './panel-notes.ts';

const frame: PanelFrame = {
  panelId: 'p',
  status: 'ok',
  grid: { startMs: 0, stepMs: 1000, count: 1 },
  series: [{ key: 'a', legend: 'a', labels: {}, values: [1], specials: [] }],
  queries: [],
  warnings: [],
  dropped: { series: 0, points: 0 },
  refreshSeconds: 15,
  simulated: false,
};

it('has nothing to say about a panel that is in order', () => {
  expect(panelNotes(frame, false)).toEqual([]);
});

it('says each warning once, and how much was not loaded', () => {
  expect(panelNotes({ ...frame, warnings: ['w', 'w', 'v'], dropped: { series: 3, points: 10 } }, false)).toEqual([
    'w',
    'v',
    '3 series not loaded: the answer is too large.',
    '10 points not loaded: the answer is too large.',
  ]);
});

it('says that samples are old when a refresh failed, but leaves an empty panel’s failure to its middle', () => {
  const failed = {
    ...frame,
    status: 'failed' as const,
    problem: { code: 'timeout' as const, message: 'Too slow.', action: '' },
  };
  expect(panelNotes(failed, false)).toEqual(['Too slow. Showing older samples.']);
  expect(panelNotes(failed, true)).toEqual([]);
  expect(panelNotes({ ...failed, series: [] }, false)).toEqual([]);
});
