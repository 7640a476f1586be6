import type { WireEvent } from '#shared/domain/events/index.ts';
import { fail, type Outcome, succeed } from '#shared/domain/outcome.ts';
import type { IncidentRecord } from '../record.ts';

/** The event of an incident that an id, or the beginning of one, names. */
export function findEvent(
  { incidents }: IncidentRecord,
  incidentId: string,
  wanted: string,
): Outcome<WireEvent, 'not-found'> {
  const start = wanted.toLowerCase();
  const found = start === '' ? [] : incidents.events(incidentId).filter(({ id }) => id.startsWith(start));
  const [event] = found;
  if (event === undefined)
    return fail('not-found', `No entry begins with "${wanted}".`, '`war-room incident show --json` has their ids.');
  return found.length === 1
    ? succeed(event)
    : fail('not-found', `${found.length} entries begin with "${wanted}".`, 'Give more of the id.');
}
