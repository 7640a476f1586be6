import type { Actor } from '#shared/domain/events/index.ts';
import { fail, succeed } from '#shared/domain/outcome.ts';
import type { Journal } from '../journal/index.ts';
import type { IncidentStates } from './incident-states.ts';
import type { Recorder } from './recorder.ts';

/** What the other services get of the journal. */
export function createRecorder(journal: Journal, states: IncidentStates, actor: () => Actor): Recorder {
  return {
    record: (incidentId, drafts, by) => {
      const author: Actor = by === 'person' ? actor() : { type: 'system' };
      const appended = journal.append(incidentId ?? journal.deskStreamId, author, () =>
        incidentId !== undefined && states.get(incidentId) === undefined
          ? fail('unknown-incident', 'There is no such incident.', 'Look at the list of incidents.')
          : succeed(drafts),
      );
      return appended.ok ? succeed({ events: appended.value.map((stored) => stored.event) }) : appended;
    },
    incident: (incidentId) => states.get(incidentId),
    openIncidentIds: () =>
      journal.declaredStreamIds().filter((incidentId) => {
        const state = states.get(incidentId);
        return state !== undefined && state.status !== 'closed';
      }),
    putBlob: (bytes) => journal.putBlob(bytes),
    getBlob: (sha256) => journal.getBlob(sha256),
  };
}
