import { expect, it } from 'vitest';
import type { PanelFrame } from '#shared/contract/index.ts';
import { type ChecklistItem, presentOf, recordedValue } from './present-value.ts';

const NOW = 1_800_000_000_000;
const frame = (values: Record<string, (number | null)[]>, changes: Partial<PanelFrame> = {}): PanelFrame => ({
  panelId: 'latency',
  status: 'ok',
  fetchedAt: NOW - 5000,
  grid: { startMs: NOW - 60_000, stepMs: 15_000, count: 4 },
  series: Object.entries(values).map(([legend, samples]) => ({
    key: legend,
    legend,
    labels: {},
    values: samples,
    specials: [],
  })),
  queries: [],
  warnings: [],
  dropped: { series: 0, points: 0 },
  refreshSeconds: 15,
  simulated: false,
  ...changes,
});
const item: ChecklistItem = {
  id: 'response-times',
  text: 'Response times acceptable (p95 below 500 ms)',
  panelId: 'latency',
  series: 'p95',
  reduce: 'last',
  limit: { below: 0.5, unit: 'seconds' },
};
const panel = { title: 'Latency', unit: 'seconds' } as const;
const ask = (given: PanelFrame | undefined, asked: ChecklistItem = item, connected = true) =>
  presentOf(asked, { connected, panel, frame: given, now: NOW });

it('[I60] shows the newest sample of the series that answers, and whether it keeps the limit', () => {
  expect(ask(frame({ p50: [9], p95: [0.1, 0.42] }))).toEqual({
    kind: 'known',
    words: '0.42\u00a0s',
    verdict: 'within the limit',
  });
  expect(ask(frame({ p95: [0.1, 0.5] }))).toMatchObject({ verdict: 'above the limit' });
});

it('[I60] says why there is no present value instead of showing an old one', () => {
  const words = (given: PanelFrame | undefined, connected = true) => ask(given, item, connected);
  const unknown = (reason: string) => ({ kind: 'unknown', words: reason });
  expect(words(undefined, false)).toEqual(unknown('no metrics connected'));
  expect(words(undefined)).toEqual(unknown('no data'));
  expect(words(frame({ p50: [1] }))).toEqual(unknown('no data'));
  expect(words(frame({ p95: [0.1, null, null, null, null] }))).toEqual(unknown('no data'));
  expect(words(frame({ p95: [0.1] }, { fetchedAt: NOW - 60_000 }))).toEqual(unknown('no recent data'));
  expect(words(frame({ p95: [0.1] }, { status: 'failed' }))).toEqual(unknown('no recent data'));
});

it('takes the greatest sample where the item asks for it, also beside gaps', () => {
  expect(ask(frame({ p95: [0.2, 0.9, null] }), { ...item, reduce: 'max' })).toMatchObject({ words: '0.9\u00a0s' });
});

it('names each of a few series, the worst of many, and lets one that breaks the limit decide', () => {
  const { series: _, ...all } = item;
  expect(ask(frame({ a: [0.1], b: [0.7] }), all)).toEqual({
    kind: 'known',
    words: 'a 0.1\u00a0s, b 0.7\u00a0s',
    verdict: 'above the limit',
  });
  expect(ask(frame({ a: [0.11], b: [0.4], c: [0.12], d: [0.13] }), all)).toMatchObject({
    words: 'b 0.4\u00a0s',
    verdict: 'within the limit',
  });
});

it('leaves a figure without a limit to a person', () => {
  const { limit: _, ...unlimited } = item;
  expect(ask(frame({ p95: [0.2] }), unlimited)).toEqual({ kind: 'known', words: '0.2\u00a0s' });
});

it('has nothing beside an item that no panel answers', () => {
  expect(ask(undefined, { id: 'alerts', text: 'No new alerts' })).toBeUndefined();
});

it('[I60] records the value with its verdict, that it is made up, and nothing where nothing was known', () => {
  expect(recordedValue(ask(frame({ p95: [0.42] })))).toBe('0.42\u00a0s, within the limit');
  expect(recordedValue(ask(frame({ p95: [0.42] }, { simulated: true })))).toBe(
    '0.42\u00a0s, within the limit, simulated',
  );
  expect(recordedValue(ask(undefined))).toBeUndefined();
});
