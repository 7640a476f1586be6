/** Raised whenever the same record shall yield other rows: the file is then built anew. */
export const CATALOGUE_VERSION = 1;

/** How lines are taken apart into words. */
export const WORDS = "tokenize = 'unicode61 remove_diacritics 2'";

/**
 * What is derived from the record's recordings. A part's `state`: 'waiting' to be read in, 'read', 'unreadable', or
 * 'purged', of which only that it was there is left.
 */
export const SCHEMA = `
  DROP TABLE IF EXISTS line_words;
  DROP TABLE IF EXISTS lines;
  DROP TABLE IF EXISTS parts;
  DROP TABLE IF EXISTS meta;

  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

  CREATE TABLE parts (
    number      INTEGER PRIMARY KEY,
    event_id    TEXT NOT NULL UNIQUE,
    stream      TEXT NOT NULL,
    session_id  TEXT NOT NULL,
    title       TEXT NOT NULL,
    blob        TEXT NOT NULL,
    started_at  INTEGER NOT NULL,
    duration_ms REAL NOT NULL,
    size        INTEGER NOT NULL,
    -- Where it begins in its recording; NULL until it is read in.
    from_ms     REAL,
    state       TEXT NOT NULL DEFAULT 'waiting'
  ) STRICT;
  CREATE INDEX parts_of_session ON parts (session_id);

  CREATE TABLE lines (
    number INTEGER PRIMARY KEY, part INTEGER NOT NULL, at_ms REAL NOT NULL, words TEXT NOT NULL
  ) STRICT;
  CREATE INDEX lines_of_part ON lines (part);

  CREATE VIRTUAL TABLE line_words USING fts5 (
    words, content = 'lines', content_rowid = 'number', columnsize = 0,
    ${WORDS}
  );
  INSERT INTO line_words (line_words, rank) VALUES ('secure-delete', 1);
`;
