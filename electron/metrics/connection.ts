import type { Source } from '#shared/contract/metrics.ts';
import type { PrometheusApi } from './prometheus/api.ts';
import { DEFAULT_SCRAPE_INTERVAL_MS } from './prometheus/targets.ts';

/** A source in use. Another source is another connection, even at the same address. */
export interface Connection {
  readonly source: Source;
  readonly api: PrometheusApi;
  /** Aborts when another source takes its place: whatever still waits for this one gives up. */
  readonly closed: AbortSignal;
  /** ms, remembered for a while; the usual one where the server does not say. Never fails. */
  scrapeIntervalMs(): Promise<number>;
  close(): void;
}

/** Targets come and go, their intervals seldom change. */
const REMEMBER_MS = 5 * 60_000;
/** A Prometheus that just started has no targets yet: soon asked again. */
const REMEMBER_NOTHING_MS = 5_000;

export function createConnection(source: Source, api: PrometheusApi): Connection {
  const closing = new AbortController();
  let known: { readonly ms: number; readonly until: number } | undefined;
  let asking: Promise<number> | undefined;

  const ask = async () => {
    const answer = await api.scrapeInterval(closing.signal);
    const said = answer.ok ? answer.value : undefined;
    // One answer that says nothing must not change the step of every panel.
    const ms = said ?? known?.ms ?? DEFAULT_SCRAPE_INTERVAL_MS;
    known = { ms, until: performance.now() + (said === undefined ? REMEMBER_NOTHING_MS : REMEMBER_MS) };
    return ms;
  };

  return {
    source,
    api,
    closed: closing.signal,
    async scrapeIntervalMs() {
      if (known !== undefined && performance.now() < known.until) return known.ms;
      // All panels ask at the same moment; one request answers them.
      asking ??= ask().finally(() => {
        asking = undefined;
      });
      return asking;
    },
    close() {
      closing.abort();
      api.close();
    },
  };
}
