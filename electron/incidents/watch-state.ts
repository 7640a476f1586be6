import type { Incident } from '#shared/domain/incident.ts';
import type { Journal } from '../journal/index.ts';
import type { IncidentStates } from './incident-states.ts';
import type { Projections } from './projections/index.ts';
import { watchPaced } from './watch-paced.ts';

/** The folded state of one incident, again whenever it changed, whichever process wrote. Fast changes come as one. */
export async function* watchState(
  { journal, states, projections }: { journal: Journal; states: IncidentStates; projections: Projections },
  incidentId: string,
  signal: AbortSignal,
): AsyncGenerator<{ incident?: Incident }, void, void> {
  // A long incident without a kept state is folded in turns, not in one go.
  await projections.catchUpStream(incidentId, signal);
  let sent: Incident | undefined;
  let first = true;
  for await (const _head of watchPaced(journal.head, signal)) {
    const incident = states.get(incidentId);
    if (!first && incident === sent) continue;
    first = false;
    sent = incident;
    yield incident === undefined ? {} : { incident };
  }
}
