import { existsSync, linkSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { NewerJournal, readAccess } from './database.ts';
import { findLogDamage } from './log-damage.ts';
import type { EventRow } from './rows.ts';
import { isProven } from './salvage-evidence.ts';
import { SCHEMA_VERSION } from './schema.ts';

/**
 * Whether SQLite finds nothing wrong with a journal and every event's hashes are right; the second finds what the
 * first can't, such as a flipped bit in a text. Reads through second names in a folder of its own, so that SQLite
 * leaves the files and the folder they lie in as they are. Throws `NewerJournal` for one that is not ours to judge.
 */
export function isSound(path: string, folder: string): boolean {
  if (statSync(path).size === 0 || findLogDamage(dirname(path)) !== undefined) return false;
  const place = mkdtempSync(join(folder, '.sound-'));
  try {
    for (const suffix of ['', '-wal', '-journal'])
      if (existsSync(path + suffix)) linkSync(path + suffix, join(place, `journal.db${suffix}`));
    const database = new DatabaseSync(join(place, 'journal.db'), { readOnly: true });
    try {
      return checks(database);
    } finally {
      database.close();
    }
  } catch (error) {
    if (error instanceof NewerJournal) throw error;
    // Whatever keeps SQLite from reading it is a reason to salvage.
    if (!(error instanceof Error && 'errcode' in error)) throw error;
    return false;
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

function checks(database: DatabaseSync): boolean {
  if (readAccess(database) !== 'write') {
    // A newer program says so in two places. In one alone it is damage.
    if (Number(database.prepare('PRAGMA user_version').get()?.user_version) <= SCHEMA_VERSION) return false;
    throw new NewerJournal();
  }
  database.exec('PRAGMA cell_size_check = ON');
  if (database.prepare('PRAGMA integrity_check(1)').get()?.integrity_check !== 'ok') return false;
  const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE '%events'").all();
  return tables.every(({ name }) => {
    for (const row of database.prepare(`SELECT * FROM ${String(name)}`).iterate())
      if (!isProven(row as unknown as EventRow)) return false;
    return true;
  });
}
