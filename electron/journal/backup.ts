import { randomUUID } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { backup as copyDatabase, DatabaseSync } from 'node:sqlite';
import { setImmediate as breathe } from 'node:timers/promises';
import { sha256Schema } from '#shared/domain/events/index.ts';
import { fail, type Outcome, succeed } from '#shared/domain/outcome.ts';
import { BACKUP_FORMAT, BACKUP_SCHEMA, type Counts, countRows, findFault, NOT_IN_A_BACKUP } from './backup-file.ts';
import { createBlobStore } from './blobs.ts';
import { NewerJournal, openDatabase } from './database.ts';
import { diskFault } from './disk-fault.ts';
import { syncFolder } from './durable-file.ts';
import { isOwnFile } from './own-file.ts';
import { describeError } from './problems.ts';
import { storageFault } from './sqlite-error.ts';

export interface BackupReport extends Counts {
  readonly file: string;
  readonly bytes: number;
  /** Evidence that was changed on the disk and is left out, by SHA-256. */
  readonly damagedBlobs: readonly string[];
  /** What is not in it, for a person. */
  readonly notIncluded: string;
}

export type BackupProblemCode = 'no-journal' | 'exists' | 'damaged' | 'newer' | 'not-saved';

export interface BackupOptions {
  /** False: a file of that name is left as it is. */
  readonly overwrite?: boolean;
  /** Wall clock, UTC ms. Default: the machine's. */
  readonly now?: () => number;
}

/**
 * Writes one file (0600) with everything that was recorded up to some moment during the call: events, forks,
 * signatures and evidence. Others may write meanwhile. It lies under its name only when it is whole and was read back.
 */
export async function backup(
  dataDir: string,
  toFile: string,
  { overwrite = false, now = Date.now }: BackupOptions = {},
): Promise<Outcome<BackupReport, BackupProblemCode>> {
  const file = resolve(toFile);
  if (!existsSync(join(dataDir, 'journal.db')))
    return fail('no-journal', `There is no journal in ${dataDir}.`, 'Name the data directory that holds journal.db.');
  if (isOwnFile(dataDir, file)) {
    const message = `No backup was written: ${file} belongs to the data directory itself.`;
    return fail('not-saved', message, 'Choose another place, best on another disk.');
  }
  if (!overwrite && existsSync(file)) return exists(file);
  const draft = `${file}.${randomUUID()}`;
  try {
    // By us and not by SQLite, for its mode.
    closeSync(openSync(draft, 'wx', 0o600));
    await copyJournal(dataDir, draft);
    const filled = await fillIn(dataDir, draft, now());
    const fault = await readBack(draft);
    if (fault !== undefined) return damaged(fault);
    if (!moveIntoPlace(draft, file, overwrite)) return exists(file);
    return succeed({ file, bytes: statSync(file).size, ...filled, notIncluded: NOT_IN_A_BACKUP });
  } catch (error) {
    if (error instanceof NewerJournal) return fail('newer', error.message, 'Make the backup with the newer version.');
    if (storageFault(error) === 'damaged') return damaged(describeError(error));
    const fault = diskFault(error);
    if (fault === undefined) throw error;
    return fail('not-saved', `No backup was written: ${fault.message}.`, fault.action);
  } finally {
    for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(draft + suffix, { force: true });
  }
}

function exists(file: string) {
  return fail(
    'exists',
    `${file} exists already and was left as it is.`,
    'Choose another name, or say to overwrite it.',
  );
}

function damaged(what: string) {
  return fail(
    'damaged',
    `No backup was written: the journal is damaged (${what}).`,
    'Run: war-room journal salvage. Then make the backup.',
  );
}

/** More than a file can have. */
const ALL_PAGES = 2 ** 31 - 1;

/**
 * In one step: a backup in several starts again with every event that another process records meanwhile. It runs beside
 * this thread. The connection is one that only reads: opening a writing one would end the locks of the program's own.
 */
async function copyJournal(dataDir: string, draft: string): Promise<void> {
  const source = openDatabase(dataDir, false);
  try {
    await copyDatabase(source.database, draft, { rate: ALL_PAGES });
  } finally {
    source.close();
  }
}

/** Adds what makes a copy of the journal a backup. Evidence is kept before the event that names it: all of it is there. */
async function fillIn(
  dataDir: string,
  draft: string,
  now: number,
): Promise<Counts & { readonly damagedBlobs: readonly string[] }> {
  const database = new DatabaseSync(draft);
  try {
    // One file: no log beside it.
    database.exec('PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL;');
    // A backup that somebody put in the journal's place has them already.
    database.exec(`BEGIN; DROP TABLE IF EXISTS backup; DROP TABLE IF EXISTS blobs; ${BACKUP_SCHEMA}`);
    const damagedBlobs = await addBlobs(dataDir, database);
    const counts = countRows(database);
    const label = database.prepare('INSERT INTO backup VALUES (?, ?)');
    for (const [key, value] of Object.entries({ format: BACKUP_FORMAT, madeAt: now, ...counts }))
      label.run(key, String(value));
    database.exec('COMMIT');
    return { ...counts, damagedBlobs };
  } finally {
    database.close();
  }
}

async function addBlobs(dataDir: string, database: DatabaseSync): Promise<readonly string[]> {
  const store = createBlobStore(dataDir);
  const insert = database.prepare('INSERT INTO blobs VALUES (?, ?)');
  const damagedBlobs: string[] = [];
  for (const name of blobNames(dataDir)) {
    const blob = store.get(name);
    if (blob.ok) insert.run(name, blob.value);
    else if (blob.error.code === 'damaged') damagedBlobs.push(name);
    await breathe();
  }
  return damagedBlobs;
}

/** By what is there, and not by what events name: an incident's stream may still be on its way. */
function* blobNames(dataDir: string): Generator<string, void, void> {
  const root = join(dataDir, 'blobs');
  if (!existsSync(root)) return;
  for (const folder of readdirSync(root))
    for (const rest of readdirSync(join(root, folder)))
      if (sha256Schema.safeParse(folder + rest).success) yield folder + rest;
}

async function readBack(draft: string): Promise<string | undefined> {
  const database = new DatabaseSync(draft, { readOnly: true });
  try {
    return await findFault(database);
  } finally {
    database.close();
  }
}

/** False when the name was taken meanwhile. */
function moveIntoPlace(draft: string, file: string, overwrite: boolean): boolean {
  const handle = openSync(draft, 'r+');
  fsyncSync(handle);
  closeSync(handle);
  if (overwrite) renameSync(draft, file);
  else {
    try {
      // Unlike a rename, a link fails where the name is taken.
      linkSync(draft, file);
    } catch (error) {
      if (existsSync(file)) return false;
      if (!(error instanceof Error && 'code' in error && ['EPERM', 'ENOTSUP', 'ENOSYS'].includes(String(error.code))))
        throw error;
      renameSync(draft, file);
    }
  }
  syncFolder(dirname(file));
  return true;
}
