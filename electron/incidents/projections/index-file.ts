import { randomUUID } from 'node:crypto';
import { chmodSync, closeSync, openSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Storage, setJournalMode, storageFault } from '../../journal/index.ts';
import { PROJECTION_VERSION, SCHEMA } from './schema.ts';
import { type IndexStatements, prepareIndexStatements } from './statements.ts';

/** How long a writer waits for another program's transaction. */
const BUSY_TIMEOUT_MS = 5000;
/** SQLite's primary result code for a row that must not be (https://sqlite.org/rescode.html). */
const CONSTRAINT = 19;

/** What the file holds is not what was written into it. */
export class DamagedIndex extends Error {}

/**
 * `<dataDir>/index.db`: what can be derived again, and is whenever the file is missing, damaged or another version's.
 * Where no file can be had (a directory that is only read, a full disk, a newer program's file) it is held in memory.
 */
export class IndexFile {
  readonly #path: string | undefined;
  readonly #journalMode: 'WAL' | 'DELETE';
  #database: DatabaseSync;
  #statements: IndexStatements;
  #inMemory = false;

  /** Without a directory: in memory. */
  constructor(dataDir: string | undefined, storage: Pick<Storage, 'journalMode'>) {
    const { journalMode } = storage;
    this.#path = dataDir === undefined || journalMode === undefined ? undefined : join(dataDir, 'index.db');
    this.#journalMode = journalMode ?? 'DELETE';
    [this.#database, this.#statements] = this.#open();
  }

  get inMemory(): boolean {
    return this.#inMemory;
  }

  /** Reads at one moment, whoever writes meanwhile. Throws what `recover` takes. */
  read<Value>(work: (statements: IndexStatements) => Value): Value {
    return this.#transaction('BEGIN', work);
  }

  /** One transaction that holds the write lock from its beginning. Throws what `recover` takes. */
  write<Value>(work: (statements: IndexStatements) => Value): Value {
    return this.#transaction('BEGIN IMMEDIATE', work);
  }

  /** Drops everything, inside a `write`. */
  reset(): void {
    this.#database.exec(SCHEMA);
    this.#database.prepare("INSERT INTO meta VALUES ('epoch', ?)").run(randomUUID());
  }

  /** Takes deleted bytes out of the files; false while another program is in the way. */
  erase(): boolean {
    const [result] = this.#database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').all();
    return Number(result?.busy ?? 0) === 0;
  }

  /** What to do about a failure: 'again' with an empty index, or 'later' when another program is in the way. Rethrows bugs. */
  recover(error: unknown): 'again' | 'later' {
    const fault = error instanceof DamagedIndex ? 'damaged' : (storageFault(error) ?? this.#damageBehind(error));
    if (fault === undefined) throw error;
    if (fault === 'busy') return 'later';
    // In memory nothing can be wrong with a disk.
    if (this.#inMemory) throw error;
    this.close();
    if (fault === 'damaged' && this.#path !== undefined) removeFiles(this.#path);
    [this.#database, this.#statements] = fault === 'damaged' ? this.#open() : this.#openInMemory();
    return 'again';
  }

  close(): void {
    if (this.#database.isOpen) this.#database.close();
  }

  #transaction<Value>(begin: string, work: (statements: IndexStatements) => Value): Value {
    this.#database.exec(begin);
    try {
      const value = work(this.#statements);
      this.#database.exec('COMMIT');
      return value;
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  /**
   * A torn table may make SQLite report nothing but an error, and so does a row that stands where a new one has to go.
   * Whatever is a bug of ours comes back when the file is built anew.
   */
  #damageBehind(error: unknown): 'damaged' | undefined {
    if (!isSqliteError(error) || this.#inMemory) return undefined;
    if ((Number(error.errcode) & 0xff) === CONSTRAINT) return 'damaged';
    try {
      return this.#database.prepare('PRAGMA quick_check(1)').get()?.quick_check === 'ok' ? undefined : 'damaged';
    } catch {
      return 'damaged';
    }
  }

  #open(): Opened {
    const path = this.#path;
    if (path === undefined) return this.#openInMemory();
    try {
      return this.#openFile(path) ?? this.#openInMemory();
    } catch (error) {
      if (!isSqliteError(error) || !['damaged', undefined].includes(storageFault(error))) return this.#openInMemory();
    }
    try {
      removeFiles(path);
      return this.#openFile(path) ?? this.#openInMemory();
    } catch {
      return this.#openInMemory();
    }
  }

  /** Undefined for a newer program's file. */
  #openFile(path: string): Opened | undefined {
    closeSync(openSync(path, 'a', 0o600));
    if ((statSync(path).mode & 0o077) !== 0) chmodSync(path, 0o600);
    const database = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS, defensive: true });
    try {
      configure(database);
      setJournalMode(database, this.#journalMode);
      if (prepareSchema(database) <= PROJECTION_VERSION) return [database, prepareIndexStatements(database)];
      database.close();
      return undefined;
    } catch (error) {
      database.close();
      throw error;
    }
  }

  #openInMemory(): Opened {
    this.#inMemory = true;
    const database = new DatabaseSync(':memory:', { defensive: true });
    configure(database);
    prepareSchema(database);
    return [database, prepareIndexStatements(database)];
  }
}

type Opened = [DatabaseSync, IndexStatements];

function isSqliteError(error: unknown): error is Error & { readonly errcode: unknown } {
  return error instanceof Error && 'errcode' in error;
}

function configure(database: DatabaseSync): void {
  // What a power cut takes is derived again; it must only not leave a torn file, and in a log NORMAL sees to that.
  database.exec(`
    PRAGMA trusted_schema = OFF;
    PRAGMA cell_size_check = ON;
    PRAGMA secure_delete = ON;
    PRAGMA temp_store = MEMORY;
    PRAGMA synchronous = NORMAL;
    PRAGMA cache_size = -16000;
  `);
}

/** Builds the tables where there are none or an older program's; gives the version that was found beyond ours. */
function prepareSchema(database: DatabaseSync): number {
  const version = () => Number(database.prepare('PRAGMA user_version').get()?.user_version);
  if (version() >= PROJECTION_VERSION) return version();
  database.exec('BEGIN IMMEDIATE');
  try {
    // Another program may have been first, while this one waited for the lock.
    if (version() < PROJECTION_VERSION) {
      database.exec(SCHEMA);
      database.prepare("INSERT INTO meta VALUES ('epoch', ?)").run(randomUUID());
      database.exec(`PRAGMA user_version = ${PROJECTION_VERSION}`);
    }
    database.exec('COMMIT');
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
  return version();
}

function removeFiles(path: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(path + suffix, { force: true });
}
