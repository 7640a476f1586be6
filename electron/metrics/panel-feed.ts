import type { Panel, PanelFrame } from '#shared/contract/metrics.ts';
import { succeed } from '#shared/domain/outcome.ts';
import { Latest } from '../latest.ts';
import type { Connection } from './connection.ts';
import { poll } from './polling.ts';
import type { MetricsOutcome } from './problem.ts';
import type { SampleLimits } from './prometheus/matrix.ts';
import { chooseStep, endOf, fillVariables, tailOf, windowAt } from './prometheus/range.ts';
import { fetchSamples, mergeTail, NO_DROPS, type Samples } from './samples.ts';

/** What one watcher wants to see; equal requests share one feed. */
export interface PanelRequest {
  readonly rangeSeconds: number;
  readonly maxPoints: number;
}

export interface FeedOptions {
  readonly connections: Latest<Connection | undefined>;
  /** UTC ms. */
  readonly now: () => number;
  readonly limits: SampleLimits;
  /** However small the step: no panel refreshes more often, ms. */
  readonly shortestRefreshMs: number;
}

export interface PanelFeed {
  readonly frames: Latest<PanelFrame>;
  stop(): void;
}

/** Samples may arrive late, by remote write for one: this much is asked for again at each refresh, ms. */
const OVERLAP_MS = 10 * 60_000;

interface Refresh {
  readonly samples: Samples;
  readonly queries: readonly string[];
  readonly scrapeIntervalMs: number;
  readonly tookMs: number;
}

/**
 * Keeps the window of one panel fresh: all of it first, then only its tail. A refresh that fails leaves the last samples
 * on the screen and says since when there are none newer.
 */
export function startPanelFeed(panel: Panel, request: PanelRequest, options: FeedOptions): PanelFeed {
  const { now, limits, shortestRefreshMs } = options;
  const stopping = new AbortController();
  const frames = new Latest<PanelFrame>(emptyFrame(panel.id, now(), shortestRefreshMs, false));
  let held: { readonly samples: Samples; readonly queries: string; readonly completeUntilMs: number } | undefined;

  const attempt = async (connection: Connection, signal: AbortSignal): Promise<MetricsOutcome<Refresh>> => {
    const begun = performance.now();
    const scrapeIntervalMs = await connection.scrapeIntervalMs();
    const stepMs = chooseStep(request.rangeSeconds, request.maxPoints, scrapeIntervalMs);
    const window = windowAt(now(), request.rangeSeconds, stepMs);
    const queries = panel.queries.map(({ expr }) =>
      fillVariables(expr, { rangeSeconds: request.rangeSeconds, stepMs, scrapeIntervalMs }),
    );
    const before = usable(window, queries);
    const asked = before === undefined ? window : tailOf(window, before.completeUntilMs - OVERLAP_MS);
    const answer = await fetchSamples(connection.api, panel, queries, asked, limits, signal);
    if (!answer.ok) return answer;
    const samples = before === undefined ? answer.value : mergeTail(before.samples, answer.value, window, limits);
    const completeUntilMs = samples.complete ? endOf(window) : (before?.completeUntilMs ?? window.startMs);
    if (!signal.aborted) held = { samples, queries: queries.join('\n'), completeUntilMs };
    return succeed({ samples, queries, scrapeIntervalMs, tookMs: performance.now() - begun });
  };

  /** What is held, unless step or query changed, or the wall clock was set back or far ahead. */
  const usable = (window: Samples['grid'], queries: readonly string[]) => {
    if (held === undefined || held.queries !== queries.join('\n')) return undefined;
    const { grid } = held.samples;
    const end = endOf(window);
    const fits = grid.stepMs === window.stepMs && endOf(grid) <= end && held.completeUntilMs > window.startMs;
    return fits ? held : undefined;
  };

  const task = {
    attempt,
    onSource(connection: Connection | undefined) {
      held = undefined;
      frames.set(emptyFrame(panel.id, now(), shortestRefreshMs, connection?.source.kind === 'simulated'));
    },
    onAnswer({ samples, queries, scrapeIntervalMs, tookMs }: Refresh, connection: Connection) {
      const interval = Math.max(samples.grid.stepMs, scrapeIntervalMs, shortestRefreshMs, 2 * tookMs);
      frames.set({
        panelId: panel.id,
        status: 'ok',
        fetchedAt: now(),
        grid: samples.grid,
        series: [...samples.series],
        queries: [...queries],
        warnings: [...samples.warnings],
        dropped: samples.dropped,
        refreshSeconds: interval / 1000,
        simulated: connection.source.kind === 'simulated',
      });
    },
    onWaiting(since: number) {
      const frame = frames.get();
      if (frame.status === 'ok') frames.set({ ...frame, status: 'waiting', since });
    },
    onFailed(problem: NonNullable<PanelFrame['problem']>, since: number) {
      frames.set({ ...frames.get(), status: 'failed', problem, since });
    },
    intervalMs: () => frames.get().refreshSeconds * 1000,
  };

  void poll(options.connections, task, now, stopping.signal);
  return { frames, stop: () => stopping.abort() };
}

/** Before the first answer. */
export function emptyFrame(panelId: string, nowMs: number, refreshMs: number, simulated: boolean): PanelFrame {
  return {
    panelId,
    status: 'waiting',
    since: nowMs,
    grid: { startMs: nowMs, stepMs: refreshMs, count: 0 },
    series: [],
    queries: [],
    warnings: [],
    dropped: NO_DROPS,
    refreshSeconds: refreshMs / 1000,
    simulated,
  };
}
