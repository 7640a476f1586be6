import type { z } from 'zod';
import { type EventDraft, payloadSchemas } from '../events/index.ts';
import { fail } from '../outcome.ts';
import type { Decision } from './context.ts';

/** Puts every payload through its schema: it trims titles and names, and refuses what a reader would not accept. */
export function checkDrafts(decision: Decision): Decision {
  if (!decision.ok) return decision;
  const drafts: EventDraft[] = [];
  for (const draft of decision.value) {
    const parsed = payloadSchemas[draft.kind].safeParse(draft.payload);
    if (!parsed.success) {
      return fail('invalid-text', explainIssue(parsed.error.issues[0]), 'Change it and try again.');
    }
    drafts.push({ ...draft, payload: parsed.data } as EventDraft);
  }
  return { ok: true, value: drafts };
}

/** What is wrong with a text or a figure, in a person's words. */
export function explainIssue(issue: z.core.$ZodIssue | undefined): string {
  if (issue === undefined) return 'It cannot be recorded.';
  const field = wordsOf(issue.path);
  switch (issue.code) {
    case 'too_big':
      if (issue.origin === 'string') return `The ${field} is longer than ${issue.maximum} characters.`;
      if (issue.origin === 'array') return `The ${field} has more than ${issue.maximum} members.`;
      return `The ${field} is more than ${issue.maximum}.`;
    case 'too_small':
      if (issue.origin === 'string' || issue.origin === 'array') return `The ${field} is empty.`;
      return `The ${field} is less than ${issue.minimum}.`;
    case 'invalid_format':
      return `The ${field} is not written as it has to be${issue.format === 'date' ? ' (such as 2026-11-21)' : ''}.`;
    case 'invalid_value':
      return `The ${field} has to be one of ${issue.values.join(', ')}.`;
    case 'invalid_type':
      return `The ${field} is missing, or is not a ${issue.expected}.`;
    default:
      return `The ${field} cannot be recorded: ${issue.message}.`;
  }
}

/** `item.dueOn` is the "due on". */
function wordsOf(path: readonly PropertyKey[]): string {
  const named = path.findLast((part) => typeof part === 'string' && part !== 'value');
  return named === undefined ? 'text' : String(named).replaceAll(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
}
