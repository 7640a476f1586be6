import { z } from 'zod';
import type { Alert } from '#shared/contract/metrics.ts';
import { fail, succeed } from '#shared/domain/outcome.ts';
import type { Grid } from '#shared/domain/snapshot.ts';
import type { MetricsOutcome } from '../problem.ts';
import { readAlerts, readRules } from './alerts.ts';
import { type ApiAnswer, openEnvelope } from './envelope.ts';
import { endOf } from './range.ts';
import { readScrapeInterval } from './targets.ts';
import type { Transport } from './transport.ts';

/** The parts of the Prometheus HTTP API that are used, over any transport. Every failure is a value in plain words. */
export interface PrometheusApi {
  /** Whether this speaks Prometheus at all, and the version it gives; stores that are merely compatible give none. */
  identify(signal: AbortSignal, timeoutMs?: number): Promise<MetricsOutcome<{ readonly version: string | undefined }>>;
  /** ms; undefined where the server does not say. */
  scrapeInterval(signal: AbortSignal): Promise<MetricsOutcome<number | undefined>>;
  /** One sample per step of `grid` at most, both ends included. */
  queryRange(expr: string, grid: Grid, signal: AbortSignal): Promise<MetricsOutcome<ApiAnswer>>;
  /** Firing and pending alerts. */
  alerts(signal: AbortSignal): Promise<MetricsOutcome<readonly Alert[]>>;
  close(): void;
}

const buildInfoSchema = z.object({ version: z.string() });
const TARGETS_TIMEOUT_MS = 5_000;

/** https://prometheus.io/docs/prometheus/latest/querying/api/ */
export function createPrometheusApi(transport: Transport): PrometheusApi {
  const server = transport.serverName;
  /** How queries are sent: POST, until a server has shown that it takes only GET. */
  let queryMethod: 'untried' | 'GET' | 'POST' = 'untried';

  const get = async (path: string, parameters: Record<string, string>, signal: AbortSignal, timeoutMs?: number) => {
    const reply = await transport.send(
      { method: 'GET', path, parameters, ...(timeoutMs === undefined ? {} : { timeoutMs }) },
      signal,
    );
    return reply.ok ? openEnvelope(reply.value, server) : reply;
  };

  const query = async (path: string, parameters: Record<string, string>, signal: AbortSignal) => {
    if (queryMethod === 'GET') return get(path, parameters, signal);
    const posted = await transport.send({ method: 'POST', path, parameters }, signal);
    if (!posted.ok) return posted;
    const { status } = posted.value;
    if (status >= 200 && status < 300) queryMethod = 'POST';
    // Some proxies refuse POST with 400, which is also what a wrong query gets: once a POST went well, it is the latter.
    if (status === 405 || (status === 400 && queryMethod === 'untried')) {
      const got = await get(path, parameters, signal);
      if (got.ok) queryMethod = 'GET';
      return got;
    }
    return openEnvelope(posted.value, server);
  };

  return {
    async identify(signal, timeoutMs) {
      const info = await get('/api/v1/status/buildinfo', {}, signal, timeoutMs);
      if (info.ok) {
        const parsed = buildInfoSchema.safeParse(info.value.data);
        if (parsed.success) return succeed({ version: parsed.data.version });
      } else if (info.error.code !== 'not-prometheus' && info.error.code !== 'bad-query') return info;
      // Compatible stores lack this endpoint; a query answers for all of them.
      const answer = await get('/api/v1/query', { query: 'vector(1)' }, signal, timeoutMs);
      if (!answer.ok) return info.ok ? answer : info;
      return succeed({ version: undefined });
    },

    async scrapeInterval(signal) {
      const targets = await get('/api/v1/targets', { state: 'active' }, signal, TARGETS_TIMEOUT_MS);
      return targets.ok ? succeed(readScrapeInterval(targets.value.data)) : targets;
    },

    queryRange(expr, grid, signal) {
      const parameters = {
        query: expr,
        start: seconds(grid.startMs),
        end: seconds(endOf(grid)),
        step: seconds(grid.stepMs),
      };
      return query('/api/v1/query_range', parameters, signal);
    },

    async alerts(signal) {
      const rules = await get('/api/v1/rules', { type: 'alert' }, signal);
      if (rules.ok) {
        const alerts = readRules(rules.value.data);
        if (alerts !== undefined) return succeed(alerts);
      } else if (rules.error.code !== 'not-prometheus' && rules.error.code !== 'bad-query') return rules;
      const answer = await get('/api/v1/alerts', {}, signal);
      if (!answer.ok) return answer;
      const alerts = readAlerts(answer.value.data);
      if (alerts !== undefined) return succeed(alerts);
      return fail('not-prometheus', `${server} lists its alerts in a form that is not known.`);
    },

    close: () => transport.close(),
  };
}

/** ms as the API takes times: seconds with a fraction, exact to the ms. */
function seconds(ms: number): string {
  return String(Math.round(ms) / 1000);
}
