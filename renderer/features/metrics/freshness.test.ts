import { expect, it } from 'vitest';
import { paneFreshness } from './freshness.ts';

const now = 1_000_000;
const ok = { status: 'ok' as const, fetchedAt: now - 5_000, refreshSeconds: 15 };
const failed = {
  status: 'failed' as const,
  since: now - 60_000,
  fetchedAt: now - 75_000,
  refreshSeconds: 15,
  problem: { code: 'unreachable' as const, message: 'm', action: 'a' },
};

it('is live while answers come at the refresh interval', () => {
  expect(paneFreshness([ok, { ...ok, fetchedAt: now - 29_000 }], now)).toEqual({ kind: 'live' });
});

it('says how old the newest answer is once it is late', () => {
  expect(paneFreshness([{ ...ok, fetchedAt: now - 42_000 }], now)).toEqual({ kind: 'updated', secondsAgo: 42 });
});

it('waits until the first answer', () => {
  expect(paneFreshness([{ status: 'waiting', since: now - 3_000 }], now)).toEqual({
    kind: 'waiting',
    since: now - 3_000,
  });
});

it('says since when nothing answers, and until when the data reach', () => {
  expect(paneFreshness([failed, failed], now)).toEqual({
    kind: 'unreachable',
    since: now - 60_000,
    dataUntil: now - 75_000,
  });
});

it('stays live when one panel fails for itself', () => {
  const wrong = { ...failed, problem: { code: 'bad-query' as const, message: 'm', action: 'a' } };
  expect(paneFreshness([ok, wrong], now)).toEqual({ kind: 'live' });
  expect(paneFreshness([ok, failed], now)).toEqual({ kind: 'live' });
});

it('claims nothing about a pane without panels', () => {
  expect(paneFreshness([], now)).toEqual({ kind: 'none' });
});
