import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { type AlertsFrame, type PanelFrame, panelFrameSchema } from '#shared/contract/index.ts';
import { snapshotSchema } from '#shared/domain/snapshot.ts';
import { createIncidentsService, type IncidentsService, loadTaxonomies } from '../../electron/incidents/index.ts';
import { type Journal, openJournal } from '../../electron/journal/index.ts';
import { createMetricsService, type MetricsService } from '../../electron/metrics/index.ts';
import { type Exporter, startExporter } from '../support/exporter.ts';
import { type RunningPrometheus, startPrometheus } from '../support/prometheus.ts';
import { type Watching, watch } from './watching.ts';

const resources = join(import.meta.dirname, '../../resources');
const loadPanel = `id: load
title: Load
unit: none
queries: [{ expr: load, legend: load }]
thresholds: []
headline: last
alerts: []
`;
const rules = `groups:
  - name: test
    rules:
      - alert: LoadHigh
        expr: load > 50
        labels: { severity: critical }
        annotations: { summary: 'Load is {{ $value }}' }
`;
const minute = { rangeSeconds: 60, maxPoints: 60 };
const options = { signal: new AbortController().signal };

let resourcesDir: string;
let exporter: Exporter;
let prometheus: RunningPrometheus;
let dataDir: string;
let journal: Journal;
let incidents: IncidentsService;
let metrics: MetricsService;
let watchings: Watching<unknown>[];

beforeAll(async () => {
  resourcesDir = mkdtempSync(join(tmpdir(), 'war-room-resources-'));
  cpSync(join(resources, 'panels'), join(resourcesDir, 'panels'), { recursive: true });
  mkdirSync(join(resourcesDir, 'panels'), { recursive: true });
  writeFileSync(join(resourcesDir, 'panels/99-load.yaml'), loadPanel);
  exporter = await startExporter();
  prometheus = await startPrometheus({ targets: [exporter.target], rules });
  exporter.setTraffic({ requestsPerSecond: 100, errorRatio: 0.2, latencySeconds: 0.7 });
  exporter.setGauge('load', 1);
  await prometheus.waitForSample('rate(http_requests_total[4s]) > 0');
});
afterAll(async () => {
  await prometheus?.close();
  await exporter?.close();
  rmSync(resourcesDir, { recursive: true });
});

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'war-room-data-'));
  journal = openJournal({ dataDir });
  incidents = createIncidentsService({
    journal,
    taxonomies: loadTaxonomies({ resourcesDir: resources, dataDir }),
    actor: () => ({ type: 'person', personId: '22222222-2222-4222-8222-222222222222', name: 'Ada Winter' }),
    defaultTaxonomyId: () => 'sev-saas',
  });
  metrics = createMetricsService({
    resourcesDir,
    recorder: incidents.recorder,
    memory: { load: () => undefined, save: () => {} },
    now: Date.now,
    zone: 'Europe/Berlin',
    pace: { shortestRefreshMs: 1_000, alertPollMs: 500, resolveAfterMs: 2_000 },
    httpLimits: { headersMs: 20_000 },
  });
  watchings = [];
  expect(await metrics.connect({ url: prometheus.url }, options)).toMatchObject({
    ok: true,
    value: { version: expect.stringMatching(/^\d+\.\d+/) },
  });
});
afterEach(async () => {
  await Promise.all(watchings.map((watching) => watching.stop()));
  metrics.close();
  incidents.close();
  journal.close();
  rmSync(dataDir, { recursive: true });
});

function watchPanel(panelId: string, request = minute): Watching<PanelFrame> {
  const watching = watch((signal) => {
    return metrics.watchPanel({ panelId, ...request }, { signal }) as AsyncGenerator<PanelFrame>;
  });
  watchings.push(watching);
  return watching;
}

function watchQuery(expr: string): Watching<PanelFrame> {
  const watching = watch((signal) => {
    return metrics.watchQuery({ expr, ...minute }, { signal }) as AsyncGenerator<PanelFrame>;
  });
  watchings.push(watching);
  return watching;
}

function watchAlerts(): Watching<AlertsFrame> {
  const watching = watch((signal) => metrics.watchAlerts(undefined, { signal }) as AsyncGenerator<AlertsFrame>);
  watchings.push(watching);
  return watching;
}

interface Matrix {
  result: { metric: Record<string, string>; values: [number, string][] }[];
}

/** Prometheus's own answer on the same grid, as values with nulls, by labels. */
async function ownAnswer(query: string, { startMs, stepMs, count }: PanelFrame['grid']) {
  const data = (await prometheus.api('/api/v1/query_range', {
    query,
    start: String(startMs / 1000),
    end: String((startMs + (count - 1) * stepMs) / 1000),
    step: String(stepMs / 1000),
  })) as Matrix;
  return data.result.map(({ metric, values }) => {
    const at = new Map(values.map(([seconds, text]) => [Math.round(seconds * 1000), Number(text)]));
    return { labels: metric, values: Array.from({ length: count }, (_, i) => at.get(startMs + i * stepMs) ?? null) };
  });
}

