import type { Panel, Source } from '#shared/contract/metrics.ts';
import { fail, succeed } from '#shared/domain/outcome.ts';
import type { Grid } from '#shared/domain/snapshot.ts';
import { type Connection, createConnection } from '../connection.ts';
import type { MetricsOutcome } from '../problem.ts';
import type { PrometheusApi } from '../prometheus/api.ts';
import type { ApiAnswer } from '../prometheus/envelope.ts';

export const panel: Panel = {
  id: 'load',
  title: 'Load',
  unit: 'none',
  queries: [{ expr: 'load', legend: 'load' }],
  thresholds: [],
  headline: 'last',
  alerts: [],
};

/** A source of which a test decides when and what each range query is answered. */
export interface ControlledSource {
  readonly connection: Connection;
  /** Grids that were asked for, in order. */
  readonly asked: Grid[];
  /** Queries that wait now, and the most that ever waited at once. */
  readonly waiting: { now: number; most: number };
  /** What the next queries give: 'hang' until aborted, or an answer after `ms`. */
  behave(behaviour: 'hang' | 'fail' | { readonly afterMs: number; readonly warnings?: readonly string[] }): void;
}

export function createControlledSource(options: { source?: Source; scrapeMs?: number } = {}): ControlledSource {
  const asked: Grid[] = [];
  const waiting = { now: 0, most: 0 };
  let behaviour: Parameters<ControlledSource['behave']>[0] = { afterMs: 0 };

  const answer = async (grid: Grid, signal: AbortSignal): Promise<MetricsOutcome<ApiAnswer>> => {
    if (behaviour === 'fail') return fail('unreachable', 'Nothing answers.');
    const { afterMs, warnings = [] } = behaviour === 'hang' ? { afterMs: 3_600_000 } : behaviour;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, afterMs);
      signal.addEventListener('abort', () => {
        clearTimeout(timer);
        resolve();
      });
    });
    const values = Array.from({ length: grid.count }, (_, i) => [(grid.startMs + i * grid.stepMs) / 1000, '1']);
    return succeed({
      data: { resultType: 'matrix', result: [{ metric: {}, values }] },
      warnings,
      infos: [],
    });
  };

  const api: PrometheusApi = {
    identify: async () => succeed({ version: 'controlled' }),
    scrapeInterval: async () => succeed(options.scrapeMs ?? 1000),
    async queryRange(_, grid, signal) {
      asked.push(grid);
      waiting.now += 1;
      waiting.most = Math.max(waiting.most, waiting.now);
      const outcome = await answer(grid, signal);
      waiting.now -= 1;
      return outcome;
    },
    alerts: async () => succeed([]),
    close: () => {},
  };
  const source = options.source ?? { kind: 'prometheus', name: 'controlled', url: 'http://controlled' };
  return {
    connection: createConnection(source, api),
    asked,
    waiting,
    behave(next) {
      behaviour = next;
    },
  };
}
