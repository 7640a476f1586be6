/**
 * Raised whenever the same events shall yield other rows, words, states or summaries: the file is then built anew. A
 * newer program's file is left alone.
 */
export const PROJECTION_VERSION = 3;

/**
 * What is derived from the events (docs/decisions/0008-index-file.md). `position` and `changed_at` are positions of the
 * journal: of an entry's first event, and of the event that last changed how it reads.
 */
export const SCHEMA = `
  DROP TABLE IF EXISTS entry_words;
  DROP TABLE IF EXISTS entries;
  DROP TABLE IF EXISTS people;
  DROP TABLE IF EXISTS facts;
  DROP TABLE IF EXISTS streams;
  DROP TABLE IF EXISTS meta;

  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

  CREATE TABLE streams (
    number      INTEGER PRIMARY KEY,
    id          TEXT NOT NULL UNIQUE,
    -- Everything of the stream up to there is folded in.
    position    INTEGER NOT NULL,
    -- Fold key of the last event in fold order.
    last        TEXT NOT NULL,
    -- Counts how often entries went away, so that nobody goes on from what is gone.
    generation  INTEGER NOT NULL,
    entries     INTEGER NOT NULL,
    state       TEXT,
    summary     TEXT,
    declared_at INTEGER
  ) STRICT;
  CREATE INDEX incidents ON streams (declared_at) WHERE summary IS NOT NULL;

  CREATE TABLE facts (
    stream INTEGER NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (stream, key)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE people (stream INTEGER NOT NULL, name TEXT NOT NULL, PRIMARY KEY (stream, name)) STRICT, WITHOUT ROWID;

  CREATE TABLE entries (
    position    INTEGER PRIMARY KEY,
    stream      INTEGER NOT NULL,
    occurred_at INTEGER NOT NULL,
    fold_key    TEXT NOT NULL,
    changed_at  INTEGER NOT NULL,
    category    TEXT NOT NULL,
    person      TEXT,
    pinned      INTEGER NOT NULL,
    open_in     TEXT,
    row         TEXT NOT NULL,
    entry       TEXT NOT NULL,
    -- What is searched; empty for what is not found.
    words       TEXT NOT NULL
  ) STRICT;
  CREATE INDEX entries_on_screen ON entries (stream, occurred_at, fold_key);
  CREATE INDEX entries_pinned ON entries (stream, occurred_at, fold_key) WHERE pinned = 1;
  CREATE INDEX entries_changed ON entries (stream, changed_at);
  CREATE INDEX entries_open ON entries (stream, open_in) WHERE open_in IS NOT NULL;

  CREATE VIRTUAL TABLE entry_words USING fts5 (
    words, stream, content = 'entries', content_rowid = 'position', columnsize = 0,
    prefix = '1 2 3', tokenize = 'unicode61 remove_diacritics 2'
  );
  INSERT INTO entry_words (entry_words, rank) VALUES ('secure-delete', 1);
`;
