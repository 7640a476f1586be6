import { randomUUID } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmdirSync,
  rmSync,
} from 'node:fs';
import { dirname, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { fail, type Outcome, succeed } from '#shared/domain/outcome.ts';
import {
  BACKUP_FORMAT,
  type Counts,
  countRows,
  findFault,
  NOT_IN_A_BACKUP,
  readLabel,
  tableNames,
} from './backup-file.ts';
import { createBlobStore } from './blobs.ts';
import { openDatabase, readAccess } from './database.ts';
import { diskFault } from './disk-fault.ts';
import { syncFolder } from './durable-file.ts';
import { describeError } from './problems.ts';
import { storageFault } from './sqlite-error.ts';

export interface RestoreReport extends Counts {
  readonly dataDir: string;
  /** When the backup was made, UTC ms. */
  readonly madeAt: number;
  /** What was not in it, for a person. */
  readonly notIncluded: string;
}

export type RestoreProblemCode = 'not-found' | 'not-empty' | 'not-a-backup' | 'damaged' | 'newer' | 'not-saved';

/**
 * Makes a data directory of a backup: into a missing or an empty folder only. All of the backup is checked first, the
 * directory is built beside its place, and it gets its name when it is whole. It gets a device id of its own when it is
 * opened: the one that made the backup may still be recording.
 */
export async function restore(file: string, dataDir: string): Promise<Outcome<RestoreReport, RestoreProblemCode>> {
  const target = resolve(dataDir);
  if (!existsSync(file))
    return fail('not-found', `There is no file ${file}.`, 'Name the file that `journal backup` wrote.');
  const draft = `${target}.restoring-${randomUUID()}`;
  try {
    if (existsSync(target) && readdirSync(target).length > 0)
      return fail(
        'not-empty',
        `${target} is not empty.`,
        'Name a folder that does not exist yet, or move what is in it away.',
      );
    if (!isDatabase(file)) return notABackup(file);
    return await restoreInto(file, target, draft);
  } catch (error) {
    const fault = diskFault(error);
    // A file that was made to look like a backup may hold rows that no journal takes.
    if (storageFault(error) === 'damaged' || (fault === undefined && isSqliteError(error)))
      return damaged(describeError(error));
    if (fault === undefined) throw error;
    return fail('not-saved', `Nothing was restored: ${fault.message}.`, fault.action);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

async function restoreInto(
  file: string,
  target: string,
  draft: string,
): Promise<Outcome<RestoreReport, Exclude<RestoreProblemCode, 'not-found' | 'not-empty' | 'not-saved'>>> {
  // Nobody writes a backup, so nothing is locked: it may lie where nothing can be written.
  const location = pathToFileURL(resolve(file));
  location.searchParams.set('immutable', '1');
  const source = new DatabaseSync(location, { readOnly: true });
  try {
    const label = readLabel(source);
    if (label === undefined) return notABackup(file);
    if (Number(label.get('format')) > BACKUP_FORMAT || readAccess(source) !== 'write')
      return fail('newer', 'A newer version of War Room made this backup.', 'Update War Room, then restore it.');
    const fault = await findFault(source);
    if (fault !== undefined) return damaged(fault);
    mkdirSync(dirname(target), { recursive: true });
    mkdirSync(draft, { mode: 0o700 });
    unpackBlobs(source, draft);
    copyTables(location, draft);
    syncFolder(draft);
    // Windows does not rename onto a folder.
    if (existsSync(target)) rmdirSync(target);
    renameSync(draft, target);
    syncFolder(dirname(target));
    const report = { dataDir: target, madeAt: Number(label.get('madeAt')), notIncluded: NOT_IN_A_BACKUP };
    return succeed({ ...countRows(source), ...report });
  } finally {
    source.close();
  }
}

function unpackBlobs(source: DatabaseSync, draft: string): void {
  const store = createBlobStore(draft);
  for (const { bytes } of source.prepare('SELECT bytes FROM blobs').iterate()) store.put(bytes as Uint8Array);
}

/** Into a new journal, so that an older version's rows get today's schema, triggers included. */
function copyTables(source: URL, draft: string): void {
  const { database, close } = openDatabase(draft, true);
  try {
    database.prepare('ATTACH ? AS backup').run(source.href);
    database.exec('BEGIN IMMEDIATE');
    for (const table of tableNames(database)) {
      if (table === 'meta' || table.startsWith('sqlite_')) continue;
      const columns = commonColumns(database, table).join(', ');
      if (columns !== '')
        database.exec(`INSERT INTO main.${table} (${columns}) SELECT ${columns} FROM backup.${table}`);
    }
    database.exec("INSERT INTO main.meta SELECT key, value FROM backup.meta WHERE key = 'unfinished_purge'");
    database.exec('COMMIT');
    database.exec('DETACH backup');
    const check = database.prepare('PRAGMA integrity_check').get()?.integrity_check;
    if (check !== 'ok') throw new Error(`the restored journal is not whole: ${String(check)}`);
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  } finally {
    close();
  }
}

/** Those that the backup, perhaps an older one, has too; none when it lacks the table. */
function commonColumns(database: DatabaseSync, table: string): readonly string[] {
  const names = (schema: string) =>
    database
      .prepare('SELECT name FROM pragma_table_info(?, ?) ORDER BY cid')
      .all(table, schema)
      .map((row) => String(row.name));
  const there = new Set(names('backup'));
  return names('main').filter((name) => there.has(name));
}

function isSqliteError(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && error.code === 'ERR_SQLITE_ERROR';
}

const MAGIC = 'SQLite format 3\0';

function isDatabase(file: string): boolean {
  const handle = openSync(file, 'r');
  try {
    const head = Buffer.alloc(MAGIC.length);
    return readSync(handle, head) === head.length && head.toString('latin1') === MAGIC;
  } finally {
    closeSync(handle);
  }
}

function notABackup(file: string) {
  return fail('not-a-backup', `${file} is no backup of War Room.`, 'Name the file that `journal backup` wrote.');
}

function damaged(what: string) {
  return fail('damaged', `The backup is damaged (${what}). Nothing was restored.`, 'Try an older backup.');
}
