import { setTimeout as delay } from 'node:timers/promises';
import type { Source } from '#shared/contract/metrics.ts';
import { fail, succeed } from '#shared/domain/outcome.ts';
import { Latest } from '../latest.ts';
import { type Connection, createConnection } from './connection.ts';
import type { MetricsOutcome } from './problem.ts';
import { parseAddress, type ServerAddress } from './prometheus/address.ts';
import { createPrometheusApi } from './prometheus/api.ts';
import { createHttpTransport, type HttpLimits } from './prometheus/http-transport.ts';
import type { Transport } from './prometheus/transport.ts';

/** What is remembered of the source in use. Never a user name or a password. */
export type RememberedSource =
  | { readonly kind: 'prometheus'; readonly url: string }
  /** `startedAt`: UTC ms at which the simulated story began, so that it goes on where it was. */
  | { readonly kind: 'simulated'; readonly startedAt: number };

/** Where the last source is kept between starts; the composition root backs it with a file. */
export interface SourceMemory {
  load(): RememberedSource | undefined;
  save(source: RememberedSource | undefined): void;
}

export interface Sources {
  /** The source that panels and alerts ask. */
  readonly connections: Latest<Connection | undefined>;
  /** The same for the screen; its version may come later than the connection. */
  readonly shown: Latest<{ readonly source?: Source }>;
  discover(signal: AbortSignal): Promise<Source | undefined>;
  connect(url: string, signal: AbortSignal): Promise<MetricsOutcome<Source>>;
  useSimulated(): Source;
  disconnect(): void;
  close(): void;
}

export interface SourcesOptions {
  readonly memory: SourceMemory;
  /** UTC ms. */
  readonly now: () => number;
  readonly limits: HttpLimits;
  /** Where a Prometheus is looked for that nobody named. */
  readonly discoverUrl: string;
  createSimulation(startedAt: number): Transport;
}

const DISCOVER_TIMEOUT_MS = 1_000;
const CONNECT_TIMEOUT_MS = 10_000;
const IDENTIFY_AGAIN_MS = 5_000;

/** Holds the one source in use. The last one is taken up again at once, even when it does not answer yet. */
export function createSources(options: SourcesOptions): Sources {
  const { memory, now } = options;
  const connections = new Latest<Connection | undefined>(undefined);
  const shown = new Latest<{ readonly source?: Source }>({});
  const closing = new AbortController();
  /** Counts the changes a person asked for: of two connects at once the later one wins. */
  let wish = 0;

  const use = (connection: Connection | undefined) => {
    const before = connections.get();
    connections.set(connection);
    shown.set(connection === undefined ? {} : { source: connection.source });
    before?.close();
  };

  const openPrometheus = (address: ServerAddress) => createPrometheusApi(createHttpTransport(address, options.limits));

  const simulateFrom = (startedAt: number) => {
    const api = createPrometheusApi(options.createSimulation(startedAt));
    const source: Source = { kind: 'simulated', name: 'Simulated', version: 'simulated' };
    use(createConnection(source, api));
    return source;
  };

  /** A server from the last session may still be starting: its version is asked for until it answers. */
  const identifyLater = async (connection: Connection) => {
    const signal = AbortSignal.any([connection.closed, closing.signal]);
    while (!signal.aborted) {
      const answer = await connection.api.identify(signal, CONNECT_TIMEOUT_MS);
      if (signal.aborted) return;
      if (answer.ok) {
        shown.set({ source: withVersion(connection.source, answer.value.version) });
        return;
      }
      await delay(IDENTIFY_AGAIN_MS, undefined, { signal }).catch(() => undefined);
    }
  };

  const restore = () => {
    const remembered = memory.load();
    if (remembered?.kind === 'simulated') simulateFrom(remembered.startedAt);
    if (remembered?.kind !== 'prometheus') return;
    const address = parseAddress(remembered.url);
    if (!address.ok) return;
    const connection = createConnection(sourceOf(address.value, undefined), openPrometheus(address.value));
    use(connection);
    void identifyLater(connection);
  };
  restore();

  return {
    connections,
    shown,

    async discover(signal) {
      const address = parseAddress(options.discoverUrl);
      if (!address.ok) return undefined;
      const api = openPrometheus(address.value);
      const answer = await api.identify(signal, DISCOVER_TIMEOUT_MS);
      api.close();
      // Something else may listen there, and answer: only what gives Prometheus's own version is offered.
      if (!answer.ok || answer.value.version === undefined) return undefined;
      return sourceOf(address.value, answer.value.version);
    },

    async connect(url, signal) {
      const address = parseAddress(url);
      if (!address.ok) return address;
      wish += 1;
      const mine = wish;
      const api = openPrometheus(address.value);
      const answer = await api.identify(AbortSignal.any([signal, closing.signal]), CONNECT_TIMEOUT_MS);
      if (!answer.ok || mine !== wish || signal.aborted || closing.signal.aborted) {
        api.close();
        return answer.ok ? fail('unreachable', 'Another source was chosen meanwhile.') : answer;
      }
      const source = sourceOf(address.value, answer.value.version);
      use(createConnection(source, api));
      memory.save({ kind: 'prometheus', url: address.value.baseUrl });
      return succeed(source);
    },

    useSimulated() {
      wish += 1;
      const current = connections.get()?.source;
      if (current?.kind === 'simulated') return current;
      const startedAt = now();
      memory.save({ kind: 'simulated', startedAt });
      return simulateFrom(startedAt);
    },

    disconnect() {
      wish += 1;
      use(undefined);
      memory.save(undefined);
    },

    close() {
      closing.abort();
      use(undefined);
    },
  };
}

function sourceOf(address: ServerAddress, version: string | undefined): Source {
  return withVersion({ kind: 'prometheus', name: address.name, url: address.baseUrl }, version);
}

function withVersion(source: Source, version: string | undefined): Source {
  return version === undefined ? source : { ...source, version };
}
