import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseDuration, printDuration } from './durations.ts';
import { chooseStep, endOf, fillVariables, tailOf, windowAt } from './range.ts';

const rangeSeconds = fc.integer({ min: 60, max: 31 * 86_400 });
const maxPoints = fc.oneof(fc.integer({ min: 10, max: 2_000 }), fc.integer({ min: 10_900, max: 100_000 }));
const scrapeMs = fc.oneof(
  fc.integer({ min: 1, max: 600 }).map((s) => s * 1000),
  fc.constantFrom(100, 500, 1500),
);
const nowMs = fc.integer({ min: 1_600_000_000_000, max: 2_000_000_000_000 });

it('[M1] never asks for samples closer than they are scraped, for more than can be drawn, or for more than Prometheus answers', () => {
  fc.assert(
    fc.property(rangeSeconds, maxPoints, scrapeMs, nowMs, (range, points, scrape, now) => {
      const step = chooseStep(range, points, scrape);
      const window = windowAt(now, range, step);
      expect(step).toBeGreaterThanOrEqual(scrape);
      expect((range * 1000) / step).toBeLessThanOrEqual(points);
      expect((endOf(window) - window.startMs) / step).toBeLessThanOrEqual(11_000);
    }),
  );
});

it('[M1] takes the width as it is where it is coarser than the scrape interval', () => {
  expect(chooseStep(3600, 360, 1_000)).toBe(10_000);
  expect(chooseStep(3600, 360, 15_000)).toBe(15_000);
  expect(chooseStep(3601, 360, 1_000)).toBe(11_000);
});

it('[M2] puts both ends on multiples of the step, at most one step before now and before the range', () => {
  fc.assert(
    fc.property(rangeSeconds, maxPoints, scrapeMs, nowMs, (range, points, scrape, now) => {
      const step = chooseStep(range, points, scrape);
      const window = windowAt(now, range, step);
      const end = endOf(window);
      expect(window.startMs % step).toBe(0);
      expect(end % step).toBe(0);
      expect(now - end).toBeGreaterThanOrEqual(0);
      expect(now - end).toBeLessThan(step);
      expect(now - range * 1000 - window.startMs).toBeGreaterThanOrEqual(0);
      expect(now - range * 1000 - window.startMs).toBeLessThan(step);
    }),
  );
});

it('[M2] keeps a tail on the instants of its window', () => {
  fc.assert(
    fc.property(rangeSeconds, maxPoints, nowMs, fc.integer({ min: -1e7, max: 1e7 }), (range, points, now, ago) => {
      const window = windowAt(now, range, chooseStep(range, points, 15_000));
      const from = Math.min(endOf(window), now - ago);
      const tail = tailOf(window, from);
      expect((tail.startMs - window.startMs) % window.stepMs).toBe(0);
      expect(endOf(tail)).toBe(endOf(window));
      expect(tail.startMs).toBeLessThanOrEqual(Math.max(from, window.startMs));
      expect(tail.startMs).toBeGreaterThanOrEqual(window.startMs);
    }),
  );
});

it('[M3] makes a rate interval that always holds four scrapes, and one more than the step', () => {
  const fill = (stepMs: number, scrapeIntervalMs: number) =>
    fillVariables('rate(x[$__rate_interval])', { rangeSeconds: 3600, stepMs, scrapeIntervalMs });
  expect(fill(10_000, 15_000)).toBe('rate(x[60s])');
  expect(fill(120_000, 15_000)).toBe('rate(x[135s])');
  expect(fill(1_000, 500)).toBe('rate(x[2s])');
  expect(fill(500, 300)).toBe('rate(x[1200ms])');
});

it('[M3] fills the interval variables in and leaves every other dollar alone', () => {
  const filled = fillVariables(
    // biome-ignore lint/suspicious/noTemplateCurlyInString: Grafana's notation, not JavaScript's
    'a[${__interval}] b[$__range] $__range_s label_replace(x, "a", "$1", "b", "$job") $__intervals',
    {
      rangeSeconds: 3600,
      stepMs: 10_000,
      scrapeIntervalMs: 15_000,
    },
  );
  expect(filled).toBe('a[10s] b[3600s] 3600 label_replace(x, "a", "$1", "b", "$job") $__intervals');
});

it('reads the durations that Prometheus prints', () => {
  expect(['15s', '1m', '1m30s', '500ms', '1h0m', ''].map(parseDuration)).toEqual([
    15_000,
    60_000,
    90_000,
    500,
    3_600_000,
    undefined,
  ]);
  expect(parseDuration('15 s')).toBeUndefined();
  fc.assert(fc.property(fc.integer({ min: 1, max: 1e10 }), (ms) => parseDuration(printDuration(ms)) === ms));
});
