import { createAppending, type Writer } from './appending.ts';
import { createBlobStore } from './blobs.ts';
import { Connection } from './connection.ts';
import { finishPurge } from './erase-traces.ts';
import { type Identity, loadIdentity } from './identity.ts';
import { createImporting } from './importing.ts';
import type { Journal, JournalOptions } from './journal.ts';
import { newUuidV7 } from './new-id.ts';
import { createPurging } from './purging.ts';
import { createReading } from './reading.ts';
import { salvage } from './salvage.ts';
import { createSigning } from './signing.ts';
import { createVerifying } from './verifying.ts';

/**
 * Opens the journal of a data directory, or says in `status` why it can only be read, or not even that. Throws only
 * when there is no data directory and none can be made.
 */
export function openJournal(options: JournalOptions): Journal {
  const { dataDir, now = Date.now, newId = newUuidV7 } = options;
  const connection = new Connection(options);
  const blobs = createBlobStore(dataDir);
  const identity = identityOf(dataDir, connection);
  finishPurge(connection, blobs);
  const writer: Writer = { connection, identity, now, newId };
  return {
    get deviceId() {
      return identity.deviceId;
    },
    // One desk per device: the device's id names it.
    get deskStreamId() {
      return identity.deviceId;
    },
    get storage() {
      return connection.storage;
    },
    status: connection.status,
    head: connection.head,
    ...createReading(connection),
    ...createAppending(writer),
    ...createSigning(writer),
    ...createImporting(writer),
    ...createPurging(writer, blobs),
    ...createVerifying(writer, blobs),
    putBlob: (bytes) => blobs.put(bytes),
    getBlob: (sha256) => blobs.get(sha256),
    repair() {
      const salvaged = connection.without(() => salvage(dataDir, { now }));
      // The salvaged directory has an id of its own, and everything that writes holds this object.
      Object.assign(identity, identityOf(dataDir, connection));
      return salvaged;
    },
    close: () => connection.close(),
  };
}

/** The journal's write lock is the directory's: of two programs that start at once, both take the first one's identity. */
function identityOf(dataDir: string, connection: Connection): Identity {
  if (!connection.writable) return loadIdentity(dataDir, undefined);
  return loadIdentity(dataDir, (make) => {
    let identity: Identity | undefined;
    connection.maintain((database) => {
      database.exec('BEGIN IMMEDIATE');
      try {
        identity = make();
      } finally {
        database.exec('ROLLBACK');
      }
    });
    return identity ?? loadIdentity(dataDir, undefined);
  });
}
