import { readFileSync } from 'node:fs';
import { fail, type Outcome, succeed } from '#shared/domain/outcome.ts';

/** Stands for `-` among the arguments, which yargs would take for an empty text. No argument can hold a NUL. */
export const STDIN_MARK = '\0';
/** Far more than the record takes; it stops a file that is something else. */
const LARGEST_BYTES = 20_000_000;

/** A text from the command line; `-` stands for stdin. Refuses bytes that are not UTF-8, which would be kept wrong for ever. */
export function readText(text: string): Outcome<string, 'unreadable'> {
  if (text !== STDIN_MARK) return succeed(text);
  try {
    const bytes = readFileSync(0);
    if (bytes.length > LARGEST_BYTES)
      return fail('unreadable', 'The text is too long.', 'Attach it as a file instead.');
    return succeed(new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/\r?\n$/, ''));
  } catch (error) {
    if (error instanceof TypeError)
      return fail('unreadable', 'The text on stdin is not UTF-8.', 'Convert it, or attach it as a file.');
    throw error;
  }
}
