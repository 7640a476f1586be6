import { linkSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { storageFault } from './sqlite-error.ts';

/** A lock that no other process can have while it is held; undefined where another one has the file open. */
export interface ExclusiveLock {
  release(): void;
}

/**
 * Takes SQLite's own exclusive lock on a database file, however damaged it is, and changes nothing in it. Every process
 * that has the journal open holds a shared lock, so getting the exclusive one proves that there is none.
 *
 * The lock is of the file and not of its name: it is taken through a second name in a folder of its own, where SQLite
 * finds no log to fold in. A log without a valid frame lies there instead, because with one beside it SQLite locks
 * before it looks at the first page, which may be unreadable. Throws where the file system has no hard links.
 */
export function lockExclusively(path: string, folder: string): ExclusiveLock | undefined {
  const place = mkdtempSync(join(folder, '.lock-'));
  const remove = () => rmSync(place, { recursive: true, force: true });
  try {
    const name = join(place, 'journal.db');
    linkSync(path, name);
    writeFileSync(`${name}-wal`, Buffer.alloc(64), { mode: 0o600 });
    const database = new DatabaseSync(name, { timeout: 0 });
    const release = () => {
      database.close();
      remove();
    };
    try {
      database.exec('PRAGMA locking_mode = EXCLUSIVE');
      database.prepare('SELECT count(*) FROM sqlite_schema').get();
      // An empty file needs no log, and reading it only the shared lock.
      database.exec('BEGIN EXCLUSIVE');
    } catch (error) {
      if (storageFault(error) !== 'busy') return { release };
      release();
      return undefined;
    }
    return { release };
  } catch (error) {
    remove();
    throw error;
  }
}
