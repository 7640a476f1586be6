import { accessSync, chmodSync, constants, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes the data directory when it is missing (T63: 0700), and tightens one that is empty or ours already; a folder
 * with other things in it keeps its mode, and our files in it are 0600. Returns whether it can be written.
 * Throws when there is no such folder and none can be made.
 */
export function prepareDataDir(dataDir: string): { readonly writable: boolean } {
  try {
    makeFolder(dataDir);
    accessSync(dataDir, constants.W_OK | constants.X_OK);
  } catch (error) {
    if (statSync(dataDir, { throwIfNoEntry: false })?.isDirectory()) return { writable: false };
    throw error;
  }
  const entries = readdirSync(dataDir);
  const ours = entries.length === 0 || entries.includes('journal.db');
  if (ours && (statSync(dataDir).mode & 0o077) !== 0) chmodSync(dataDir, 0o700);
  return { writable: true };
}

/** Node's own `recursive` never comes back from a file system that refuses with ENOENT, as `/proc` does. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    // Another process has just made it.
    if (!existsSync(path)) throw error;
  }
}
