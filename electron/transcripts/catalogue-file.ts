import { chmodSync, closeSync, openSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { type Storage, setJournalMode } from '../journal/index.ts';
import { CATALOGUE_VERSION, SCHEMA } from './schema.ts';

export type Row = Record<string, unknown>;
export type Values = Record<string, SQLInputValue>;

/**
 * `<dataDir>/transcripts.db`: holds nothing that can't be derived again, so whatever is wrong with it, it is thrown away.
 * Where no file can be had it is held in memory. One program at a time writes it: the windowed one.
 */
export class CatalogueFile {
  readonly #path: string | undefined;
  readonly #journalMode: 'WAL' | 'DELETE';
  #database: DatabaseSync;

  constructor(dataDir: string | undefined, { journalMode }: Pick<Storage, 'journalMode'>) {
    this.#path = dataDir === undefined || journalMode === undefined ? undefined : join(dataDir, 'transcripts.db');
    this.#journalMode = journalMode ?? 'DELETE';
    this.#database = this.#open();
  }

  all(sql: string, values: Values = {}): Row[] {
    return this.#database.prepare(sql).all(values);
  }

  /** How many rows changed. */
  run(sql: string, values: Values = {}): number {
    return Number(this.#database.prepare(sql).run(values).changes);
  }

  write<Value>(work: () => Value): Value {
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      const value = work();
      this.#database.exec('COMMIT');
      return value;
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  /** Drops everything, inside a `write`. */
  reset(): void {
    this.#database.exec(SCHEMA);
  }

  /** Takes deleted bytes out of the write-ahead log, too. */
  erase(): void {
    this.#database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').all();
  }

  /** After an error that the file may be the reason of: an empty one takes its place. */
  throwAway(): void {
    this.close();
    if (this.#path !== undefined) removeFiles(this.#path);
    this.#database = this.#open();
  }

  close(): void {
    if (this.#database.isOpen) this.#database.close();
  }

  #open(): DatabaseSync {
    const path = this.#path;
    if (path === undefined) return openAt(':memory:', 'DELETE');
    try {
      return openPrivate(path, this.#journalMode);
    } catch {
      try {
        removeFiles(path);
        return openPrivate(path, this.#journalMode);
      } catch {
        return openAt(':memory:', 'DELETE');
      }
    }
  }
}

/** T63: only the person may read what their terminals showed. */
function openPrivate(path: string, journalMode: 'WAL' | 'DELETE'): DatabaseSync {
  closeSync(openSync(path, 'a', 0o600));
  chmodSync(path, 0o600);
  return openAt(path, journalMode);
}

function openAt(path: string, journalMode: 'WAL' | 'DELETE'): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: 2_000, defensive: true });
  try {
    database.exec(`
      PRAGMA trusted_schema = OFF;
      PRAGMA cell_size_check = ON;
      PRAGMA secure_delete = ON;
      PRAGMA temp_store = MEMORY;
      PRAGMA synchronous = NORMAL;
    `);
    if (path !== ':memory:') setJournalMode(database, journalMode);
    if (Number(database.prepare('PRAGMA user_version').get()?.user_version) !== CATALOGUE_VERSION) {
      database.exec(`BEGIN IMMEDIATE; ${SCHEMA} PRAGMA user_version = ${CATALOGUE_VERSION}; COMMIT`);
    }
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function removeFiles(path: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(path + suffix, { force: true });
}
