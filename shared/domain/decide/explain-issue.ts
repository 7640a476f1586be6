import type { z } from 'zod';

/** What is wrong with a text or a figure, in a person's words. `input` is what was checked. */
export function explainIssue(issue: z.core.$ZodIssue | undefined, input: unknown): string {
  if (issue === undefined) return 'It cannot be recorded.';
  const field = wordsOf(issue.path, input);
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

/** `item.dueOn` is the "due on"; the value of a figure of the impact is called as that figure is. */
export function wordsOf(path: readonly PropertyKey[], input: unknown): string {
  const figure = path[0] === 'fact' && path.length > 1 ? figureOf(input) : undefined;
  if (figure !== undefined) return figure;
  const named = path.findLast((part) => typeof part === 'string' && part !== 'value');
  return named === undefined ? 'text' : String(named).replaceAll(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
}

function figureOf(input: unknown): string | undefined {
  if (typeof input !== 'object' || input === null || !('fact' in input)) return undefined;
  const { fact } = input;
  if (typeof fact !== 'object' || fact === null || !('field' in fact)) return undefined;
  return typeof fact.field === 'string' ? fact.field : undefined;
}
