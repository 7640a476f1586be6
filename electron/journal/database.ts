import { chmodSync, closeSync, copyFileSync, existsSync, mkdtempSync, openSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync, type DatabaseSyncOptions } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { SCHEMA, SCHEMA_VERSION } from './schema.ts';
import { storageFault } from './sqlite-error.ts';

/** An open database, and what is wrong with it; `writable` false and no detail never go together. */
export interface OpenDatabase {
  readonly database: DatabaseSync;
  readonly writable: boolean;
  readonly detail?: string;
  close(): void;
}

/** How long a writer waits for another process's transaction; each takes about a millisecond. */
const BUSY_TIMEOUT_MS = 5000;
const OPTIONS: DatabaseSyncOptions = { timeout: BUSY_TIMEOUT_MS, enableForeignKeyConstraints: true, defensive: true };

/** Before 3.51.3 the write-ahead log could corrupt the file (T60). */
const SAFE_WAL = [3, 51, 3] as const;

/**
 * Opens `<dataDir>/journal.db` (T60 to T63), making it when it is missing. A folder, a file or a version that can
 * only be read is opened so. Throws SQLite's error for a damaged file.
 */
export function openDatabase(dataDir: string, writableDir: boolean): OpenDatabase {
  const path = join(dataDir, 'journal.db');
  if (!writableDir) return openReadable(path, 'The data directory can only be read: nothing new is recorded.');
  try {
    // Made by us and not by SQLite, for its mode; -wal and -shm take theirs from it.
    closeSync(openSync(path, 'a', 0o600));
    if ((statSync(path).mode & 0o077) !== 0) chmodSync(path, 0o600);
  } catch {
    return openReadable(path, 'The journal file can only be read: nothing new is recorded.');
  }
  const database = new DatabaseSync(path, OPTIONS);
  try {
    return prepare(database);
  } catch (error) {
    database.close();
    throw error;
  }
}

function prepare(database: DatabaseSync): OpenDatabase {
  configure(database);
  retryWhileBusy(() =>
    database.exec(`PRAGMA journal_mode = ${hasSafeWal(process.versions.sqlite) ? 'WAL' : 'DELETE'}`),
  );
  if (userVersion(database) === 0) createSchema(database);
  const { minReader, minWriter } = readVersions(database);
  const close = () => database.close();
  if (minReader > SCHEMA_VERSION) throw new NewerJournal();
  if (minWriter > SCHEMA_VERSION) return { database, writable: false, detail: NEWER_WRITER, close };
  return { database, writable: true, close };
}

const NEWER_WRITER = 'A newer version of War Room wrote this journal: this one only reads it. Update to record.';

/** The journal's format is beyond this program. */
export class NewerJournal extends Error {
  constructor() {
    super('A newer version of War Room wrote this journal, and this one cannot read it. Update to open it.');
  }
}

function configure(database: DatabaseSync): void {
  database.exec(`
    PRAGMA trusted_schema = OFF;
    PRAGMA cell_size_check = ON;
    PRAGMA foreign_keys = ON;
    PRAGMA recursive_triggers = ON;
    PRAGMA synchronous = FULL;
    PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS};
  `);
}

function createSchema(database: DatabaseSync): void {
  database.exec('BEGIN IMMEDIATE');
  try {
    // Another process may have been first, while this one waited for the lock.
    if (userVersion(database) === 0) database.exec(`${SCHEMA}; PRAGMA user_version = ${SCHEMA_VERSION};`);
    database.exec('COMMIT');
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

/**
 * Reads where nothing may be written. SQLite needs the -shm file of a WAL database, which it can't make there: without
 * a log the file is taken as it is, and with one that nobody has folded in, a private copy is read.
 */
function openReadable(path: string, detail: string): OpenDatabase {
  const readOnly: DatabaseSyncOptions = { ...OPTIONS, readOnly: true };
  const attempts: (() => OpenDatabase)[] = [() => readable(new DatabaseSync(path, readOnly), detail)];
  const log = statSync(`${path}-wal`, { throwIfNoEntry: false });
  if (log === undefined || log.size === 0) {
    const immutable = pathToFileURL(path);
    immutable.searchParams.set('immutable', '1');
    attempts.push(() => readable(new DatabaseSync(immutable, readOnly), detail));
  } else {
    attempts.push(() => openCopy(path, detail));
  }
  let failure: unknown;
  for (const attempt of attempts) {
    try {
      return attempt();
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}

function openCopy(path: string, detail: string): OpenDatabase {
  const folder = mkdtempSync(join(tmpdir(), 'war-room-journal-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    const copy = join(folder, 'journal.db');
    for (const suffix of ['', '-wal']) if (existsSync(path + suffix)) copyFileSync(path + suffix, copy + suffix);
    const opened = readable(new DatabaseSync(copy, OPTIONS), detail);
    return { ...opened, close: () => [opened.close(), remove()] };
  } catch (error) {
    remove();
    throw error;
  }
}

function readable(database: DatabaseSync, detail: string): OpenDatabase {
  try {
    configure(database);
    if (readVersions(database).minReader > SCHEMA_VERSION) throw new NewerJournal();
    return { database, writable: false, detail, close: () => database.close() };
  } catch (error) {
    database.close();
    throw error;
  }
}

function readVersions(database: DatabaseSync): { readonly minReader: number; readonly minWriter: number } {
  const rows = database.prepare('SELECT key, value FROM meta').all();
  const version = (key: string) => Number(rows.find((row) => row.key === key)?.value ?? 1);
  return { minReader: version('min_reader'), minWriter: version('min_writer') };
}

function userVersion(database: DatabaseSync): number {
  return Number(database.prepare('PRAGMA user_version').get()?.user_version);
}

/** Changing the journal mode does not wait for the lock by itself, so two first starts at once would collide. */
function retryWhileBusy(operation: () => void): void {
  for (let attempt = 0; ; attempt += 1) {
    try {
      operation();
      return;
    } catch (error) {
      if (storageFault(error) !== 'busy' || attempt === 100) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    }
  }
}

/** Whether the write-ahead log of that SQLite (`process.versions.sqlite`) may be used. */
export function hasSafeWal(version: string | undefined): boolean {
  const parts = (version ?? '').split('.').map(Number);
  for (const [index, wanted] of SAFE_WAL.entries()) {
    const have = parts[index] ?? 0;
    if (have !== wanted) return have > wanted;
  }
  return true;
}
