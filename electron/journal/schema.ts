/** What this program writes. A database says in `meta` which versions may still read and write it. */
export const SCHEMA_VERSION = 2;

/**
 * T61: nothing is ever updated or deleted. `recursive_triggers` makes the delete inside INSERT OR REPLACE run into the
 * trigger too, and an existing key is refused before the insert, so that OR IGNORE can't swallow an event either.
 */
const VERSION_1 = `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  INSERT INTO meta VALUES ('min_reader', '1'), ('min_writer', '1');

  CREATE TABLE events (
    position        INTEGER PRIMARY KEY AUTOINCREMENT CHECK (position > 0),
    id              TEXT NOT NULL UNIQUE,
    incident_id     TEXT NOT NULL,
    device_id       TEXT NOT NULL,
    seq             INTEGER NOT NULL CHECK (seq > 0),
    hlc             TEXT NOT NULL,
    recorded_at     INTEGER NOT NULL,
    recorded_offset INTEGER NOT NULL,
    occurred_at     INTEGER NOT NULL,
    actor           TEXT NOT NULL,
    kind            TEXT NOT NULL,
    version         INTEGER NOT NULL,
    payload         BLOB NOT NULL,
    payload_hash    TEXT NOT NULL,
    prev_hash       TEXT NOT NULL,
    hash            TEXT NOT NULL,
    UNIQUE (incident_id, device_id, seq)
  ) STRICT;
  CREATE INDEX events_as_stored ON events (incident_id, position);
  CREATE INDEX events_folded ON events (incident_id, hlc, device_id, seq);
  CREATE INDEX declarations ON events (incident_id) WHERE kind = 'declared';

  CREATE TRIGGER events_keep_updated BEFORE UPDATE ON events BEGIN
    SELECT RAISE(ABORT, 'an event is never changed');
  END;
  CREATE TRIGGER events_keep_deleted BEFORE DELETE ON events BEGIN
    SELECT RAISE(ABORT, 'an event is never deleted');
  END;
  CREATE TRIGGER events_keep_replaced BEFORE INSERT ON events
  WHEN EXISTS (
    SELECT 1 FROM events
    WHERE id = NEW.id
       OR position = NEW.position
       OR (incident_id = NEW.incident_id AND device_id = NEW.device_id AND seq = NEW.seq)
  ) BEGIN
    SELECT RAISE(ABORT, 'an event of this key exists');
  END;
`;

/** Columns of an event that a purge leaves as they are: all but the payload. */
const KEPT_COLUMNS = [
  'position',
  'id',
  'incident_id',
  'device_id',
  'seq',
  'hlc',
  'recorded_at',
  'recorded_offset',
  'occurred_at',
  'actor',
  'kind',
  'version',
  'payload_hash',
  'prev_hash',
  'hash',
  'imported',
];

/**
 * The one change that is allowed: a payload is emptied, while the newest event of the file is the `entryPurged` that
 * names it. The next event closes that door, and whoever goes through it has written the purge into the chain.
 */
function keepUpdated(table: 'events' | 'forked_events'): string {
  return `
    CREATE TRIGGER ${table}_keep_updated BEFORE UPDATE ON ${table}
    WHEN NEW.payload <> x'' OR OLD.payload = x''
      OR ${KEPT_COLUMNS.map((column) => `NEW.${column} IS NOT OLD.${column}`).join(' OR ')}
      OR NOT EXISTS (
        SELECT 1 FROM (SELECT * FROM events ORDER BY position DESC LIMIT 1) AS newest
        WHERE newest.kind = 'entryPurged' AND newest.incident_id = OLD.incident_id
          AND json_extract(CAST(newest.payload AS TEXT), '$.eventId') = OLD.id
      )
    BEGIN
      SELECT RAISE(ABORT, 'an event is never changed');
    END;`;
}

