import type { EventDraft } from '../events/index.ts';
import type { Incident } from '../incident.ts';
import { fail, type Outcome, succeed } from '../outcome.ts';
import { checkCommand } from './check-command.ts';
import type { DecideProblemCode } from './context.ts';

/** What merging a duplicate writes, into each of the two. */
export interface MergeDrafts {
  readonly duplicate: readonly EventDraft[];
  readonly survivor: readonly EventDraft[];
}

/** Closes a duplicate and names it in the incident that goes on. Both keep their own record. */
export function decideMerge(
  duplicate: Incident | undefined,
  survivor: Incident | undefined,
  reason?: string,
): Outcome<MergeDrafts, DecideProblemCode> {
  if (duplicate === undefined || survivor === undefined)
    return fail('unknown-incident', 'There is no such incident.', 'Look at the list of incidents.');
  if (duplicate.id === survivor.id)
    return fail('not-possible', 'An incident is no duplicate of itself.', 'Choose the one that goes on.');
  if (duplicate.mergedInto !== undefined)
    return fail('no-change', `It is merged into ${duplicate.mergedInto.title} already.`);
  if (survivor.status === 'closed' && survivor.mergedInto === undefined) {
    return fail('incident-closed', 'The incident that would go on is closed.', 'Reopen it first: change its status.');
  }
  if (survivor.mergedInto !== undefined) {
    return fail('not-possible', 'The other one is a duplicate itself.', `Merge into ${survivor.mergedInto.title}.`);
  }
  const said = checkCommand({ type: 'changeStatus', to: 'closed', reason });
  if (!said.ok) return said;
  const closing: readonly EventDraft[] =
    duplicate.status === 'closed'
      ? []
      : [
          {
            kind: 'statusChanged',
            payload: { from: duplicate.status, to: 'closed', reason: reason ?? `Duplicate of ${survivor.title}` },
          },
        ];
  return succeed({
    duplicate: [
      { kind: 'incidentMerged', payload: { direction: 'into', otherId: survivor.id, otherTitle: survivor.title } },
      ...closing,
    ],
    survivor: [
      { kind: 'incidentMerged', payload: { direction: 'from', otherId: duplicate.id, otherTitle: duplicate.title } },
    ],
  });
}
