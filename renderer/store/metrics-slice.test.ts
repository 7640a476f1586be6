import { expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { Client, PanelFrame, Source } from '#shared/contract/index.ts';
import { fail, succeed } from '#shared/domain/outcome.ts';
import { createMetricsSlice, type MetricsSlice } from './metrics-slice.ts';

const prometheus: Source = {
  kind: 'prometheus',
  name: 'localhost:9090',
  url: 'http://localhost:9090',
  version: '2.42.0',
};
const simulated: Source = { kind: 'simulated', name: 'Simulation', version: 'simulated' };
const panel = {
  id: 'traffic',
  title: 'Requests',
  unit: 'per second' as const,
  queries: [{ expr: 'up', legend: 'up' }],
  thresholds: [],
  headline: 'sum' as const,
  alerts: [],
};
const frame = { panelId: 'traffic', status: 'ok', series: [] } as unknown as PanelFrame;

/** A stream that the test feeds. */
function feed<Value>() {
  const queue: Value[] = [];
  let wake = Promise.withResolvers<void>();
  return {
    push(value: Value) {
      queue.push(value);
      wake.resolve();
    },
    async open(_input: unknown, { signal }: { signal: AbortSignal }) {
      return (async function* () {
        while (!signal.aborted) {
          yield* queue.splice(0);
          await wake.promise;
          wake = Promise.withResolvers();
        }
      })();
    },
  };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

function store(metrics: Record<string, unknown>) {
  return createStore<MetricsSlice>()(createMetricsSlice({ metrics } as unknown as Client));
}

it('follows the source and asks for the panels once there is one', async () => {
  const sources = feed<{ source?: Source }>();
  const alerts = feed();
  const slice = store({
    watchSource: sources.open,
    watchAlerts: alerts.open,
    panels: async () => ({ panels: [panel], problems: ['disk.yaml: no title'] }),
  });
  const stop = new AbortController();
  slice.getState().followMetrics(stop.signal);
  expect(slice.getState().source).toEqual({ kind: 'unknown' });
  sources.push({});
  await settled();
  expect(slice.getState()).toMatchObject({ source: { kind: 'none' }, panels: undefined });
  sources.push({ source: prometheus });
  await settled();
  expect(slice.getState()).toMatchObject({
    source: { kind: 'connected', source: prometheus },
    panels: [panel],
    panelProblems: ['disk.yaml: no title'],
  });
  stop.abort();
});

it('never shows samples of one source under the name of another', async () => {
  const sources = feed<{ source?: Source }>();
  const panels = feed<PanelFrame>();
  const slice = store({
    watchSource: sources.open,
    watchAlerts: feed().open,
    watchPanel: panels.open,
    panels: async () => ({ panels: [panel], problems: [] }),
  });
  const stop = new AbortController();
  slice.getState().followMetrics(stop.signal);
  slice.getState().followPanel('traffic', 200, stop.signal);
  sources.push({ source: prometheus });
  await settled();
  panels.push(frame);
  await settled();
  expect(slice.getState().panelFrames).toEqual({ traffic: frame });
  sources.push({ source: prometheus });
  await settled();
  expect(slice.getState().panelFrames).toEqual({ traffic: frame });
  sources.push({ source: simulated });
  await settled();
  expect(slice.getState().panelFrames).toEqual({});
  stop.abort();
});

it('asks for the range that is chosen', async () => {
  const asked: unknown[] = [];
  const slice = store({
    watchPanel: async (input: unknown) => {
      asked.push(input);
      return (async function* () {})();
    },
  });
  const stop = new AbortController();
  slice.getState().setRange(900);
  slice.getState().followPanel('traffic', 200, stop.signal);
  await settled();
  stop.abort();
  expect(asked).toEqual([{ panelId: 'traffic', rangeSeconds: 900, maxPoints: 200 }]);
});

it('keeps the samples there are while the same range is asked for anew, and not those of another range', async () => {
  const answered = { ...frame, fetchedAt: 1000 };
  const problem = { code: 'unreachable', message: 'Nothing answers.', action: 'Check it.' };
  const streams: ReturnType<typeof feed<unknown>>[] = [];
  const slice = store({
    watchPanel: (input: unknown, options: { signal: AbortSignal }) => {
      const stream = feed<unknown>();
      streams.push(stream);
      return stream.open(input, options);
    },
  });
  const follow = async (maxPoints: number, ...frames: unknown[]) => {
    const stop = new AbortController();
    slice.getState().followPanel('traffic', maxPoints, stop.signal);
    await settled();
    for (const one of frames) streams.at(-1)?.push(one);
    await settled();
    stop.abort();
    return slice.getState().panelFrames.traffic;
  };
  expect(await follow(200, answered)).toEqual(answered);
  expect(await follow(400, { ...frame, status: 'waiting', since: 2000 })).toEqual(answered);
  const failed = { ...frame, status: 'failed', since: 2000, problem };
  expect(await follow(600, failed)).toEqual({ ...failed, fetchedAt: 1000 });
  slice.getState().setRange(900);
  expect(await follow(600, failed)).toEqual(failed);
});

it('keeps the reason why an address could not be connected', async () => {
  const refused = fail('not-prometheus', 'That address answers, but not as Prometheus.', 'Check the port.');
  const slice = store({ connect: async () => refused });
  expect(await slice.getState().connectSource('http://localhost:80')).toBe(false);
  expect(slice.getState().connecting).toEqual({ kind: 'failed', problem: refused.error });
});

it('tells a silent program from a silent Prometheus', async () => {
  const slice = store({ connect: () => Promise.reject(new Error('socket closed')) });
  await slice.getState().connectSource('http://localhost:9090');
  expect(slice.getState().connecting).toMatchObject({ kind: 'failed', problem: { message: /own services/ } });
});

it('says on the panel whether it was kept', async () => {
  const answers = [succeed({ events: [] }), fail('no-data', 'Nothing to keep.', 'Wait for data.')];
  const slice = store({ keepSnapshot: async () => answers.shift() });
  await slice.getState().keepPanel('i', 'traffic');
  expect(slice.getState().kept).toEqual({ traffic: { kind: 'kept' } });
  await slice.getState().keepPanel('i', 'traffic');
  expect(slice.getState().kept).toMatchObject({ traffic: { kind: 'failed', problem: { code: 'no-data' } } });
  slice.getState().forgetKept('traffic');
  expect(slice.getState().kept).toEqual({});
});
