import { type Command, commandSchemas, declareSchema } from '../commands.ts';
import { fail, type Outcome, succeed } from '../outcome.ts';
import { explainIssue, wordsOf } from './explain-issue.ts';

/**
 * A command as it would be recorded: names and titles trimmed, so that a decider compares like with like, and whatever
 * no payload could hold refused, whoever sent it. Half a character (a lone surrogate) is text that was cut or decoded
 * wrongly: a person sees it now and can type it anew.
 */
export function checkCommand<Checked extends Command>(command: Checked): Outcome<Checked, 'invalid-text'> {
  const { type, ...input } = command;
  const parsed = (type === 'declare' ? declareSchema : commandSchemas[type]).safeParse(input);
  if (!parsed.success) {
    return fail('invalid-text', explainIssue(parsed.error.issues[0], input), 'Change it and try again.');
  }
  const broken = findBrokenText(parsed.data, []);
  if (broken !== undefined) {
    const message = `The ${wordsOf(broken, input)} holds half a character: it was cut, or read in a wrong encoding.`;
    return fail('invalid-text', message, 'Type that part anew.');
  }
  // The schema of the command's own type gave the rest of it back, which TypeScript cannot follow.
  return succeed({ ...command, ...parsed.data } as Checked);
}

/** Where the first text that is no valid Unicode stands. */
function findBrokenText(value: unknown, path: readonly PropertyKey[]): readonly PropertyKey[] | undefined {
  if (typeof value === 'string') return value.isWellFormed() ? undefined : path;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, member] of Object.entries(value)) {
    const broken = findBrokenText(member, Array.isArray(value) ? path : [...path, key]);
    if (broken !== undefined) return broken;
  }
  return undefined;
}
