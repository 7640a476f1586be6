import { randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, statSync, unlinkSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sha256Schema } from '#shared/domain/events/index.ts';
import { fail, type Outcome, succeed } from '#shared/domain/outcome.ts';
import { replaceDurably, syncFolder } from './durable-file.ts';
import { sha256 } from './hashing.ts';
import { describeError } from './problems.ts';

export interface BlobStore {
  /** Keeps bytes by their SHA-256 and returns it; bytes that are there already are not written again. Throws when the disk refuses. */
  put(bytes: Uint8Array): string;
  /** 'damaged': there are bytes of that name, but they are others. */
  get(sha256: string): Outcome<Uint8Array, 'absent' | 'damaged'>;
  /** Overwrites the bytes and deletes them; false when there were none. Only for a purge. Throws when the disk refuses. */
  erase(sha256: string): boolean;
}

/** `<dataDir>/blobs/ab/cdef...`: content-addressed, immutable, 0600. */
export function createBlobStore(dataDir: string): BlobStore {
  const root = join(dataDir, 'blobs');
  const pathOf = (hash: string): string => join(root, hash.slice(0, 2), hash.slice(2));

  function get(hash: string): Outcome<Uint8Array, 'absent' | 'damaged'> {
    // The name comes from an event, perhaps from an imported one: only a hash may become a path.
    if (!sha256Schema.safeParse(hash).success) return absent(hash);
    let bytes: Uint8Array;
    try {
      bytes = readFileSync(pathOf(hash));
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return absent(hash);
      return fail(
        'damaged',
        `The evidence ${hash.slice(0, 12)} can't be read: ${describeError(error)}.`,
        'Check the disk.',
      );
    }
    if (sha256(bytes) === hash) return succeed(bytes);
    return fail('damaged', `The evidence ${hash.slice(0, 12)} was changed on the disk.`, 'Restore it from a backup.');
  }

  function put(bytes: Uint8Array): string {
    const hash = sha256(bytes);
    if (get(hash).ok) return hash;
    const path = pathOf(hash);
    const folder = dirname(path);
    if (mkdirSync(folder, { recursive: true, mode: 0o700 }) !== undefined) syncFolder(root);
    replaceDurably(path, join(folder, `.${randomUUID()}`), bytes);
    return hash;
  }

  function erase(hash: string): boolean {
    const path = pathOf(hash);
    if (!sha256Schema.safeParse(hash).success || !statSync(path, { throwIfNoEntry: false })) return false;
    overwrite(path);
    unlinkSync(path);
    syncFolder(dirname(path));
    return true;
  }

  return { put, get, erase };
}

/** What lies below the file system (copies on write, flash memory) may keep the old bytes all the same. */
function overwrite(path: string): void {
  const file = openSync(path, 'r+');
  try {
    const zeros = new Uint8Array(64 * 1024);
    const { size } = statSync(path);
    for (let at = 0; at < size; ) at += writeSync(file, zeros, 0, Math.min(zeros.length, size - at), at);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function absent(hash: string) {
  return fail('absent', `The evidence ${hash.slice(0, 12)} is not here.`, 'It may be on the device that recorded it.');
}
