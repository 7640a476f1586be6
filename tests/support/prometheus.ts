import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { stringify } from 'yaml';
import { freePort } from './free-port.ts';

export interface PrometheusOptions {
  /** Where configuration and samples go; a temporary directory, removed by `close`, when absent. */
  readonly dir?: string;
  /** Also the evaluation interval of the rules. Default 1. */
  readonly scrapeIntervalSeconds?: number;
  /** `host:port` of each exporter; they are scraped as the job `jobName`. */
  readonly targets: readonly string[];
  readonly jobName?: string;
  /** The text of a rules file: `groups: ...`. */
  readonly rules?: string;
  /** Default: a free one. Give the same port again to stand in for one that was stopped. */
  readonly port?: number;
}

export interface RunningPrometheus {
  /** `http://127.0.0.1:port`, no slash at the end. */
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Prometheus's own answer to an API path, `data` of the envelope; what a test compares ours with. Throws on an error. */
  api(path: string, parameters?: Readonly<Record<string, string>>): Promise<unknown>;
  /** Waits until an instant query gives at least one sample and answers its first value, as Prometheus prints it. */
  waitForSample(query: string, timeoutMs?: number): Promise<string>;
  /** SIGSTOP: connections are accepted by the system and never answered. */
  freeze(): void;
  /** SIGCONT. */
  thaw(): void;
  /** Ends the process and keeps its data. */
  stop(): Promise<void>;
  /** Starts it again on the same port and data. */
  restart(): Promise<void>;
  /** Ends the process and removes what was made for it. */
  close(): Promise<void>;
}

const BINARY = process.env.PROMETHEUS_BINARY ?? 'prometheus';

/**
 * Starts the real Prometheus (Debian's `prometheus` package, or `PROMETHEUS_BINARY`) on 127.0.0.1 and answers once it
 * is ready. It scrapes `targets` every `scrapeIntervalSeconds`. `targets` must not be empty. Always `await close()`, in a `finally` or `afterAll`.
 * Throws with Prometheus's own last lines when it is not there or refuses its configuration.
 */
export async function startPrometheus(options: PrometheusOptions): Promise<RunningPrometheus> {
  const dir = options.dir ?? (await mkdtemp(join(tmpdir(), 'war-room-prometheus-')));
  const port = options.port ?? (await freePort());
  const url = `http://127.0.0.1:${port}`;
  const configuration = join(dir, 'prometheus.yml');
  await writeFile(configuration, configurationText(options, dir));
  if (options.rules !== undefined) await writeFile(join(dir, 'rules.yml'), options.rules);

  let child = await launch({ configuration, dir, port, url });

  const api: RunningPrometheus['api'] = async (path, parameters = {}) => {
    const response = await fetch(`${url}${path}?${new URLSearchParams(parameters)}`);
    const body = (await response.json()) as { status: string; data: unknown; error?: string };
    if (body.status !== 'success') throw new Error(`Prometheus refused ${path}: ${body.error}`);
    return body.data;
  };
  const stop = () => end(child);

  return {
    url,
    port,
    get pid() {
      return child.pid ?? -1;
    },
    api,
    async waitForSample(query, timeoutMs = 15_000) {
      const deadline = performance.now() + timeoutMs;
      while (performance.now() < deadline) {
        const data = (await api('/api/v1/query', { query })) as { result: { value: [number, string] }[] };
        const first = data.result[0];
        if (first !== undefined) return first.value[1];
        await delay(100);
      }
      throw new Error(`no sample for ${query} within ${timeoutMs} ms`);
    },
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
    stop,
    async restart() {
      await stop();
      child = await launch({ configuration, dir, port, url });
    },
    async close() {
      await stop();
      if (options.dir === undefined) await rm(dir, { recursive: true, force: true });
    },
  };
}

function configurationText(options: PrometheusOptions, dir: string): string {
  const interval = `${options.scrapeIntervalSeconds ?? 1}s`;
  return stringify({
    global: { scrape_interval: interval, scrape_timeout: interval, evaluation_interval: interval },
    ...(options.rules === undefined ? {} : { rule_files: [join(dir, 'rules.yml')] }),
    scrape_configs: [{ job_name: options.jobName ?? 'checkout-api', static_configs: [{ targets: options.targets }] }],
  });
}

async function launch(at: { configuration: string; dir: string; port: number; url: string }): Promise<ChildProcess> {
  const child = spawn(
    BINARY,
    [
      `--config.file=${at.configuration}`,
      `--storage.tsdb.path=${join(at.dir, 'data')}`,
      `--web.listen-address=127.0.0.1:${at.port}`,
      '--log.level=warn',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  // A test run that is cut short must not leave a server behind.
  const onExit = () => child.kill('SIGKILL');
  process.once('exit', onExit);
  child.once('exit', () => process.off('exit', onExit));
  let log = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    log = (log + chunk.toString()).slice(-4000);
  });
  let failure: Error | undefined;
  child.once('error', (error) => {
    failure = error;
  });
  const deadline = performance.now() + 20_000;
  while (performance.now() < deadline) {
    if (failure !== undefined) throw new Error(`can't start ${BINARY}: ${failure.message}`);
    if (child.exitCode !== null) throw new Error(`${BINARY} ended with ${child.exitCode}: ${log}`);
    if (await hasTargets(at.url)) return child;
    await delay(50);
  }
  child.kill('SIGKILL');
  throw new Error(`${BINARY} was not ready within 20 s: ${log}`);
}

/** Ready, and its targets are known: for a moment after a start there are none, nor their scrape interval. */
async function hasTargets(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/api/v1/targets?state=active`);
    const body = (await response.json()) as { data?: { activeTargets?: unknown[] } };
    return (body.data?.activeTargets?.length ?? 0) > 0;
  } catch {
    return false;
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const exited = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGCONT');
  child.kill('SIGTERM');
  const overdue = setTimeout(() => child.kill('SIGKILL'), 5000);
  await exited;
  clearTimeout(overdue);
}
