import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sha256Schema } from '#shared/domain/events/index.ts';
import { fail, type Outcome, succeed } from '#shared/domain/outcome.ts';
import { replaceDurably, syncFolder } from './durable-file.ts';
import { sha256 } from './hashing.ts';

export interface BlobStore {
  /** Keeps bytes by their SHA-256 and returns it; bytes that are there already are not written again. Throws when the disk refuses. */
  put(bytes: Uint8Array): string;
  /** 'damaged': there are bytes of that name, but they are others. */
  get(sha256: string): Outcome<Uint8Array, 'absent' | 'damaged'>;
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
      return fail('damaged', `The evidence ${hash.slice(0, 12)} can't be read: ${describe(error)}.`, 'Check the disk.');
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

  return { put, get };
}

function absent(hash: string) {
  return fail('absent', `The evidence ${hash.slice(0, 12)} is not here.`, 'It may be on the device that recorded it.');
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
