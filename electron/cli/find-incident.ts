import type { Incident } from '#shared/domain/incident.ts';
import { fail, type Outcome, succeed } from '#shared/domain/outcome.ts';
import type { IncidentRecord } from '../record.ts';

/** The incident that an id, or the beginning of one, names. */
export function findIncident({ incidents, journal }: IncidentRecord, given: string): Outcome<Incident, 'not-found'> {
  const wanted = given.toLowerCase();
  const ids = journal.declaredStreamIds().filter((id) => id.startsWith(wanted));
  const [id] = ids;
  if (id === undefined || wanted === '') {
    const { detail } = journal.status.get();
    const why = detail === undefined ? '' : ` ${detail}`;
    return fail('not-found', `No incident begins with "${given}".${why}`, '`war-room incident list` shows them.');
  }
  if (ids.length > 1)
    return fail('not-found', `${ids.length} incidents begin with "${given}".`, 'Give more of the id.');
  const incident = incidents.incident(id);
  return incident
    ? succeed(incident)
    : fail('not-found', `The incident ${id} cannot be read.`, 'Run `war-room doctor`.');
}
