import { chmodSync, closeSync, copyFileSync, existsSync, mkdtempSync, openSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync, type DatabaseSyncOptions } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { ABSENT_IN_VERSION_1, type Access, accessOf, MIGRATIONS, SCHEMA_VERSION } from './schema.ts';
import { storageFault } from './sqlite-error.ts';
import { type Storage, type SystemFacts, storageFor } from './storage.ts';

/** An open database, and what is wrong with it; `writable` false and no detail never go together. */
export interface OpenDatabase {
  readonly database: DatabaseSync;
  readonly writable: boolean;
  readonly detail?: string;
  readonly storage: Storage;
  close(): void;
}

/** How long a writer waits for another process's transaction; each takes about a millisecond. */
export const BUSY_TIMEOUT_MS = 5000;
const OPTIONS: DatabaseSyncOptions = { timeout: BUSY_TIMEOUT_MS, enableForeignKeyConstraints: true, defensive: true };

/**
 * Opens `<dataDir>/journal.db` (T60 to T63), making it when it is missing. A folder, a file or a version that can
 * only be read is opened so. Throws SQLite's error for a damaged file.
 */
export function openDatabase(dataDir: string, writableDir: boolean, system?: SystemFacts): OpenDatabase {
  const path = join(dataDir, 'journal.db');
  const storage = storageFor(dataDir, system);
  const readable = (detail: string) => openReadable(path, detail, { ...storage, journalMode: undefined });
  if (!writableDir) return readable('The data directory can only be read: nothing new is recorded.');
  try {
    // Made by us and not by SQLite, for its mode; -wal and -shm take theirs from it.
    closeSync(openSync(path, 'a', 0o600));
    if ((statSync(path).mode & 0o077) !== 0) chmodSync(path, 0o600);
  } catch {
    return readable('The journal file can only be read: nothing new is recorded.');
  }
  const database = new DatabaseSync(path, OPTIONS);
  try {
    return prepare(database, storage);
  } catch (error) {
    database.close();
    // Without any room even the -shm file can't be made, which is then called an error of the disk.
    const fault = storageFault(error);
    if (fault !== 'full' && fault !== 'disk') throw error;
    try {
      return readable('The disk is full, or reports an error: the journal is only read. Make room, then start again.');
    } catch {
      throw error;
    }
  }
}

function prepare(database: DatabaseSync, storage: ReturnType<typeof storageFor>): OpenDatabase {
  configure(database);
  setJournalMode(database, storage.journalMode);
  // A newer program's file is left as it is, and so is its version.
  if (userVersion(database) < SCHEMA_VERSION) migrate(database);
  const access = readAccess(database);
  if (access === 'none') throw new NewerJournal();
  const opened = { database, storage, close: () => database.close() };
  if (access === 'read') return { ...opened, writable: false, detail: NEWER_WRITER };
  return { ...opened, writable: true };
}

export const NEWER_WRITER = 'A newer version of War Room wrote this journal: this one only reads it. Update to record.';

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
    PRAGMA secure_delete = ON;
    PRAGMA temp_store = MEMORY;
    PRAGMA synchronous = FULL;
    PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS};
  `);
}

/** From whatever version the file has, 0 when it is new, to ours: all the steps, or none. */
export function migrate(database: DatabaseSync): void {
  database.exec('BEGIN IMMEDIATE');
  try {
    // Another process may have been first, while this one waited for the lock.
    const steps = MIGRATIONS.slice(userVersion(database));
    for (const step of steps) database.exec(step);
    if (steps.length > 0) database.exec(`PRAGMA user_version = ${SCHEMA_VERSION}`);
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
function openReadable(path: string, detail: string, storage: Storage): OpenDatabase {
  const readOnly: DatabaseSyncOptions = { ...OPTIONS, readOnly: true };
  const attempts: (() => OpenDatabase)[] = [() => readable(new DatabaseSync(path, readOnly), detail, storage)];
  const log = statSync(`${path}-wal`, { throwIfNoEntry: false });
  if (log === undefined || log.size === 0) {
    const immutable = pathToFileURL(path);
    immutable.searchParams.set('immutable', '1');
    attempts.push(() => readable(new DatabaseSync(immutable, readOnly), detail, storage));
  } else {
    attempts.push(() => openCopy(path, detail, storage));
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

function openCopy(path: string, detail: string, storage: Storage): OpenDatabase {
  const folder = mkdtempSync(join(tmpdir(), 'war-room-journal-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    const copy = join(folder, 'journal.db');
    for (const suffix of ['', '-wal']) if (existsSync(path + suffix)) copyFileSync(path + suffix, copy + suffix);
    const opened = readable(new DatabaseSync(copy, OPTIONS), detail, storage);
    return { ...opened, close: () => [opened.close(), remove()] };
  } catch (error) {
    remove();
    throw error;
  }
}

function readable(database: DatabaseSync, detail: string, storage: Storage): OpenDatabase {
  try {
    configure(database);
    if (readAccess(database) === 'none') throw new NewerJournal();
    if (userVersion(database) < SCHEMA_VERSION) database.exec(ABSENT_IN_VERSION_1);
    return { database, writable: false, detail, storage, close: () => database.close() };
  } catch (error) {
    database.close();
    throw error;
  }
}

/** What this program may do with the file as it is now: a newer one may have brought it up to date meanwhile. */
export function readAccess(database: DatabaseSync): Access {
  const rows = database.prepare('SELECT key, value FROM meta').all();
  const version = (key: string) => Number(rows.find((row) => row.key === key)?.value ?? 1);
  return accessOf(SCHEMA_VERSION, { minReader: version('min_reader'), minWriter: version('min_writer') });
}

function userVersion(database: DatabaseSync): number {
  return Number(database.prepare('PRAGMA user_version').get()?.user_version);
}

/** Changing the journal mode does not wait for the lock by itself, so two first starts at once would collide. */
export function setJournalMode(database: DatabaseSync, mode: 'WAL' | 'DELETE'): void {
  for (let attempt = 0; ; attempt += 1) {
    try {
      database.exec(`PRAGMA journal_mode = ${mode}`);
      return;
    } catch (error) {
      if (storageFault(error) !== 'busy' || attempt === 100) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    }
  }
}
