import { existsSync, linkSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { syncFolder } from './durable-file.ts';
import type { ExclusiveLock } from './salvage-lock.ts';

/** The database comes last: while it lies there, the journal that takes its place must find none of the others. */
const FILES = ['journal.db-wal', 'journal.db-shm', 'journal.db-journal', 'journal.db'];

/**
 * The folder in `<dataDir>/damaged` of a salvage that was cut off between setting the files aside and putting the new
 * journal in their place: the database there is the same file as ours, under a second name.
 */
export function interruptedFolder(dataDir: string): string | undefined {
  const root = join(dataDir, 'damaged');
  const ours = statSync(join(dataDir, 'journal.db'), { bigint: true, throwIfNoEntry: false });
  if (ours === undefined || !existsSync(root)) return undefined;
  return readdirSync(root)
    .map((name) => join(root, name))
    .find((folder) => {
      const theirs = statSync(join(folder, 'journal.db'), { bigint: true, throwIfNoEntry: false });
      return theirs !== undefined && theirs.ino === ours.ino && theirs.dev === ours.dev;
    });
}

export interface SetAside {
  readonly folder: string;
  readonly files: readonly { readonly name: string; readonly bytes: number }[];
}

/**
 * Puts `replacement` in the place of the damaged journal, whose files move untouched into a folder named after the
 * moment (UTC ms). Everything gets its second name there before the first goes, so that being killed in between loses
 * nothing. What is derived stays: it finds by itself that it is of another journal. The identity goes: an id that has lost its last events could give their numbers again, to others.
 */
export function replaceDamaged(dataDir: string, replacement: string, lock: ExclusiveLock, now: number): SetAside {
  const folder = interruptedFolder(dataDir) ?? makeFolder(join(dataDir, 'damaged'), now);
  for (const name of FILES) {
    const path = join(dataDir, name);
    if (existsSync(path) && !existsSync(join(folder, name))) linkSync(path, join(folder, name));
  }
  syncFolder(folder);
  for (const name of ['device.json', 'device.key']) rmSync(join(dataDir, name), { force: true });
  for (const name of FILES.slice(0, -1)) rmSync(join(dataDir, name), { force: true });
  // Windows does not replace a file that is open.
  if (process.platform === 'win32') lock.release();
  renameSync(replacement, join(dataDir, 'journal.db'));
  syncFolder(dataDir);
  const files = readdirSync(folder).map((name) => ({ name, bytes: statSync(join(folder, name)).size }));
  return { folder, files };
}

function makeFolder(root: string, now: number): string {
  mkdirSync(root, { recursive: true, mode: 0o700 });
  const name = new Date(now).toISOString().replaceAll(':', '-');
  for (let attempt = 1; ; attempt += 1) {
    const folder = join(root, attempt === 1 ? name : `${name}-${attempt}`);
    if (existsSync(folder)) continue;
    mkdirSync(folder, { mode: 0o700 });
    return folder;
  }
}
