import type { StoredEvent } from './journal.ts';

export interface PurgeReport {
  /** The `entryPurged` events that were written, the one of the asked-for stream first. */
  readonly recorded: readonly StoredEvent[];
  /** Events whose payload is gone: the one that was named, its copies and its original. */
  readonly purgedEventIds: readonly string[];
  /** Evidence that nothing names any more, and that was deleted. */
  readonly deletedBlobs: readonly string[];
  /**
   * False: bytes of the secret may still lie in the files of the data directory, because another process was reading,
   * or there was no room. The next opening tries again.
   */
  readonly erased: boolean;
  /** One line for a person, when `erased` is false. */
  readonly detail?: string;
}

export type PurgeProblemCode =
  | 'unknown-event'
  | 'already-purged'
  /** A record of a purge explains an empty payload, so it stays. */
  | 'not-purgeable';
