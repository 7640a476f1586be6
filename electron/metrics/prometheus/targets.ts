import { z } from 'zod';
import { parseDuration } from './durations.ts';

const targetsSchema = z.object({
  activeTargets: z.array(z.object({ scrapeInterval: z.string().optional() })),
});

/** What Prometheus itself uses where nothing is configured is 1 m; 15 s is what nearly everybody configures. */
export const DEFAULT_SCRAPE_INTERVAL_MS = 15_000;

/**
 * The scrape interval, ms, that most active targets have (the longer one of two that are equally common), from `data` of
 * `/api/v1/targets?state=active`; undefined when it says none (a Prometheus before 2.28, or a store behind it).
 */
export function readScrapeInterval(data: unknown): number | undefined {
  const parsed = targetsSchema.safeParse(data);
  if (!parsed.success) return undefined;
  const counts = new Map<number, number>();
  for (const { scrapeInterval } of parsed.data.activeTargets) {
    const ms = parseDuration(scrapeInterval ?? '');
    if (ms !== undefined && ms > 0) counts.set(ms, (counts.get(ms) ?? 0) + 1);
  }
  const [commonest] = [...counts].sort(([msA, countA], [msB, countB]) => countB - countA || msB - msA);
  return commonest?.[0];
}
