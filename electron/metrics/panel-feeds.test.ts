import { beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import type { PanelFrame } from '#shared/contract/metrics.ts';
import { Latest } from '../latest.ts';
import type { Connection } from './connection.ts';
import { createPanelFeeds } from './panel-feeds.ts';
import { endOf } from './prometheus/range.ts';
import { type ControlledSource, createControlledSource, panel } from './test-support/controlled-source.ts';

const START = 1_700_000_000_000;
const request = { rangeSeconds: 3600, maxPoints: 3600 };
const MINUTE = 60_000;

beforeEach(() => {
  vi.useFakeTimers({ now: START, toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] });
  return () => vi.useRealTimers();
});

/** `node:timers/promises` is not faked with the rest; the feeds' pauses have to run on the same clock. */
vi.mock('node:timers/promises', () => ({
  setTimeout: (ms: number, value: unknown, options?: { signal?: AbortSignal }) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => resolve(value), ms);
      options?.signal?.addEventListener('abort', () => {
        clearTimeout(timer);
        reject(new Error('aborted'));
      });
    }),
}));

function setUp(source: ControlledSource | undefined = createControlledSource()) {
  const connections = new Latest<Connection | undefined>(source?.connection);
  const limits = { maxSeries: 10, maxPoints: 100_000 };
  const feeds = createPanelFeeds({ connections, now: Date.now, limits, shortestRefreshMs: 5_000 });
  const watch = (what = request) => {
    const controller = new AbortController();
    const frames: PanelFrame[] = [];
    const ended = (async () => {
      for await (const frame of feeds.watch(panel, what, controller.signal)) frames.push(frame);
    })();
    const stop = () => {
      controller.abort();
      return ended;
    };
    onTestFinished(() => void stop());
    return { frames, stop, last: () => frames.at(-1) as PanelFrame };
  };
  return { connections, feeds, watch, source: source as ControlledSource };
}

it('[M6] asks for all of the window first, and then only for the tail with ten minutes of overlap', async () => {
  const { watch, source } = setUp();
  const { frames, last } = watch();
  expect(frames).toEqual([]);
  await vi.advanceTimersByTimeAsync(10);
  expect(frames[0]).toMatchObject({ status: 'waiting', since: START, series: [] });
  expect(last()).toMatchObject({ status: 'ok', queries: ['load'], refreshSeconds: 5, simulated: false });
  expect(source.asked[0]).toEqual({ startMs: START - 3_600_000, stepMs: 1000, count: 3601 });

  await vi.advanceTimersByTimeAsync(5_000);
  const tail = source.asked[1];
  expect(tail?.startMs).toBe(START - 10 * MINUTE);
  expect(tail && endOf(tail)).toBe(START + 5_000);
  expect(last().grid).toEqual({ startMs: START + 5_000 - 3_600_000, stepMs: 1000, count: 3601 });
  expect(last().series[0]?.values.every((value) => value === 1)).toBe(true);
});

it('[M6] asks again for what an incomplete answer covered', async () => {
  const { watch, source } = setUp();
  source.behave({ afterMs: 0, warnings: ['a store is down'] });
  const { last } = watch();
  await vi.advanceTimersByTimeAsync(10);
  expect(last().warnings).toEqual(['a store is down']);
  source.behave({ afterMs: 0 });
  await vi.advanceTimersByTimeAsync(5_000);
  expect(source.asked[1]?.count).toBe(3601);
  expect(last().warnings).toEqual([]);
});

it('[M7] shares one loop between watchers of the same panel, and ends it with the last of them', async () => {
  const { watch, feeds, source } = setUp();
  const first = watch();
  const second = watch();
  const other = watch({ rangeSeconds: 60, maxPoints: 60 });
  await vi.advanceTimersByTimeAsync(10);
  expect(feeds.size).toBe(2);
  expect(source.asked).toHaveLength(2);
  expect(second.last()).toEqual(first.last());
  await first.stop();
  await other.stop();
  expect(feeds.size).toBe(1);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(source.asked).toHaveLength(3);
  await second.stop();
  expect(feeds.size).toBe(0);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(source.asked).toHaveLength(3);
});

