import { succeed } from '#shared/domain/outcome.ts';
import type { BlobStore } from './blobs.ts';
import type { Connection } from './connection.ts';
import { BUSY_TIMEOUT_MS } from './database.ts';
import { describeError } from './problems.ts';
import type { PurgeReport } from './purge-report.ts';

const SHORT_WAIT_MS = 500;

type Traces = Pick<PurgeReport, 'deletedBlobs' | 'erased' | 'detail'>;

/**
 * Second half of a purge: what the transaction left in the log and on free pages goes, and so does the evidence that
 * nothing names any more. It can be repeated, so that a program that died in between, or was in another one's way,
 * leaves it to the next opening.
 */
export function eraseTraces(connection: Connection, blobs: BlobStore): Traces {
  const deleted = eraseBlobs(connection, blobs);
  const fault = connection.maintain((database) => {
    // Not for as long as an append waits: nothing is lost by coming back later.
    database.exec(`PRAGMA busy_timeout = ${SHORT_WAIT_MS}`);
    try {
      database.exec('VACUUM');
      const log = database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get();
      if (log?.busy === 1) throw Object.assign(new Error('the log is being read'), { errcode: 5 });
    } finally {
      database.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`);
    }
  });
  const detail = deleted.detail ?? (fault && WHY_LEFT[fault]);
  if (detail !== undefined) return { deletedBlobs: deleted.names, erased: false, detail };
  const finished = connection.write((statements) => succeed(statements.setUnfinishedPurge(false)));
  return finished.ok
    ? { deletedBlobs: deleted.names, erased: true }
    : { deletedBlobs: deleted.names, erased: false, detail: finished.error.message };
}

/** At opening: what an earlier run could not finish. */
export function finishPurge(connection: Connection, blobs: BlobStore): void {
  if (!connection.writable || !connection.read(false, (statements) => statements.hasUnfinishedPurge())) return;
  eraseTraces(connection, blobs);
}

const LEFT = 'Bytes of it may still lie in the file';
const WHY_LEFT = {
  busy: `${LEFT}, because another program was reading. The next start erases them.`,
  full: `${LEFT}, because there is no room to write it anew. Free some space: the next start erases them.`,
  'read-only': `${LEFT}, which can only be read now. The next start that can write erases them.`,
  disk: `${LEFT}: the disk reported an error. The next start tries again.`,
  damaged: `${LEFT}, which is damaged.`,
} as const;

/** Under the write lock, so that no event names a piece of evidence while it is being deleted. */
function eraseBlobs(connection: Connection, blobs: BlobStore) {
  const names: string[] = [];
  let detail: string | undefined;
  const looked = connection.write((statements) => {
    for (const name of statements.purgedBlobs()) {
      // The same bytes may have been kept again for another event.
      if (blobs.get(name).ok && statements.isNamed(name)) continue;
      try {
        if (blobs.erase(name)) names.push(name);
      } catch (error) {
        detail = `The evidence ${name.slice(0, 12)} can't be erased: ${describeError(error)}. The next start tries again.`;
      }
    }
    return succeed(undefined);
  });
  return { names, detail: detail ?? (looked.ok ? undefined : looked.error.message) };
}
