import type { Incident } from '#shared/domain/incident.ts';
import type { Journal } from '../journal/index.ts';
import type { IncidentStates } from './incident-states.ts';

/** The folded state of one incident, again whenever it changed, whichever process wrote. Fast changes come as one. */
export async function* watchState(
  journal: Journal,
  states: IncidentStates,
  incidentId: string,
  signal: AbortSignal,
): AsyncGenerator<{ incident?: Incident }, void, void> {
  let sent: Incident | undefined;
  let first = true;
  for await (const _head of journal.head.watch(signal)) {
    const incident = states.get(incidentId);
    if (!first && incident === sent) continue;
    first = false;
    sent = incident;
    yield incident === undefined ? {} : { incident };
  }
}
