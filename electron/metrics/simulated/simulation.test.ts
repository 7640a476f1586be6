import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Alert, Panel } from '#shared/contract/metrics.ts';
import { loadPanels } from '../panels.ts';
import { createPrometheusApi } from '../prometheus/api.ts';
import { fillVariables, windowAt } from '../prometheus/range.ts';
import { fetchSamples } from '../samples.ts';
import { momentAt } from './story.ts';
import { createSimulation } from './transport.ts';

const CHOSEN = 1_795_000_000_000;
const MINUTE = 60_000;
const { panels } = loadPanels(join(import.meta.dirname, '../../../resources/panels'));
const never = new AbortController().signal;
const limits = { maxSeries: 100, maxPoints: 100_000 };

const apiAt = (now: number, startedAt = CHOSEN) =>
  createPrometheusApi(createSimulation({ seed: 1, startedAt }, panels, () => now));

async function lastHour(panel: Panel, now: number, startedAt = CHOSEN) {
  const interval = { rangeSeconds: 3600, stepMs: 10_000, scrapeIntervalMs: 5_000 };
  const exprs = panel.queries.map(({ expr }) => fillVariables(expr, interval));
  const outcome = await fetchSamples(apiAt(now, startedAt), panel, exprs, windowAt(now, 3600, 10_000), limits, never);
  if (!outcome.ok) throw new Error(outcome.error.message);
  return outcome.value;
}

const panelOf = (id: string) => panels.find((panel) => panel.id === id) as Panel;

it.each(panels.map((panel) => [panel.id, panel] as const))(
  '[M13] answers every query of the shipped panel %s',
  async (_, panel) => {
    const samples = await lastHour(panel, CHOSEN);
    const answered = new Set(samples.series.map(({ key }) => Number.parseInt(key, 10)));
    expect(answered.size).toBe(panel.queries.length);
    for (const { values } of samples.series) {
      expect(values).toHaveLength(361);
      for (const value of values) {
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(panel.yMax ?? 1e5);
      }
    }
  },
);

it('[M13] refuses any other query with the envelope of Prometheus', async () => {
  expect(await apiAt(CHOSEN).queryRange('up{job="x"}', windowAt(CHOSEN, 60, 5000), never)).toEqual({
    ok: false,
    error: {
      code: 'bad-query',
      message: expect.stringContaining("knows only the shipped panels' queries"),
      action: expect.any(String),
    },
  });
});

it('[M13] has the same past whenever it is asked', async () => {
  const earlier = await lastHour(panelOf('latency'), CHOSEN);
  const later = await lastHour(panelOf('latency'), CHOSEN + 10 * MINUTE);
  const shift = (later.grid.startMs - earlier.grid.startMs) / later.grid.stepMs;
  for (const [index, series] of earlier.series.entries()) {
    expect(later.series[index]?.values.slice(0, -shift)).toEqual(series.values.slice(shift));
  }
});

it('[M13] knows no future', async () => {
  const grid = windowAt(CHOSEN + 10 * MINUTE, 1200, 10_000);
  const samples = await fetchSamples(
    apiAt(CHOSEN),
    panelOf('error-ratio'),
    [panelOf('error-ratio').queries[0]?.expr ?? ''],
    grid,
    limits,
    never,
  );
  if (!samples.ok) throw new Error(samples.error.message);
  const values = samples.value.series[0]?.values ?? [];
  expect(values[60]).not.toBeNull();
  expect(values.slice(61).every((value) => value === null)).toBe(true);
});

it('shows an outage under way when it is chosen, and one that is over in the hour before', async () => {
  const [series] = (await lastHour(panelOf('error-ratio'), CHOSEN)).series;
  const above = (series?.values ?? []).map((value) => (value ?? 0) > 0.05);
  const starts = above.filter((now, index) => now && !above[index - 1]).length;
  expect(starts).toBeGreaterThanOrEqual(2);
  expect(above.at(-1)).toBe(true);
  expect(above.filter(Boolean).length).toBeLessThan(above.length / 2);
});

it('lets an alert go from pending to firing to resolved within minutes', async () => {
  const states = new Map<string, number>();
  for (let seconds = 0; seconds <= 20 * 60; seconds += 5) {
    const alerts = await apiAt(CHOSEN + seconds * 1000).alerts(never);
    if (!alerts.ok) throw new Error(alerts.error.message);
    const state = alerts.value.find(({ name }: Alert) => name === 'HighErrorRate')?.state ?? 'none';
    if (!states.has(state)) states.set(state, seconds);
  }
  expect([...states.keys()]).toEqual(['pending', 'firing', 'none']);
  expect(states.get('firing')).toBeLessThan(2 * 60);
  expect(states.get('none')).toBeLessThan(15 * 60);
});

it('shows a cause before its effects: connections run out before errors rise', () => {
  const story = { seed: 1, startedAt: CHOSEN };
  const firstAfter = (matches: (atMs: number) => boolean) => {
    let at = CHOSEN + 25 * MINUTE;
    while (!matches(at)) at += 1000;
    return at;
  };
  const poolFull = firstAfter((at) => momentAt(story, at).dbConnections > 90);
  const errors = firstAfter((at) => momentAt(story, at).errorRatio > 0.05);
  expect(poolFull).toBeLessThan(errors);
});
