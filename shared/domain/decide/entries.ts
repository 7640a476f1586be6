import { isAmendable, isPurgeable, isRetractable } from '../entry-rules.ts';
import type { JournalEvent } from '../events/index.ts';
import type { Incident } from '../incident.ts';
import { fail, type Outcome, succeed } from '../outcome.ts';
import { checkCommand } from './check-command.ts';
import { type DecideContext, type DecideProblemCode, noChange } from './context.ts';
import type { Decider } from './index.ts';

export const entryDeciders = {
  addNote(_state, command, context) {
    if (command.text.trim() === '') return fail('invalid-text', 'The note is empty.', 'Write what happened.');
    const pinned = command.pinned === undefined ? {} : { pinned: command.pinned };
    const payload = { noteKind: command.noteKind ?? 'observation', text: command.text, ...pinned } as const;
    return succeed([{ kind: 'noteAdded', occurredAt: command.occurredAt ?? context.now, payload }]);
  },

  amendEntry(state, command, context) {
    const target = findEntry(state, command.eventId, context);
    if (!target.ok) return target;
    if (!isAmendable(target.value.kind)) {
      return fail('not-possible', 'Only what a person wrote can be amended.', 'Add a note that says what is wrong.');
    }
    const { eventId, text, noteKind, at, reason } = command;
    if (text === undefined && noteKind === undefined && at === undefined) return noChange('Nothing is amended.');
    if (text !== undefined && text.trim() === '') {
      return fail('invalid-text', 'The entry would be empty.', 'Retract it instead.');
    }
    const changes = {
      ...(text !== undefined && { text }),
      ...(noteKind !== undefined && { noteKind }),
      ...(at !== undefined && { occurredAt: at }),
    };
    return succeed([{ kind: 'entryAmended', payload: { eventId, ...changes, reason } }]);
  },

  retractEntry(state, command, context) {
    const { eventId, reason } = command;
    const target = findEntry(state, eventId, context);
    if (!target.ok) return target;
    if (state.retracted.includes(eventId)) return noChange('The entry is retracted already.');
    if (!isRetractable(target.value.kind)) {
      return fail('not-possible', 'This entry is part of the course of the incident.', 'Change the incident instead.');
    }
    return succeed([{ kind: 'entryRetracted', payload: { eventId, reason } }]);
  },

  pin(state, command, context) {
    const { eventId, pinned } = command;
    if (context.event(eventId) === undefined) return unknownEvent();
    if (state.pinned.includes(eventId) === pinned)
      return noChange(`The entry is ${pinned ? '' : 'not '}pinned already.`);
    return succeed([{ kind: 'entryPinned', payload: { eventId, pinned } }]);
  },

  attach(_state, command, context) {
    const { name, mediaType, size, blob, caption } = command;
    const payload = { name, mediaType, size, blob, ...(caption !== undefined && { caption }) };
    return succeed([{ kind: 'attachmentAdded', occurredAt: command.occurredAt ?? context.now, payload }]);
  },
} satisfies { [Name in 'addNote' | 'amendEntry' | 'retractEntry' | 'pin' | 'attach']: Decider<Name> };

/** Whether the payload of an event may be overwritten. The journal itself writes `entryPurged` with the overwriting. */
export function checkPurge(
  eventId: string,
  reason: string,
  context: Pick<DecideContext, 'event'>,
): Outcome<JournalEvent, DecideProblemCode> {
  // What retracting says of itself, purging says too.
  const said = checkCommand({ type: 'retractEntry', eventId, reason });
  if (!said.ok) return said;
  const target = context.event(eventId);
  if (target === undefined) return unknownEvent();
  // A purge that came with an import erased nothing here: then it can still be done.
  if (target.kind === 'unknown' && target.purged === true) return fail('no-change', 'The entry is purged already.');
  const kind = target.kind === 'unknown' ? target.originalKind : target.kind;
  if (!isPurgeable(kind)) {
    return fail('not-possible', 'The course of the incident hangs on this entry.', 'Its title can be changed.');
  }
  return succeed(target);
}

function findEntry(state: Incident, eventId: string, context: DecideContext): Outcome<JournalEvent, DecideProblemCode> {
  const target = context.event(eventId);
  if (target === undefined) return unknownEvent();
  if (state.purged.includes(eventId)) {
    return fail(
      'not-possible',
      'The entry was purged; nothing of it is left.',
      'Add a note that says what is missing.',
    );
  }
  return succeed(target);
}

function unknownEvent() {
  return fail('unknown-event', 'The incident has no such entry.', 'Choose one of its timeline.');
}
