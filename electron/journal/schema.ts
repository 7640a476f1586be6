/** What this program writes. A database says in `meta` which versions may still read and write it. */
export const SCHEMA_VERSION = 1;

/**
 * T61: nothing is ever updated or deleted. `recursive_triggers` makes the delete inside INSERT OR REPLACE run into the
 * trigger too, and an existing key is refused before the insert, so that OR IGNORE can't swallow an event either.
 */
export const SCHEMA = `
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