/** The newest instants may still change: a scrape is stored a moment after its time stamp. */
const settled = (values: readonly (number | null)[]) => values.slice(0, -3);

it.each(['error-ratio', 'latency', 'requests', 'targets-up'])(
  '[M9] shows for %s what Prometheus itself answers, after a full fetch and several tails',
  async (panelId) => {
    // Longer than the overlap, so that what is compared was put together from tails.
    const panel = watchPanel(panelId, { rangeSeconds: 1_800, maxPoints: 1_800 });
    const hasSettled = ({ series }: PanelFrame) =>
      series.length > 0 && series.every(({ values }) => settled(values).some((value) => value !== null));
    await panel.until((frame) => hasSettled(frame) && panel.seen.filter(({ status }) => status === 'ok').length >= 4);
    const frame = panel.last();
    expect(panelFrameSchema.parse(frame)).toEqual(frame);
    expect(frame.grid.count).toBe(1_801);
    expect(frame.grid.stepMs).toBe(1_000);
    for (const [index, query] of frame.queries.entries()) {
      const own = await ownAnswer(query, frame.grid);
      const ours = frame.series.filter(({ key }) => Number.parseInt(key, 10) === index);
      expect(ours.map(({ labels, values }) => ({ labels, values: settled(values) }))).toEqual(
        own.map(({ labels, values }) => ({ labels, values: settled(values) })),
      );
      expect(ours.length).toBeGreaterThan(0);
    }
  },
);

it('[M1] takes the scrape interval from the targets', async () => {
  const frame = await watchPanel('targets-up', { rangeSeconds: 60, maxPoints: 10_000 }).until(
    ({ status }) => status === 'ok',
  );
  expect(frame.grid.stepMs).toBe(1_000);
});

it('[M4] shows a gap where a series was away, never a line or a zero', async () => {
  exporter.setGauge('load', 7);
  await prometheus.waitForSample('load == 7');
  exporter.removeGauge('load');
  await delay(4_000);
  exporter.setGauge('load', 8);
  await prometheus.waitForSample('load == 8');
  const panel = watchPanel('load');
  const frame = await panel.until(({ series }) => series[0]?.values.at(-3) === 8);
  const values = frame.series[0]?.values ?? [];
  const from = values.lastIndexOf(7);
  const gap = values.slice(from + 1, values.indexOf(8, from));
  expect(gap.length).toBeGreaterThanOrEqual(2);
  expect(new Set(gap)).toEqual(new Set([null]));
});

it('[R7] keeps what it has when Prometheus is stopped, says since when, and goes on by itself', async () => {
  const panel = watchPanel('targets-up');
  const before = await panel.until(({ status, series }) => status === 'ok' && series.length > 0);
  const stoppedAt = Date.now();
  await prometheus.stop();
  const failed = await panel.until(({ status }) => status === 'failed');
  expect(failed).toMatchObject({
    problem: { code: 'unreachable', message: expect.stringContaining('Nothing answers at 127.0.0.1') },
  });
  expect(failed.series.length).toBe(before.series.length);
  expect(failed.since).toBeGreaterThanOrEqual(stoppedAt - 1_500);
  await prometheus.restart();
  const back = await panel.until(({ status }) => status === 'ok');
  expect(back).not.toHaveProperty('problem');
});

it('[R7] says within an interval that a frozen Prometheus does not answer', async () => {
  const panel = watchPanel('targets-up');
  await panel.until(({ status }) => status === 'ok');
  prometheus.freeze();
  try {
    const waiting = await panel.until(({ status }) => status === 'waiting', 4_000);
    expect(waiting.series.length).toBeGreaterThan(0);
    expect(Date.now() - (waiting.since ?? 0)).toBeLessThan(2_500);
  } finally {
    prometheus.thaw();
  }
  await panel.until(({ status }) => status === 'ok');
});

it('shows the problem of a query that Prometheus refuses, in its own words', async () => {
  const frame = await watchPanel('no-such-panel').until(({ status }) => status === 'failed');
  expect(frame.problem?.message).toContain('no-such-panel');
});

