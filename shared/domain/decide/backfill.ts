import type { EventDraft, WireEvent } from '../events/index.ts';
import type { Incident } from '../incident.ts';
import { fail, succeed } from '../outcome.ts';
import type { Decision } from './context.ts';

/** Brings events of the desk into an incident, each once; they keep their times and show as what they are. */
export function decideBackfill(state: Incident, deskEvents: readonly WireEvent[]): Decision {
  if (state.status === 'closed')
    return fail('incident-closed', 'The incident is closed.', 'Reopen it first: change its status.');
  const known = new Set(state.backfilledIds);
  const fresh = deskEvents.filter((event) => !known.has(event.id) && event.purged !== true);
  if (fresh.length === 0) {
    return fail('no-change', 'The desk has nothing of that time that the incident does not have.');
  }
  return succeed(fresh.map(toDraft));
}

function toDraft(event: WireEvent): EventDraft {
  const { id, deviceId, seq, hash, kind, version, recordedAt, occurredAt, actor, payload } = event;
  const original = { id, deviceId, seq, hash, kind, version, recordedAt, occurredAt, actor, payload };
  return { kind: 'backfilled', occurredAt, payload: { original } };
}
