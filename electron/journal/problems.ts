import type { JournalStatus } from '#shared/contract/index.ts';
import { fail } from '#shared/domain/outcome.ts';
import type { StorageFault } from './sqlite-error.ts';

const SALVAGE = 'Salvage the journal (war-room journal salvage), or restore a backup.';

/** Why nothing is written into a journal of that status. */
export function refused({ state, detail }: JournalStatus) {
  if (state === 'damaged') return fail('not-saved', detail ?? 'The journal is damaged.', SALVAGE);
  return fail('read-only', detail ?? 'The journal is closed.', 'Make the data directory writable, or choose another.');
}

/** Why a transaction did not come to its end. */
export function notSaved(fault: StorageFault) {
  switch (fault) {
    case 'full':
      return fail('not-saved', 'NOT SAVED: the disk is full.', 'Free some space, then try again.');
    case 'busy':
      return fail('not-saved', 'NOT SAVED: another program holds the journal.', 'Try again.');
    case 'read-only':
      return fail('read-only', 'NOT SAVED: the journal can only be read now.', 'Make the data directory writable.');
    case 'disk':
      return fail('not-saved', 'NOT SAVED: the disk reported an error.', 'Check the disk, then try again.');
    case 'damaged':
      return fail('not-saved', 'NOT SAVED: the journal file is damaged.', SALVAGE);
  }
}

/** What was thrown, for a person. */
export function describeError(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
