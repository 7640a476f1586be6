import type { Incident, TrackedActionItem } from '../incident.ts';
import { fail, type Outcome, succeed } from '../outcome.ts';
import { type DecideContext, type DecideProblemCode, noChange, reasonOf } from './context.ts';
import type { Decider } from './index.ts';

type ResponseCommand =
  | 'tickChecklistItem'
  | 'publishUpdate'
  | 'changeImpact'
  | 'addActionItem'
  | 'changeActionItem'
  | 'closeActionItem'
  | 'writeReviewSection'
  | 'changeReviewStatus';

export const responseDeciders = {
  tickChecklistItem(state, command) {
    const { checklistId, itemId, text, checked, value, note } = command;
    const before = state.checklists[checklistId]?.[itemId];
    if ((before?.checked ?? false) === checked && (note ?? '') === (before?.note ?? '')) {
      return noChange(`The item is ${checked ? '' : 'not '}ticked already.`);
    }
    const beside = { ...(value !== undefined && { value }), ...(note !== undefined && note !== '' && { note }) };
    return succeed([{ kind: 'checklistItemChecked', payload: { checklistId, itemId, text, checked, ...beside } }]);
  },

  publishUpdate(_state, command, context) {
    if (command.text.trim() === '') return fail('invalid-text', 'The update is empty.', 'Write what its readers need.');
    const { audience, channels = [], publicStatus, text, templateId } = command;
    const payload = { audience, channels, publicStatus, text, ...(templateId !== undefined && { templateId }) };
    return succeed([{ kind: 'updatePublished', occurredAt: command.occurredAt ?? context.now, payload }]);
  },

  changeImpact(state, command, context) {
    const { fact, source = '' } = command;
    if (fact.value !== null && source === '') {
      return fail('invalid-text', `Where does the figure for ${fact.field} come from?`, 'Name its source.');
    }
    const before = state.impact[fact.field];
    const same = JSON.stringify(before?.fact.value ?? null) === JSON.stringify(fact.value);
    if (same && (before?.source ?? '') === source) return noChange('The impact says that already.');
    return succeed([
      { kind: 'impactChanged', occurredAt: command.occurredAt ?? context.now, payload: { fact, source } },
    ]);
  },

  addActionItem(_state, command, context) {
    const { type: _type, ...item } = command;
    if (isPast(item.dueOn, context)) return duePast(item.dueOn);
    return succeed([{ kind: 'actionItemAdded', payload: { itemId: context.newId(), item } }]);
  },

  changeActionItem(state, command, context) {
    const item = findItem(state, command.itemId);
    if (!item.ok) return item;
    const { itemId, changes } = command;
    if (isPast(changes.dueOn, context) && changes.dueOn !== item.value.dueOn) return duePast(changes.dueOn);
    const { reopened, ...fields } = changes;
    const told = Object.entries(fields).filter(
      ([key, value]) => value !== undefined && (item.value[key as keyof typeof fields] ?? null) !== value,
    );
    const reopens = reopened === true && item.value.state !== 'open';
    if (told.length === 0 && !reopens) return noChange('The action item says that already.');
    const payload = { itemId, changes: { ...Object.fromEntries(told), ...(reopens && { reopened: true as const }) } };
    return succeed([{ kind: 'actionItemChanged', payload }]);
  },

  closeActionItem(state, command, context) {
    const item = findItem(state, command.itemId);
    if (!item.ok) return item;
    if (item.value.state !== 'open') return noChange(`The action item is ${item.value.state} already.`);
    const payload = { itemId: command.itemId, outcome: command.outcome, ...reasonOf(command) };
    return succeed([{ kind: 'actionItemClosed', occurredAt: command.occurredAt ?? context.now, payload }]);
  },

  writeReviewSection(state, command) {
    const { section, text } = command;
    const before = state.review.sections[section]?.text ?? '';
    if (before === text || (before === '' && text.trim() === '')) return noChange('The section says that already.');
    return succeed([{ kind: 'reviewSectionWritten', payload: { section, text } }]);
  },

  changeReviewStatus(state, command) {
    const { status } = state.review;
    if (command.to === status) return noChange(`The review is ${status} already.`);
    return succeed([{ kind: 'reviewStatusChanged', payload: { from: status, to: command.to, ...reasonOf(command) } }]);
  },
} satisfies { [Name in ResponseCommand]: Decider<Name> };

function findItem(state: Incident, itemId: string): Outcome<TrackedActionItem, DecideProblemCode> {
  const item = state.actionItems.find((known) => known.itemId === itemId);
  return item
    ? succeed(item)
    : fail('unknown-item', 'The incident has no such action item.', 'Choose one of its items.');
}

/** Calendar days of this form compare as text. */
function isPast(day: string | null | undefined, context: DecideContext): boolean {
  return typeof day === 'string' && day < context.today;
}

function duePast(day: string | null | undefined) {
  return fail('in-the-past', `${day} has passed.`, 'Give today or a later day.');
}
