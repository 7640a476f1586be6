import { closeSync, fsyncSync, openSync, renameSync, unlinkSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** Writes a new file, 0600, and returns when its bytes are on the disk. A file of that name is overwritten. */
export function writeDurably(path: string, bytes: Uint8Array): void {
  const file = openSync(path, 'w', 0o600);
  try {
    for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Replaces a file: the old bytes or the new ones, never half, also after a power cut. `draft` is in the same folder. */
export function replaceDurably(path: string, draft: string, bytes: Uint8Array): void {
  try {
    writeDurably(draft, bytes);
    renameSync(draft, path);
  } catch (error) {
    try {
      unlinkSync(draft);
    } catch {
      // There was none.
    }
    throw error;
  }
  syncFolder(dirname(path));
}

/** Makes a change of names in a folder durable. */
export function syncFolder(folder: string): void {
  // Windows cannot open a folder; its journaling keeps the rename.
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