it('[B108] draws a query that no panel asks like a panel, and says why one is refused', async () => {
  const frame = await watchQuery('up').until(({ series }) => series.length > 0);
  expect(frame.series[0]?.legend).toMatch(/^up\{.*job="/);
  const refused = await watchQuery('sum(rate(up[5m])').until(({ status }) => status === 'failed');
  expect(refused.problem).toMatchObject({ code: 'bad-query' });
});

it('[M14] records a real alert in the open incident, once, when it fires and when it is over', async () => {
  const declared = await incidents.declare({ title: 'Load', severity: 'SEV-2' }, options);
  if (!declared.ok) throw new Error(declared.error.message);
  const { incidentId } = declared.value;
  const recorded = () => incidents.events(incidentId).filter(({ kind }) => kind.startsWith('alert'));
  const alerts = watchAlerts();
  await alerts.until(({ status, alerts }) => status === 'ok' && alerts.length === 0);

  exporter.setGauge('load', 77);
  const frame = await alerts.until(({ alerts }) => alerts.some(({ state }) => state === 'firing'));
  expect(frame.alerts).toEqual([
    {
      fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/),
      name: 'LoadHigh',
      state: 'firing',
      labels: expect.objectContaining({ alertname: 'LoadHigh', severity: 'critical' }),
      annotations: { summary: 'Load is 77' },
      activeAt: expect.any(Number),
      value: '7.7e+01',
      forSeconds: 0,
    },
  ]);
  await delay(3_000);
  expect(recorded().map(({ kind, actor }) => [kind, actor.type])).toEqual([['alertFired', 'system']]);
  expect(recorded()[0]?.payload).toMatchObject({ name: 'LoadHigh', severity: 'critical', summary: 'Load is 77' });

  exporter.setGauge('load', 1);
  await alerts.until(({ status, alerts }) => status === 'ok' && alerts.length === 0);
  await expect.poll(() => recorded().length, { timeout: 10_000 }).toBe(2);
  expect(recorded()[1]).toMatchObject({ kind: 'alertResolved', payload: { name: 'LoadHigh' } });
});

it("[M15] keeps a snapshot whose samples are Prometheus's own, with all that is needed to draw it again", async () => {
  const declared = await incidents.declare({ title: 'Latency', severity: 'SEV-2' }, options);
  if (!declared.ok) throw new Error(declared.error.message);
  const { incidentId } = declared.value;
  const kept = await metrics.keepSnapshot({ incidentId, panelId: 'latency', rangeSeconds: 60 }, options);
  if (!kept.ok) throw new Error(kept.error.message);
  const event = incidents.events(incidentId).find(({ kind }) => kind === 'snapshotTaken');
  expect(kept.value.events).toEqual([event]);
  const payload = event?.payload as { blob: string; endMs: number };
  expect(payload).toMatchObject({ panelId: 'latency', unit: 'seconds', simulated: false });

  const bytes = incidents.recorder.getBlob(payload.blob);
  if (!bytes.ok) throw new Error(bytes.error.message);
  const snapshot = snapshotSchema.parse(JSON.parse(new TextDecoder().decode(bytes.value)));
  expect(snapshot).toMatchObject({ title: 'Latency', zone: 'Europe/Berlin', sourceName: new URL(prometheus.url).host });
  expect(snapshot.thresholds.map(({ value }) => value)).toEqual([1, 2]);

  const index = snapshot.grid.count - 4;
  const [time, query] = [(snapshot.grid.startMs + index * snapshot.grid.stepMs) / 1000, snapshot.queries[0] ?? ''];
  const own = (await prometheus.api('/api/v1/query', { query, time: String(time) })) as {
    result: { value: [number, string] }[];
  };
  expect(snapshot.series[0]?.values[index]).toBe(Number(own.result[0]?.value[1]));
});

it('[M15] says why there is no snapshot, and records nothing', async () => {
  const declared = await incidents.declare({ title: 'Nothing', severity: 'SEV-2' }, options);
  if (!declared.ok) throw new Error(declared.error.message);
  const { incidentId } = declared.value;
  const keep = (overrides: Partial<Parameters<MetricsService['keepSnapshot']>[0]>) =>
    metrics.keepSnapshot({ incidentId, panelId: 'cpu', rangeSeconds: 60, ...overrides }, options);
  expect(await keep({})).toMatchObject({ ok: false, error: { code: 'no-data' } });
  expect(await keep({ panelId: 'nope' })).toMatchObject({ ok: false, error: { code: 'unknown-panel' } });
  expect(await keep({ incidentId: '33333333-3333-4333-8333-333333333333' })).toMatchObject({
    ok: false,
    error: { code: 'unknown-incident' },
  });
  metrics.disconnect(undefined, options);
  expect(await keep({ panelId: 'latency' })).toMatchObject({ ok: false, error: { code: 'not-connected' } });
  expect(incidents.events(incidentId).some(({ kind }) => kind === 'snapshotTaken')).toBe(false);
});

it('[M13] marks everything of the simulation as simulated, in frames and in the record', async () => {
  const declared = await incidents.declare({ title: 'Simulated', severity: 'SEV-2' }, options);
  if (!declared.ok) throw new Error(declared.error.message);
  const { incidentId } = declared.value;
  metrics.useSimulated(undefined, options);
  expect(metrics.isSimulated()).toBe(true);
  const frame = await watchPanel('error-ratio', { rangeSeconds: 3600, maxPoints: 360 }).until(
    ({ status }) => status === 'ok',
  );
  expect(frame.simulated).toBe(true);
  expect((await watchAlerts().until(({ status }) => status === 'ok')).simulated).toBe(true);
  expect((await metrics.keepSnapshot({ incidentId, panelId: 'cpu', rangeSeconds: 3600 }, options)).ok).toBe(true);
  const event = incidents.events(incidentId).find(({ kind }) => kind === 'snapshotTaken');
  expect(event?.payload).toMatchObject({ simulated: true, sourceName: 'Simulated' });
});
