import type { Grid } from '#shared/domain/snapshot.ts';
import { printDuration } from './durations.ts';

/** Prometheus refuses a range of more steps. */
const MOST_STEPS = 11_000;

/**
 * The distance of samples, ms: no more points than can be drawn, never closer than they are scraped, and within what
 * Prometheus answers. All in ms but `rangeSeconds`.
 */
export function chooseStep(rangeSeconds: number, maxPoints: number, scrapeIntervalMs: number): number {
  return Math.max(Math.ceil(rangeSeconds / Math.min(maxPoints, MOST_STEPS)) * 1000, scrapeIntervalMs);
}

/**
 * The window that ends now. Both ends lie on multiples of the step, so that every refresh asks for the same instants and
 * the graph neither jumps nor loses a spike between two refreshes.
 */
export function windowAt(nowMs: number, rangeSeconds: number, stepMs: number): Grid {
  const startMs = floorTo(nowMs - rangeSeconds * 1000, stepMs);
  const endMs = floorTo(nowMs, stepMs);
  return { startMs, stepMs, count: Math.round((endMs - startMs) / stepMs) + 1 };
}

/** The last instant of a grid, ms. */
export function endOf(grid: Grid): number {
  return grid.startMs + (grid.count - 1) * grid.stepMs;
}

/** The part of `window` from the last step at or before `fromMs` on; the whole of it when it begins later. */
export function tailOf(window: Grid, fromMs: number): Grid {
  const startMs = Math.max(window.startMs, floorTo(fromMs, window.stepMs));
  return { startMs, stepMs: window.stepMs, count: Math.round((endOf(window) - startMs) / window.stepMs) + 1 };
}

export function floorTo(ms: number, stepMs: number): number {
  return Math.floor(ms / stepMs) * stepMs;
}

/**
 * Fills Grafana's interval variables in: `$__interval` is the step, `$__range` the range, and
 * `$__rate_interval = max(step + scrape interval, 4 * scrape interval)`, so that a rate always sees enough samples.
 * Other names stay as they are. https://grafana.com/docs/grafana/latest/datasources/prometheus/template-variables/
 */
export function fillVariables(
  expr: string,
  interval: { readonly rangeSeconds: number; readonly stepMs: number; readonly scrapeIntervalMs: number },
): string {
  const { rangeSeconds, stepMs, scrapeIntervalMs } = interval;
  const values: Readonly<Record<string, string>> = {
    __rate_interval: printDuration(Math.max(stepMs + scrapeIntervalMs, 4 * scrapeIntervalMs)),
    __interval: printDuration(stepMs),
    __interval_ms: String(stepMs),
    __range: printDuration(rangeSeconds * 1000),
    __range_s: String(rangeSeconds),
    __range_ms: String(rangeSeconds * 1000),
  };
  return expr.replace(/\$(?:(\w+)|\{(\w+)\})/g, (whole, bare: string | undefined, braced: string | undefined) => {
    return values[bare ?? braced ?? ''] ?? whole;
  });
}
