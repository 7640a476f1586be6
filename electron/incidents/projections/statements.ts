import type { DatabaseSync } from 'node:sqlite';

export type IndexStatements = ReturnType<typeof prepareIndexStatements>;

/** A row of `streams`. */
export interface StreamRow {
  readonly number: number;
  readonly id: string;
  readonly position: number;
  readonly last: string;
  readonly generation: number;
  readonly entries: number;
  readonly state: string | null;
  readonly summary: string | null;
  readonly declared_at: number | null;
}

/** A row of `entries`, without what only queries need. */
export interface EntryRecord {
  readonly position: number;
  readonly occurred_at: number;
  readonly fold_key: string;
  readonly category: string;
  readonly person: string | null;
  readonly pinned: number;
  readonly open_in: string | null;
  readonly row: string;
  readonly entry: string;
  readonly words: string;
}

const RECORD = 'position, occurred_at, fold_key, category, person, pinned, open_in, row, entry, words';

/** The queries of the index that are always the same, each prepared once. */
export function prepareIndexStatements(database: DatabaseSync) {
  const query = (sql: string) => database.prepare(sql);
  const meta = query('SELECT value FROM meta WHERE key = ?');
  const setMeta = query('INSERT OR REPLACE INTO meta VALUES (?, ?)');
  const stream = query('SELECT * FROM streams WHERE id = ?');
  const addStream = query(
    "INSERT INTO streams (id, position, last, generation, entries) VALUES (?, 0, '', 0, 0) RETURNING *",
  );
  const setStream = query(`
    UPDATE streams SET position = :position, last = :last, generation = :generation, entries = :entries,
                       state = :state, summary = :summary, declared_at = :declaredAt
    WHERE number = :number`);
  const summaries = query('SELECT summary FROM streams WHERE summary IS NOT NULL ORDER BY declared_at DESC, id DESC');
  const fact = query('SELECT value FROM facts WHERE stream = ? AND key = ?');
  const setFact = query('INSERT OR REPLACE INTO facts VALUES (?, ?, ?)');
  const facts = query('SELECT key, value FROM facts WHERE stream = ? ORDER BY key');
  const dropFacts = query('DELETE FROM facts WHERE stream = ?');
  const people = query('SELECT name FROM people WHERE stream = ? ORDER BY name');
  const addPerson = query('INSERT OR IGNORE INTO people VALUES (?, ?)');
  const dropPeople = query('DELETE FROM people WHERE stream = ?');
  const record = query(`SELECT ${RECORD} FROM entries WHERE position = ?`);
  const positions = query('SELECT position FROM entries WHERE stream = ?');
  const openRows = query('SELECT row FROM entries WHERE stream = ? AND open_in = ? ORDER BY position');
  const addEntry = query(`
    INSERT INTO entries (position, stream, occurred_at, fold_key, changed_at, category, person, pinned, open_in, row,
                         entry, words)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const setEntry = query(`
    UPDATE entries SET occurred_at = ?, changed_at = ?, category = ?, person = ?, pinned = ?, open_in = ?, row = ?,
                       entry = ?, words = ?
    WHERE position = ?`);
  const dropEntry = query('DELETE FROM entries WHERE position = ?');
  const addWords = query('INSERT INTO entry_words (rowid, words, stream) VALUES (?, ?, ?)');
  const dropWords = query("INSERT INTO entry_words (entry_words, rowid, words, stream) VALUES ('delete', ?, ?, ?)");
  const found = query('SELECT rowid FROM entry_words WHERE entry_words MATCH ? ORDER BY rowid');
  const prepared = new Map<string, ReturnType<DatabaseSync['prepare']>>();

  return {
    meta: (key: string): string | undefined => meta.get(key)?.value as string | undefined,
    setMeta: (key: string, value: string) => setMeta.run(key, value),
    stream: (id: string) => stream.get(id) as StreamRow | undefined,
    addStream: (id: string) => addStream.get(id) as unknown as StreamRow,
    setStream: (of: StreamRow, declaredAt: number | null) => {
      const { number, position, last, generation, entries, state, summary } = of;
      setStream.run({ number, position, last, generation, entries, state, summary, declaredAt });
    },
    summaries: (): string[] => summaries.all().map((row) => String(row.summary)),
    fact: (number: number, key: string) => fact.get(number, key)?.value as string | undefined,
    setFact: (number: number, key: string, value: string) => setFact.run(number, key, value),
    facts: (number: number): string[][] => facts.all(number).map(({ key, value }) => [String(key), String(value)]),
    dropFacts: (number: number) => dropFacts.run(number),
    people: (number: number): string[] => people.all(number).map((row) => String(row.name)),
    addPerson: (number: number, name: string) => addPerson.run(number, name),
    dropPeople: (number: number) => dropPeople.run(number),
    record: (position: number) => record.get(position) as EntryRecord | undefined,
    positions: (number: number): number[] => positions.all(number).map((row) => Number(row.position)),
    openRows: (number: number, sessionId: string): string[] =>
      openRows.all(number, sessionId).map((row) => String(row.row)),
    addEntry: (number: number, of: EntryRecord, changedAt: number) => {
      const { position, occurred_at, fold_key, category, person, pinned, open_in, row, entry, words } = of;
      addEntry.run(
        position,
        number,
        occurred_at,
        fold_key,
        changedAt,
        category,
        person,
        pinned,
        open_in,
        row,
        entry,
        words,
      );
      if (words !== '') addWords.run(position, words, number);
    },
    setEntry: (number: number, former: EntryRecord, of: EntryRecord, changedAt: number) => {
      const { position, occurred_at, category, person, pinned, open_in, row, entry, words } = of;
      // The index of words has to be told the very words that it forgets, while they are still there.
      if (former.words !== words && former.words !== '') dropWords.run(position, former.words, number);
      setEntry.run(occurred_at, changedAt, category, person, pinned, open_in, row, entry, words, position);
      if (former.words !== words && words !== '') addWords.run(position, words, number);
    },
    dropEntry: (number: number, position: number) => {
      const words = String(record.get(position)?.words ?? '');
      if (words !== '') dropWords.run(position, words, number);
      dropEntry.run(position);
    },
    /** Positions of the entries of a stream that a search can find. */
    found: (number: number): number[] => found.all(`stream : "${number}"`).map((row) => Number(row.rowid)),
    /** A query that depends on what is filtered; there are few of them. */
    all: (sql: string, parameters: Readonly<Record<string, string | number>>): Record<string, unknown>[] => {
      const statement = prepared.get(sql) ?? query(sql);
      prepared.set(sql, statement);
      return statement.all(parameters);
    },
  };
}
