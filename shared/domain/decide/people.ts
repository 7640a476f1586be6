import type { EventDraft } from '../events/index.ts';
import { fail, succeed } from '../outcome.ts';
import { describeStanding } from '../standing.ts';
import type { Taxonomy } from '../taxonomy.ts';
import { type Decision, noChange, reasonOf } from './context.ts';
import type { Decider } from './index.ts';

type PeopleCommand = 'acknowledge' | 'assignRole' | 'handOverRole' | 'joinResponders' | 'leaveResponders' | 'escalate';

export const peopleDeciders = {
  acknowledge(state, command, context) {
    const { level } = command;
    if (level !== undefined && !hasLevel(context.taxonomy, level)) return unknownLevel(level, context.taxonomy);
    const already = level === undefined ? state.timestamps.acknowledgedAt !== undefined : isAnswered(state, level);
    if (already) return noChange(`The incident is acknowledged already${level === undefined ? '' : ` at ${level}`}.`);
    const payload = level === undefined ? {} : { level };
    return succeed([{ kind: 'acknowledged', occurredAt: command.occurredAt ?? context.now, payload }]);
  },

  assignRole(state, command, context) {
    const { role, personName } = command;
    if (state.roles[role] === personName) return noChange(`${personName} is ${role} already.`);
    return succeed([
      { kind: 'roleAssigned', occurredAt: command.occurredAt ?? context.now, payload: { role, personName } },
    ]);
  },

  handOverRole(state, command, context) {
    const { role, to, note } = command;
    const from = state.roles[role];
    if (from === undefined) {
      return fail('unknown-person', `Nobody is ${role} yet.`, 'Assign the role; there is nobody to take it from.');
    }
    if (from === to) return noChange(`${from} is ${role} already.`);
    const standing = describeStanding(state, context.taxonomy, context.now);
    const handover: EventDraft = { kind: 'roleHandedOver', payload: { role, from, to, summary: standing } };
    if (note === undefined || note.trim() === '') return succeed([handover]);
    // An entry of its own: it can be amended, and purged without taking the handover away.
    const text = `Handover to ${to}: ${note.trim()}`;
    return succeed([handover, { kind: 'noteAdded', payload: { noteKind: 'communication', text } }]);
  },

  joinResponders(state, command, context) {
    const personName = command.personName;
    if (state.responders.some(({ name, leftAt }) => name === personName && leftAt === undefined)) {
      return noChange(`${personName} takes part already.`);
    }
    const payload = { personName, ...reasonOf(command) };
    return succeed([{ kind: 'responderJoined', occurredAt: command.occurredAt ?? context.now, payload }]);
  },

  leaveResponders(state, command, context) {
    const personName = command.personName;
    if (!state.responders.some(({ name, leftAt }) => name === personName && leftAt === undefined)) {
      return fail('unknown-person', `${personName} does not take part.`, 'Choose one of the responders.');
    }
    if (state.roles['incident commander'] === personName) {
      return fail('not-possible', `${personName} commands the incident.`, 'Hand the command over first.');
    }
    const payload = { personName, ...reasonOf(command) };
    return succeed([{ kind: 'responderLeft', occurredAt: command.occurredAt ?? context.now, payload }]);
  },

  escalate(_state, command, context) {
    const { level, contact } = command;
    if (!hasLevel(context.taxonomy, level)) return unknownLevel(level, context.taxonomy);
    const who = command.who ?? context.taxonomy?.escalation?.find(({ id }) => id === level)?.who ?? level;
    const escalated: EventDraft = {
      kind: 'escalated',
      occurredAt: command.occurredAt ?? context.now,
      payload: { level, who, ...(contact !== undefined && { contact }), ...reasonOf(command) },
    };
    return succeed([escalated]);
  },
} satisfies { [Name in PeopleCommand]: Decider<Name> };

/** A taxonomy without a ladder takes any name for a level. */
function hasLevel(taxonomy: Taxonomy | undefined, level: string): boolean {
  return taxonomy?.escalation === undefined || taxonomy.escalation.some(({ id }) => id === level);
}

function unknownLevel(level: string, taxonomy: Taxonomy | undefined): Decision {
  const levels = taxonomy?.escalation?.map(({ id }) => id).join(', ') ?? '';
  return fail('unknown-level', `The escalation ladder has no level ${level}.`, `Choose one of ${levels}.`);
}

function isAnswered(state: Parameters<Decider<'acknowledge'>>[0], level: string): boolean {
  return state.acknowledgements.some((acknowledgement) => acknowledgement.level === level);
}
