import type { Alert, AlertsFrame } from '#shared/contract/metrics.ts';
import { Latest } from '../latest.ts';
import type { Connection } from './connection.ts';
import { poll } from './polling.ts';

export interface AlertFeed {
  readonly frames: Latest<AlertsFrame>;
  stop(): void;
}

export interface AlertFeedOptions {
  readonly connections: Latest<Connection | undefined>;
  /** UTC ms. */
  readonly now: () => number;
  /** Time between two looks at the alerts of a server, and of the simulation, ms. */
  readonly pollMs: number;
  readonly simulatedPollMs: number;
  /** Every answer, also when nobody watches: alerts are evidence. */
  onAlerts(alerts: readonly Alert[], connection: Connection): void;
}

/** Looks at the alerts of whichever source is in use, for as long as the service runs. */
export function startAlertFeed(options: AlertFeedOptions): AlertFeed {
  const { now } = options;
  const stopping = new AbortController();
  const frames = new Latest<AlertsFrame>({ status: 'disconnected', alerts: [], simulated: false });

  const task = {
    attempt: (connection: Connection, signal: AbortSignal) => connection.api.alerts(signal),
    onSource(connection: Connection | undefined) {
      const simulated = connection?.source.kind === 'simulated';
      if (connection === undefined) frames.set({ status: 'disconnected', alerts: [], simulated });
      else frames.set({ status: 'waiting', since: now(), alerts: [], simulated });
    },
    onAnswer(alerts: readonly Alert[], connection: Connection) {
      const simulated = connection.source.kind === 'simulated';
      frames.set({ status: 'ok', fetchedAt: now(), alerts: [...alerts], simulated });
      options.onAlerts(alerts, connection);
    },
    onWaiting(since: number) {
      const frame = frames.get();
      if (frame.status === 'ok') frames.set({ ...frame, status: 'waiting', since });
    },
    onFailed(problem: NonNullable<AlertsFrame['problem']>, since: number) {
      frames.set({ ...frames.get(), status: 'failed', problem, since });
    },
    intervalMs: () => (frames.get().simulated ? options.simulatedPollMs : options.pollMs),
  };

  void poll(options.connections, task, now, stopping.signal);
  return { frames, stop: () => stopping.abort() };
}
