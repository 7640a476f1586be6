import { chmodSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { writeFileAtomically } from '../documents/index.ts';
import { prepareDataDir } from '../journal/index.ts';

/** What the first application of a data directory tells the second. */
export const appNoteSchema = z.object({
  pid: z.number().int(),
  host: z.enum(['electron', 'browser']),
  /** Browser host: where it listens, and the secret that gets a fresh launch token from it. */
  origin: z.string().optional(),
  controlSecret: z.string().optional(),
});
export type AppNote = z.infer<typeof appNoteSchema>;

export type AppLock =
  | { readonly held: true; publish(note: AppNote): Promise<void>; release(): void }
  | { readonly held: false };

/**
 * Takes the right to be the one windowed application of a data directory (docs/SPEC.md, T62). The operating system's own
 * lock on a small SQLite file carries it, so that it ends with the process however that ends: there is no stale lock.
 * Throws when the directory cannot be written.
 */
export function takeAppLock(dataDir: string): AppLock {
  const path = join(dataDir, 'app.lock');
  const database = new DatabaseSync(path, { timeout: 0 });
  try {
    chmodSync(path, 0o600);
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (isBusy(error)) return { held: false };
    throw error;
  }
  const note = notePath(dataDir);
  rmSync(note, { force: true });
  return {
    held: true,
    async publish(content) {
      const written = await writeFileAtomically(note, new TextEncoder().encode(JSON.stringify(content)), {
        overwrite: true,
      });
      if (!written.ok) throw new Error(written.error.message);
    },
    release() {
      rmSync(note, { force: true });
      database.close();
    },
  };
}

/**
 * Makes the data directory ready and takes its lock. One that can only be read, with a journal in it, is opened without:
 * nothing is written there, so nobody is in the way. Undefined where there is nothing to read and no way to write.
 */
export function lockDataDir(dataDir: string): AppLock | undefined {
  try {
    if (prepareDataDir(dataDir).writable) return takeAppLock(dataDir);
  } catch {
    return undefined;
  }
  if (!existsSync(join(dataDir, 'journal.db'))) return undefined;
  return { held: true, publish: async () => {}, release: () => {} };
}

/** What the application that holds the lock wrote; undefined while it has not yet. */
export function readAppNote(dataDir: string): AppNote | undefined {
  try {
    return appNoteSchema.parse(JSON.parse(readFileSync(notePath(dataDir), 'utf8')));
  } catch {
    return undefined;
  }
}

function notePath(dataDir: string): string {
  return join(dataDir, 'app.json');
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === 5;
}
