import { assertNever } from './assert-never.ts';
import { formatDuration } from './duration.ts';
import type { EventOf, ImpactFact } from './events/index.ts';
import type { EntryText } from './timeline.ts';
import type { RowContext } from './timeline-rows.ts';
import { capitalize, some } from './words.ts';

type ResponseEvent = EventOf<
  | 'clockBreached'
  | 'checklistItemChecked'
  | 'updatePublished'
  | 'impactChanged'
  | 'actionItemAdded'
  | 'actionItemChanged'
  | 'actionItemClosed'
  | 'reviewSectionWritten'
  | 'reviewStatusChanged'
>;

/** The words of how people answered. `person` is who wrote it. */
export function describeResponse(event: ResponseEvent, person: string | undefined, context: RowContext): EntryText {
  switch (event.kind) {
    case 'clockBreached': {
      const { clock, severity, limitMs } = event.payload;
      return {
        category: 'clock',
        label: 'late',
        headline: `${capitalize(clock.replace(': ', ' '))}: limit of ${formatDuration(limitMs)} passed`,
        details: some(severity),
        tone: 'critical',
      };
    }
    case 'checklistItemChecked': {
      const { text, checked, value, note } = event.payload;
      return {
        category: 'checklist',
        label: checked ? 'checked' : 'unchecked',
        headline: text,
        details: some(value, note, person),
        tone: checked ? 'ok' : 'neutral',
      };
    }
    case 'updatePublished': {
      const { audience, channels, publicStatus, text } = event.payload;
      return {
        category: 'update',
        label: 'update',
        headline: `Update published (${audience}): ${publicStatus}`,
        details: some(channels.join(', '), person),
        evidence: text,
        tone: 'accent',
      };
    }
    case 'impactChanged': {
      const { fact, source } = event.payload;
      return {
        category: 'impact',
        label: 'impact',
        headline: `${capitalize(fact.field)}: ${describeFact(fact)}`,
        details: some(source, person),
        tone: fact.value === null ? 'neutral' : 'warning',
      };
    }
    case 'actionItemAdded': {
      const { title, owner, dueOn, priority } = event.payload.item;
      return {
        category: 'action item',
        label: 'action item',
        headline: title,
        details: some(priority, owner ?? 'no owner', dueOn === undefined ? 'no date' : `due ${dueOn}`, person),
        tone: 'neutral',
      };
    }
    case 'actionItemChanged': {
      const { changes } = event.payload;
      const { reopened, ...fields } = changes;
      const told = Object.entries(fields).map(([field, value]) => `${fieldName(field)} ${value ?? 'none'}`);
      return {
        category: 'action item',
        label: reopened === true ? 'reopened' : 'changed',
        headline: context.title ?? 'Action item',
        details: some(...told, person),
        tone: 'neutral',
      };
    }
    case 'actionItemClosed': {
      const { outcome, reason } = event.payload;
      return {
        category: 'action item',
        label: outcome,
        headline: context.title ?? 'Action item',
        details: some(reason, person),
        tone: outcome === 'done' ? 'ok' : 'neutral',
      };
    }
    case 'reviewSectionWritten': {
      const { section, text } = event.payload;
      return {
        category: 'review',
        label: 'review',
        headline: text.trim() === '' ? `Review: ${section} emptied` : `Review: ${section} written`,
        details: some(person),
        ...(text.trim() !== '' && { evidence: text }),
        tone: 'neutral',
      };
    }
    case 'reviewStatusChanged': {
      const { from, to, reason } = event.payload;
      const details = some(`from ${from}`, reason, person);
      return { category: 'review', label: 'review', headline: `Review: ${to}`, details, tone: 'accent' };
    }
    default:
      return assertNever(event);
  }
}

/** A figure of the impact as a person reads it; what is unknown is said to be. */
export function describeFact(fact: ImpactFact): string {
  if (fact.value === null) return 'unknown';
  switch (fact.field) {
    case 'users affected':
    case 'requests failed':
    case 'customer tickets':
      return fact.value.toLocaleString('en-US');
    case 'share of users':
      return `${fact.value} %`;
    case 'revenue':
      return `${fact.value.amount.toLocaleString('en-US')} ${fact.value.currency}`;
    case 'SLA': {
      const { breached, target, measured } = fact.value;
      return some(
        breached ? 'breached' : 'kept',
        target && `target ${target}`,
        measured && `measured ${measured}`,
      ).join(', ');
    }
    case 'data loss':
      return some(fact.value.extent, fact.value.detail).join(': ');
    case 'regions':
    case 'services':
      return fact.value.join(', ');
    default:
      return assertNever(fact);
  }
}

function fieldName(field: string): string {
  return field.replaceAll(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
}