/** The tables that never change at all, but by one more row. */
const SIDE_TABLES = `
  CREATE TABLE forked_events (
    position        INTEGER PRIMARY KEY AUTOINCREMENT CHECK (position > 0),
    id              TEXT NOT NULL,
    incident_id     TEXT NOT NULL,
    device_id       TEXT NOT NULL,
    seq             INTEGER NOT NULL CHECK (seq > 0),
    hlc             TEXT NOT NULL,
    recorded_at     INTEGER NOT NULL,
    recorded_offset INTEGER NOT NULL,
    occurred_at     INTEGER NOT NULL,
    actor           TEXT NOT NULL,
    kind            TEXT NOT NULL,
    version         INTEGER NOT NULL,
    payload         BLOB NOT NULL,
    payload_hash    TEXT NOT NULL,
    prev_hash       TEXT NOT NULL,
    hash            TEXT NOT NULL,
    imported        INTEGER NOT NULL CHECK (imported IN (0, 1)),
    UNIQUE (incident_id, device_id, seq, hash)
  ) STRICT;
  CREATE TABLE signed_heads (
    stream_id  TEXT NOT NULL,
    device_id  TEXT NOT NULL,
    seq        INTEGER NOT NULL CHECK (seq > 0),
    hash       TEXT NOT NULL,
    signed_at  INTEGER NOT NULL,
    public_key TEXT NOT NULL,
    signature  TEXT NOT NULL,
    PRIMARY KEY (stream_id, device_id, seq, public_key, hash)
  ) STRICT, WITHOUT ROWID;
`;

/** Says which evidence was erased with a purged event, so that its absence is explained. */
const PURGED_BLOBS = `
  CREATE TABLE purged_blobs (
    sha256   TEXT PRIMARY KEY,
    purge_id TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
`;

/**
 * Version 2: imports, forks, signatures and purges. An older program may still read it: to that one a purged payload
 * is an unknown entry. It may not write, because it would take a purged or forked chain for a damaged one.
 */
const VERSION_2 = `
  ALTER TABLE events ADD COLUMN imported INTEGER NOT NULL DEFAULT 0 CHECK (imported IN (0, 1));
  CREATE INDEX backfills ON events (position) WHERE kind = 'backfilled';
  CREATE INDEX purges ON events (incident_id) WHERE kind = 'entryPurged';
  CREATE INDEX skews ON events (incident_id, device_id, hlc) WHERE kind = 'clockSkewDetected';
  ${SIDE_TABLES}
  ${PURGED_BLOBS}

  DROP TRIGGER events_keep_updated;
  ${keepUpdated('events')}
  ${keepUpdated('forked_events')}
  CREATE TRIGGER forked_events_keep_deleted BEFORE DELETE ON forked_events BEGIN
    SELECT RAISE(ABORT, 'an event is never deleted');
  END;
  CREATE TRIGGER forked_events_keep_replaced BEFORE INSERT ON forked_events
  WHEN EXISTS (
    SELECT 1 FROM forked_events
    WHERE position = NEW.position
       OR (incident_id = NEW.incident_id AND device_id = NEW.device_id AND seq = NEW.seq AND hash = NEW.hash)
  ) BEGIN
    SELECT RAISE(ABORT, 'an event of this key exists');
  END;
  CREATE TRIGGER signed_heads_keep_updated BEFORE UPDATE ON signed_heads BEGIN
    SELECT RAISE(ABORT, 'a signature is never changed');
  END;
  CREATE TRIGGER signed_heads_keep_deleted BEFORE DELETE ON signed_heads BEGIN
    SELECT RAISE(ABORT, 'a signature is never deleted');
  END;
  CREATE TRIGGER signed_heads_keep_replaced BEFORE INSERT ON signed_heads
  WHEN EXISTS (
    SELECT 1 FROM signed_heads
    WHERE stream_id = NEW.stream_id AND device_id = NEW.device_id AND seq = NEW.seq
      AND public_key = NEW.public_key AND hash = NEW.hash
  ) BEGIN
    SELECT RAISE(ABORT, 'a signature of this key exists');
  END;
  UPDATE meta SET value = '2' WHERE key = 'min_writer';
`;

/** What leads from each version to the next; an empty database is of version 0. */
export const MIGRATIONS: readonly string[] = [VERSION_1, VERSION_2];

/** For reading a version-1 file where nothing may be written: what it lacks, empty, in memory. */
export const ABSENT_IN_VERSION_1 = `${SIDE_TABLES} ${PURGED_BLOBS}`.replaceAll('CREATE TABLE', 'CREATE TEMP TABLE');

export type Access = 'write' | 'read' | 'none';

/** What a program of `version` may do with a journal that names these versions. */
export function accessOf(
  version: number,
  { minReader, minWriter }: { readonly minReader: number; readonly minWriter: number },
): Access {
  if (minReader > version) return 'none';
  return minWriter > version ? 'read' : 'write';
}
