import { fail, type Outcome, succeed } from '#shared/domain/outcome.ts';
import type { Journal } from '../journal/index.ts';

/** Keeps bytes by their SHA-256, and returns it; a disk that refuses is expected. */
export function putBlob(journal: Pick<Journal, 'putBlob'>, bytes: Uint8Array): Outcome<string, 'not-saved'> {
  try {
    return succeed(journal.putBlob(bytes));
  } catch (error) {
    // What the file system refuses has a code; everything else is a bug.
    if (!(error instanceof Error) || !('code' in error)) throw error;
    return fail('not-saved', `NOT SAVED: the file can't be kept (${error.code}).`, 'Free some space, then try again.');
  }
}