it('[M7] cancels a refresh that nobody waits for any more', async () => {
  const { watch, source } = setUp();
  source.behave('hang');
  const { stop } = watch();
  await vi.advanceTimersByTimeAsync(10);
  expect(source.waiting.now).toBe(1);
  await stop();
  await vi.advanceTimersByTimeAsync(0);
  expect(source.waiting.now).toBe(0);
});

it('[M7] never refreshes while a refresh runs, and asks a slow server less often', async () => {
  const { watch, source } = setUp();
  source.behave({ afterMs: 8_000 });
  const { last } = watch();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(source.waiting.most).toBe(1);
  expect(source.asked.length).toBe(4);
  expect(last().refreshSeconds).toBeCloseTo(16, 1);
});

it('[R7] says within one interval that there is no answer, keeps the samples, and recovers by itself', async () => {
  const { watch, source } = setUp();
  const { last } = watch();
  await vi.advanceTimersByTimeAsync(10);
  const shown = last().series;
  source.behave('hang');
  await vi.advanceTimersByTimeAsync(5_000);
  expect(source.asked).toHaveLength(2);
  expect(last().status).toBe('ok');
  await vi.advanceTimersByTimeAsync(5_000);
  expect(last()).toMatchObject({ status: 'waiting', series: shown });
  expect(last().since).toBeCloseTo(START + 5_000, -2);
});

it('[M8] keeps the last samples beside a failure, with when it began, and recovers by itself', async () => {
  const { watch, source } = setUp();
  const { last } = watch();
  await vi.advanceTimersByTimeAsync(10);
  const { series, grid, fetchedAt } = last();
  source.behave('fail');
  await vi.advanceTimersByTimeAsync(21_000);
  expect(source.asked.length).toBeGreaterThan(4);
  expect(last()).toMatchObject({ status: 'failed', problem: { code: 'unreachable' }, series, grid, fetchedAt });
  expect(last().since).toBeCloseTo(START + 5_000, -2);
  source.behave({ afterMs: 0 });
  await vi.advanceTimersByTimeAsync(5_000);
  expect(last()).toMatchObject({ status: 'ok' });
  expect(last()).not.toHaveProperty('problem');
  expect(last()).not.toHaveProperty('since');
});

it('[M8] fills in what it missed once the server is back', async () => {
  const { watch, source } = setUp();
  const { last } = watch();
  await vi.advanceTimersByTimeAsync(10);
  source.behave('fail');
  await vi.advanceTimersByTimeAsync(20 * MINUTE);
  source.behave({ afterMs: 0 });
  await vi.advanceTimersByTimeAsync(10_000);
  expect(last().series[0]?.values.includes(null)).toBe(false);
});

it('[M8] looks again soon even where the graph of a month refreshes every few hours', async () => {
  const { watch, source } = setUp();
  source.behave('fail');
  watch({ rangeSeconds: 30 * 86_400, maxPoints: 100 });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(source.asked.length).toBeGreaterThan(3);
});

it('[M8] starts anew with another source, and waits without one', async () => {
  const { watch, connections, source } = setUp();
  const { last } = watch();
  await vi.advanceTimersByTimeAsync(10);
  connections.set(undefined);
  source.connection.close();
  await vi.advanceTimersByTimeAsync(10);
  expect(last()).toMatchObject({ status: 'waiting', series: [] });

  const simulated = createControlledSource({
    source: { kind: 'simulated', name: 'Simulated' },
    scrapeMs: 7_000,
  });
  connections.set(simulated.connection);
  await vi.advanceTimersByTimeAsync(10);
  expect(last()).toMatchObject({ status: 'ok', simulated: true, refreshSeconds: 7 });
  expect(simulated.asked[0]?.stepMs).toBe(7_000);
  expect(source.asked).toHaveLength(1);
});

it('asks for the whole window again when the wall clock was set back', async () => {
  const { watch, source } = setUp();
  watch();
  await vi.advanceTimersByTimeAsync(10);
  vi.setSystemTime(START - 60 * MINUTE);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(source.asked[1]?.count).toBe(3601);
});
