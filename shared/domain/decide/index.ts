import type { Command, CommandName, DeclareCommand, OpenCommand } from '../commands.ts';
import type { Incident } from '../incident.ts';
import { fail } from '../outcome.ts';
import { checkCommand } from './check-command.ts';
import { checkDrafts } from './check-drafts.ts';
import type { DecideContext, Decision } from './context.ts';
import { courseDeciders, decideDeclare } from './course.ts';
import { entryDeciders } from './entries.ts';
import { peopleDeciders } from './people.ts';
import { responseDeciders } from './response.ts';

export type { Command, OpenCommand } from '../commands.ts';
export { decideBackfill } from './backfill.ts';
export type { DecideContext, DecideProblemCode, Decision } from './context.ts';
export { checkPurge } from './entries.ts';
export { decideMerge } from './merge.ts';

/** What one command writes onto an incident, or why it is refused. */
export type Decider<Name extends CommandName> = (
  state: Incident,
  command: OpenCommand & { readonly type: Name },
  context: DecideContext,
) => Decision;

const deciders: { readonly [Name in CommandName]: Decider<Name> } = {
  ...courseDeciders,
  ...peopleDeciders,
  ...entryDeciders,
  ...responseDeciders,
};

/**
 * What a closed incident still takes: what is said about it afterwards, and the change of status that reopens it.
 * Everything else has to reopen it first, so that a finished record does not move unnoticed.
 */
const afterClosing: ReadonlySet<CommandName> = new Set([
  'changeStatus',
  'changeDetails',
  'setTimestamp',
  'addNote',
  'amendEntry',
  'retractEntry',
  'pin',
  'attach',
  'changeImpact',
  'addActionItem',
  'changeActionItem',
  'closeActionItem',
  'writeReviewSection',
  'changeReviewStatus',
]);

/** What a person's command writes, or why it is refused. Pure and total. */
export function decide(state: Incident | undefined, given: Command, context: DecideContext): Decision {
  const future = findFutureInstant(given, context.now);
  if (future !== undefined) {
    return fail('in-the-future', `${future} lies in the future.`, 'Give a time that has passed, or none for now.');
  }
  const checked = checkCommand(given);
  if (!checked.ok) return checked;
  const command = checked.value;
  if (command.type === 'declare') return decideNew(state, command, context);
  if (state === undefined)
    return fail('unknown-incident', 'There is no such incident.', 'Look at the list of incidents.');
  if (state.status === 'closed' && !afterClosing.has(command.type)) {
    return fail('incident-closed', 'The incident is closed.', 'Reopen it first: change its status.');
  }
  // Each decider takes the command of its own key, which TypeScript cannot follow through the lookup.
  const decider = deciders[command.type] as (state: Incident, command: Command, context: DecideContext) => Decision;
  return checkDrafts(decider(state, command, context));
}

function decideNew(state: Incident | undefined, command: DeclareCommand, context: DecideContext): Decision {
  if (state !== undefined)
    return fail('not-possible', 'The incident is declared already.', 'Change it, or declare another one.');
  return checkDrafts(decideDeclare(command, context));
}

function findFutureInstant(command: Command, now: number): string | undefined {
  const instants = [
    'occurredAt' in command ? command.occurredAt : undefined,
    'detectedAt' in command ? command.detectedAt : undefined,
    'at' in command ? (command.at ?? undefined) : undefined,
  ];
  const future = instants.find((instant) => instant !== undefined && instant > now);
  // An instant beyond what a Date can hold has no ISO form.
  return future === undefined ? undefined : future <= 8.64e15 ? new Date(future).toISOString() : String(future);
}
