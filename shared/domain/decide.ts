import { assertNever } from './assert-never.ts';
import type { Command } from './commands.ts';
import { type EventDraft, payloadSchemas } from './events/index.ts';
import type { Incident } from './incident.ts';
import { fail, type Outcome, succeed } from './outcome.ts';
import { severityRank, type Taxonomy } from './taxonomy.ts';

export type { Command } from './commands.ts';

export type DecideProblemCode =
  | 'unknown-incident'
  | 'unknown-taxonomy'
  | 'unknown-severity'
  | 'unknown-event'
  | 'in-the-future'
  | 'incident-closed'
  | 'no-change'
  | 'invalid-text';

/** What a decision needs to know besides the state. */
export interface DecideContext {
  /** UTC ms. */
  readonly now: number;
  /** The incident's, or for `declare` the one that was asked for; undefined when there is none of that id. */
  readonly taxonomy: Taxonomy | undefined;
  /** Whether the incident has an event of that id. */
  readonly hasEvent: (eventId: string) => boolean;
}

type Decision = Outcome<readonly EventDraft[], DecideProblemCode>;

/**
 * What a person's command writes, or why it is refused. A closed incident still takes notes, pins and a change of
 * status (which reopens it); everything else has to reopen it first, so that a finished record does not move unnoticed.
 */
export function decide(state: Incident | undefined, command: Command, context: DecideContext): Decision {
  const future = findFutureInstant(command, context.now);
  if (future !== undefined) {
    return fail('in-the-future', `${future} lies in the future.`, 'Give a time that has passed, or none for now.');
  }
  if (command.type === 'declare') return checked(decideDeclare(command, context));
  if (state === undefined)
    return fail('unknown-incident', 'There is no such incident.', 'Look at the list of incidents.');
  if (state.status === 'closed' && !['addNote', 'pin', 'changeStatus'].includes(command.type)) {
    return fail('incident-closed', 'The incident is closed.', 'Reopen it first: change its status.');
  }
  return checked(decideOpen(state, command, context));
}

function decideDeclare(command: Command & { readonly type: 'declare' }, context: DecideContext): Decision {
  const severity = checkSeverity(command.severity, context.taxonomy);
  if (!severity.ok) return severity;
  const occurredAt = command.occurredAt ?? context.now;
  const declared: EventDraft = {
    kind: 'declared',
    occurredAt,
    payload: {
      title: command.title,
      severity: command.severity,
      taxonomyId: severity.value.id,
      detectionSource: command.detectionSource ?? 'person',
      detectedAt: command.detectedAt ?? occurredAt,
      drill: command.drill ?? false,
      simulated: command.simulated,
    },
  };
  if (command.commander === undefined) return succeed([declared]);
  const payload = { role: 'incident commander', personName: command.commander } as const;
  return succeed([declared, { kind: 'roleAssigned', occurredAt, payload }]);
}

function decideOpen(
  state: Incident,
  command: Exclude<Command, { readonly type: 'declare' }>,
  context: DecideContext,
): Decision {
  const occurredAt = ('occurredAt' in command ? command.occurredAt : undefined) ?? context.now;
  switch (command.type) {
    case 'acknowledge':
      if (state.timestamps.acknowledgedAt !== undefined) return noChange('The incident is acknowledged already.');
      return succeed([{ kind: 'acknowledged', occurredAt, payload: {} }]);
    case 'changeStatus': {
      if (command.to === state.status) return noChange(`The incident is ${command.to} already.`);
      const payload = { from: state.status, to: command.to, ...reasonOf(command) };
      return succeed([{ kind: 'statusChanged', occurredAt, payload }]);
    }
    case 'changeSeverity': {
      const severity = checkSeverity(command.to, context.taxonomy);
      if (!severity.ok) return severity;
      if (command.to === state.severity) return noChange(`The incident is ${command.to} already.`);
      const payload = { from: state.severity, to: command.to, ...reasonOf(command) };
      return succeed([{ kind: 'severityChanged', occurredAt, payload }]);
    }
    case 'assignRole': {
      const { role, personName } = command;
      if (state.roles[role] === personName.trim()) return noChange(`${personName.trim()} is ${role} already.`);
      return succeed([{ kind: 'roleAssigned', occurredAt, payload: { role, personName } }]);
    }
    case 'addNote': {
      if (command.text.trim() === '') return fail('invalid-text', 'The note is empty.', 'Write what happened.');
      const pinned = command.pinned === undefined ? {} : { pinned: command.pinned };
      const payload = { noteKind: command.noteKind ?? 'observation', text: command.text, ...pinned } as const;
      return succeed([{ kind: 'noteAdded', occurredAt, payload }]);
    }
    case 'pin': {
      const { eventId, pinned } = command;
      if (!context.hasEvent(eventId)) return fail('unknown-event', 'The incident has no such entry.');
      if (state.pinned.includes(eventId) === pinned)
        return noChange(`The entry is ${pinned ? '' : 'not '}pinned already.`);
      return succeed([{ kind: 'entryPinned', payload: { eventId, pinned } }]);
    }
    default:
      return assertNever(command);
  }
}

function reasonOf(command: { readonly reason?: string | undefined }): { reason?: string } {
  return command.reason === undefined ? {} : { reason: command.reason };
}

function noChange(message: string): Decision {
  return fail('no-change', message);
}

/** The taxonomy, when it has that level. */
function checkSeverity(severity: string, taxonomy: Taxonomy | undefined): Outcome<Taxonomy, DecideProblemCode> {
  if (taxonomy === undefined) {
    return fail('unknown-taxonomy', 'There is no such set of severity levels.', 'Choose one of those listed.');
  }
  if (severityRank(taxonomy, severity) !== undefined) return succeed(taxonomy);
  const levels = taxonomy.levels.map((level) => level.id).join(', ');
  return fail('unknown-severity', `${taxonomy.name} has no level ${severity}.`, `Choose one of ${levels}.`);
}

function findFutureInstant(command: Command, now: number): string | undefined {
  const instants = [
    'occurredAt' in command ? command.occurredAt : undefined,
    command.type === 'declare' ? command.detectedAt : undefined,
  ];
  const future = instants.find((instant) => instant !== undefined && instant > now);
  // An instant beyond what a Date can hold has no ISO form.
  return future === undefined ? undefined : future <= 8.64e15 ? new Date(future).toISOString() : String(future);
}

/** Puts every payload through its schema: it trims titles and names, and refuses what a reader would not accept. */
function checked(decision: Decision): Decision {
  if (!decision.ok) return decision;
  const drafts: EventDraft[] = [];
  for (const draft of decision.value) {
    const parsed = payloadSchemas[draft.kind].safeParse(draft.payload);
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      const field = issue?.path.join('.') || 'text';
      return fail(
        'invalid-text',
        `The ${field} can't be recorded: ${issue?.message ?? 'invalid'}.`,
        'Change it and try again.',
      );
    }
    drafts.push({ ...draft, payload: parsed.data } as EventDraft);
  }
  return succeed(drafts);
}
