import { join } from 'node:path';
import type { PanelFrame } from '#shared/contract/metrics.ts';
import { fail, succeed } from '#shared/domain/outcome.ts';
import type { Recorder } from '../incidents/recorder.ts';
import type { Handlers } from '../rpc/handlers.ts';
import { startAlertFeed } from './alert-feed.ts';
import { createAlertRecording, type FiringMemory } from './alert-recording.ts';
import { RESOLVE_AFTER_MS } from './firings.ts';
import { emptyFrame } from './panel-feed.ts';
import { createPanelFeeds } from './panel-feeds.ts';
import { loadPanels } from './panels.ts';
import { DEFAULT_HTTP_LIMITS, type HttpLimits } from './prometheus/http-transport.ts';
import { DEFAULT_SAMPLE_LIMITS, type SampleLimits } from './prometheus/matrix.ts';
import { queryPanel } from './query-panel.ts';
import { createSimulation } from './simulated/transport.ts';
import { recordSnapshot, takeSnapshot } from './snapshots.ts';
import { createSources, type SourceMemory } from './sources.ts';

export interface MetricsDependencies {
  /** The shipped `resources/`, absolute. */
  readonly resourcesDir: string;
  readonly recorder: Recorder;
  readonly memory: SourceMemory;
  /** Default: firings are known until the end of the process; an alert that outlasts it is then recorded once more. */
  readonly firingMemory?: FiringMemory;
  /** UTC ms. */
  readonly now: () => number;
  /** IANA name of this device's zone. Default: the system's. */
  readonly zone?: string;
  /** Where a Prometheus is looked for that nobody named. Default: http://localhost:9090. */
  readonly discoverUrl?: string;
  /** Parts of the defaults that a test changes. */
  readonly httpLimits?: Partial<HttpLimits>;
  readonly sampleLimits?: Partial<SampleLimits>;
  readonly pace?: Partial<Pace>;
}

interface Pace {
  readonly shortestRefreshMs: number;
  readonly alertPollMs: number;
  readonly simulatedAlertPollMs: number;
  /** How long an alert has to be quiet before its end is recorded. */
  readonly resolveAfterMs: number;
}

const DEFAULT_PACE: Pace = {
  shortestRefreshMs: 5_000,
  alertPollMs: 15_000,
  simulatedAlertPollMs: 5_000,
  resolveAfterMs: RESOLVE_AFTER_MS,
};
/** One seed for everybody: the simulation's past then depends on when it was chosen alone. */
const SIMULATION_SEED = 1;

export type MetricsService = Handlers<'metrics'> & {
  /** True while the source in use is the simulation; a declaration says so. */
  isSimulated(): boolean;
  close(): void;
};

/** Live panels, alerts and snapshots of one source: a Prometheus, or the simulation. */
export function createMetricsService(dependencies: MetricsDependencies): MetricsService {
  const { recorder, now } = dependencies;
  const zone = dependencies.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const limits = { ...DEFAULT_SAMPLE_LIMITS, ...dependencies.sampleLimits };
  const pace = { ...DEFAULT_PACE, ...dependencies.pace };
  const { panels, problems } = loadPanels(join(dependencies.resourcesDir, 'panels'));
  const sources = createSources({
    memory: dependencies.memory,
    now,
    limits: { ...DEFAULT_HTTP_LIMITS, ...dependencies.httpLimits },
    discoverUrl: dependencies.discoverUrl ?? 'http://localhost:9090',
    createSimulation: (startedAt) => createSimulation({ seed: SIMULATION_SEED, startedAt }, panels, now),
  });
  const { connections } = sources;
  const feeds = createPanelFeeds({ connections, now, limits, shortestRefreshMs: pace.shortestRefreshMs });
  const alertFeed = startAlertFeed({
    connections,
    now,
    pollMs: pace.alertPollMs,
    simulatedPollMs: pace.simulatedAlertPollMs,
    onAlerts: createAlertRecording(recorder, dependencies.firingMemory ?? forgetful, now, pace.resolveAfterMs),
  });
  const panelById = (id: string) => panels.find((panel) => panel.id === id);

  return {
    watchSource: (_, { signal }) => sources.shown.watch(signal),
    discover: async (_, { signal }) => {
      const found = await sources.discover(signal);
      return found === undefined ? {} : { found };
    },
    connect: ({ url }, { signal }) => sources.connect(url, signal),
    useSimulated: () => sources.useSimulated(),
    disconnect: () => {
      sources.disconnect();
      return {};
    },
    panels: () => ({ panels: [...panels], problems: [...problems] }),
    watchPanel: ({ panelId, rangeSeconds, maxPoints }, { signal }) => {
      const panel = panelById(panelId);
      if (panel === undefined) return unknownPanel(panelId, now());
      return feeds.watch(panel, { rangeSeconds, maxPoints }, signal);
    },
    watchQuery: ({ expr, rangeSeconds, maxPoints }, { signal }) =>
      feeds.watch(queryPanel(expr), { rangeSeconds, maxPoints }, signal),
    watchAlerts: (_, { signal }) => alertFeed.frames.watch(signal),

    keepSnapshot: async ({ incidentId, panelId, rangeSeconds }, { signal }) => {
      const panel = panelById(panelId);
      if (panel === undefined) return fail('unknown-panel', `There is no panel "${panelId}".`, 'Choose another panel.');
      if (recorder.incident(incidentId) === undefined) {
        return fail('unknown-incident', 'There is no such incident.', 'Look at the list of incidents.');
      }
      const connection = connections.get();
      if (connection === undefined) {
        return fail('not-connected', 'No source of metrics is connected.', 'Connect Prometheus first.');
      }
      const snapshot = await takeSnapshot(connection, panel, rangeSeconds, { nowMs: now(), zone, limits }, signal);
      if (!snapshot.ok) return snapshot;
      if (snapshot.value.series.length === 0) {
        return fail('no-data', `"${panel.title}" has no samples in this range.`, 'Choose a longer range.');
      }
      const recorded = recordSnapshot(recorder, incidentId, snapshot.value);
      return recorded.ok ? succeed({ events: [...recorded.value.events] }) : recorded;
    },

    isSimulated: () => connections.get()?.source.kind === 'simulated',
    close() {
      feeds.close();
      alertFeed.stop();
      sources.close();
    },
  };
}

const forgetful: FiringMemory = { load: () => undefined, save: () => {} };

async function* unknownPanel(panelId: string, nowMs: number): AsyncGenerator<PanelFrame, void, void> {
  yield {
    ...emptyFrame(panelId, nowMs, DEFAULT_PACE.shortestRefreshMs, false),
    status: 'failed',
    problem: { code: 'bad-query', message: `There is no panel "${panelId}".`, action: 'Choose another panel.' },
  };
}
