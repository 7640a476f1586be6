import { accessSync, chmodSync, constants, mkdirSync, readdirSync, statSync } from 'node:fs';

/**
 * Makes the data directory when it is missing (T63: 0700), and tightens one that is empty or ours already; a folder
 * with other things in it keeps its mode, and our files in it are 0600. Returns whether it can be written.
 * Throws when there is no such folder and none can be made.
 */
export function prepareDataDir(dataDir: string): { readonly writable: boolean } {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
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
