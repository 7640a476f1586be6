import { createServer } from 'node:http';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What the imitated service goes through; the exporter turns it into counters as time passes. */
export interface Traffic {
  /** Requests per second. */
  readonly requestsPerSecond: number;
  /** Share of them answered with status 500, 0 to 1. */
  readonly errorRatio: number;
  /** How long each takes, seconds. */
  readonly latencySeconds: number;
}

export interface Exporter {
  /** `127.0.0.1:port`, as a Prometheus target. */
  readonly target: string;
  /** `http_requests_total{status}` grows by `count`. */
  addRequests(status: string, count: number): void;
  /** `http_request_duration_seconds` observes `seconds`, `count` times. */
  observeLatency(seconds: number, count?: number): void;
  /** Sets a gauge of any name; label names are fixed by the first call for that name. */
  setGauge(name: string, value: number, labels?: Readonly<Record<string, string>>): void;
  /** The series is no longer exported, so Prometheus marks it stale: a gap, not a zero. */
  removeGauge(name: string): void;
  /** Counters grow by this from now on, every 100 ms; undefined stops it. Starts an outage, or ends one. */
  setTraffic(traffic: Traffic | undefined): void;
  /** While true every scrape is answered with 500: `up` becomes 0. */
  setFailing(failing: boolean): void;
  close(): Promise<void>;
}

/** Upper bounds in seconds; the thresholds of the shipped latency panel, 1 and 2, are among them. */
const LATENCY_BUCKETS = [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10];
const TRAFFIC_INTERVAL_MS = 100;

/**
 * Serves `/metrics` on a free port of 127.0.0.1, with values that the test controls:
 *
 * ```ts
 * const exporter = await startExporter();
 * const prometheus = await startPrometheus({ targets: [exporter.target] });
 * exporter.setTraffic({ requestsPerSecond: 50, errorRatio: 0.2, latencySeconds: 1.5 });
 * ```
 *
 * `http_requests_total{status="200"|"500"}` and `http_request_duration_seconds` exist from the first scrape, at zero.
 */
export async function startExporter(): Promise<Exporter> {
  const registry = new Registry();
  const requests = new Counter({
    name: 'http_requests_total',
    help: 'Requests answered.',
    labelNames: ['status'],
    registers: [registry],
  });
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time to answer.',
    buckets: LATENCY_BUCKETS,
    registers: [registry],
  });
  const gauges = new Map<string, Gauge>();
  requests.inc({ status: '200' }, 0);
  requests.inc({ status: '500' }, 0);

  let failing = false;
  const server = createServer(async (request, response) => {
    if (failing || request.url !== '/metrics') {
      response.writeHead(failing ? 500 : 404).end();
      return;
    }
    response.writeHead(200, { 'content-type': registry.contentType }).end(await registry.metrics());
  });
  const { promise: listening, resolve } = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', resolve);
  await listening;
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');

  const observeLatency = (seconds: number, count = 1) => {
    for (let index = 0; index < count; index++) duration.observe(seconds);
  };

  let timer: NodeJS.Timeout | undefined;
  const setTraffic = (traffic: Traffic | undefined) => {
    clearInterval(timer);
    if (traffic === undefined) return;
    let owed = 0;
    let last = performance.now();
    timer = setInterval(() => {
      const now = performance.now();
      owed += ((now - last) / 1000) * traffic.requestsPerSecond;
      last = now;
      const whole = Math.floor(owed);
      owed -= whole;
      requests.inc({ status: '500' }, whole * traffic.errorRatio);
      requests.inc({ status: '200' }, whole * (1 - traffic.errorRatio));
      observeLatency(traffic.latencySeconds, whole);
    }, TRAFFIC_INTERVAL_MS);
  };

  return {
    target: `127.0.0.1:${address.port}`,
    addRequests: (status, count) => requests.inc({ status }, count),
    observeLatency,
    setGauge(name, value, labels = {}) {
      let gauge = gauges.get(name);
      if (gauge === undefined) {
        gauge = new Gauge({ name, help: name, labelNames: Object.keys(labels), registers: [registry] });
        gauges.set(name, gauge);
      }
      gauge.set(labels, value);
    },
    removeGauge(name) {
      registry.removeSingleMetric(name);
      gauges.delete(name);
    },
    setTraffic,
    setFailing(value) {
      failing = value;
    },
    async close() {
      clearInterval(timer);
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
