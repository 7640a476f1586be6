import type { Alert } from '#shared/contract/metrics.ts';
import type { Recorder } from '../incidents/recorder.ts';
import type { Connection } from './connection.ts';
import { type AlertStream, type Firing, markRecorded, missingRecords, observeAlerts } from './firings.ts';

/**
 * Keeps the firings between starts, so that an alert that goes on is not recorded twice and one that ended meanwhile
 * gets its end. What `load` gives is what `save` was given, or undefined.
 */
export interface FiringMemory {
  load(): readonly (readonly [string, Firing])[] | undefined;
  save(firings: readonly (readonly [string, Firing])[]): void;
}

/** The desk stream has no id here: the recorder knows it as the absence of an incident. */
const DESK = 'desk';
/** What an incident, or the first look after a start, brings in of what already fires, ms. */
const LOOK_BACK_MS = 60 * 60_000;

/**
 * Records the beginning and the end of each firing once, in every open incident, or at the desk when none is open. What
 * could not be written is tried again with the next look.
 */
export function createAlertRecording(
  recorder: Recorder,
  memory: FiringMemory,
  now: () => number,
  resolveAfterMs: number,
): (alerts: readonly Alert[], connection: Connection) => void {
  const startedAt = now();
  let firings: ReadonlyMap<string, Firing> = new Map(memory.load());

  const streams = (): readonly AlertStream[] => {
    const open = recorder.openIncidentIds().flatMap((id) => {
      const incident = recorder.incident(id);
      return incident === undefined ? [] : [{ id, from: incident.timestamps.declaredAt - LOOK_BACK_MS }];
    });
    // With an incident open the desk takes up nothing new, but what it has begun it also ends.
    return [...open, { id: DESK, from: open.length > 0 ? Number.POSITIVE_INFINITY : startedAt - LOOK_BACK_MS }];
  };

  return (alerts, { source }) => {
    const before = firings;
    const simulated = source.kind === 'simulated';
    firings = observeAlerts(firings, alerts, { name: source.name, simulated, now: now(), resolveAfterMs });
    for (const record of missingRecords(firings, streams(), now())) {
      const incidentId = record.streamId === DESK ? undefined : record.streamId;
      if (recorder.record(incidentId, [record.draft], 'system').ok) firings = markRecorded(firings, record);
    }
    if (!sameFirings(before, firings)) memory.save([...firings]);
  };
}

/** Values and annotations change with every look; what matters over a restart does not. */
function sameFirings(a: ReadonlyMap<string, Firing>, b: ReadonlyMap<string, Firing>): boolean {
  const essence = (firings: ReadonlyMap<string, Firing>) =>
    JSON.stringify([...firings].map(([key, { alert: _, ...rest }]) => [key, rest]));
  return essence(a) === essence(b);
}
