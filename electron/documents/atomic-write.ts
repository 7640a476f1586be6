import { randomBytes } from 'node:crypto';
import { constants, type FileHandle, link, lstat, open, rename, unlink } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { fail, type Outcome, succeed } from '#shared/domain/outcome.ts';
import type { FileBytes } from './file-bytes.ts';

export interface AtomicWriteOptions {
  /** False: a file (or link) that already has the name is left alone and `exists` is answered. */
  readonly overwrite: boolean;
  /** Permission bits of the new file; 0600 unless told. */
  readonly mode?: number;
}

export type AtomicWriteProblemCode = 'exists' | 'not-written';

/**
 * Writes a file so that its name always holds the old content or the new one, never half (docs/SPEC.md R12, T53): a
 * temporary file in the same folder, fsync, rename, fsync of the folder. A symbolic link under that name is refused,
 * not followed. A failure leaves no temporary file behind, also one of whoever gives the pieces.
 */
export async function writeFileAtomically(
  path: string,
  bytes: FileBytes,
  options: AtomicWriteOptions,
): Promise<Outcome<{ readonly path: string }, AtomicWriteProblemCode>> {
  const target = resolve(path);
  const folder = dirname(target);
  const temporary = join(folder, `.${basename(target).slice(0, 100)}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    const refusal = await refuseTarget(target, options.overwrite);
    if (refusal) return refusal;
    await writeNewFile(temporary, bytes, options.mode ?? 0o600);
    if (options.overwrite) await rename(temporary, target);
    else await moveWithoutReplacing(temporary, target);
    await syncFolder(folder);
    return succeed({ path: target });
  } catch (error) {
    await unlink(temporary).catch(() => undefined);
    if (errorCode(error) === 'EEXIST') return existsAlready(target);
    return fail('not-written', `${target} was not written: ${describe(error)}.`, remedy(error));
  }
}

async function refuseTarget(
  target: string,
  overwrite: boolean,
): Promise<ReturnType<typeof fail<AtomicWriteProblemCode>> | undefined> {
  const present = await lstat(target).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  });
  if (!present) return undefined;
  if (!overwrite) return existsAlready(target);
  if (present.isFile()) return undefined;
  const what = present.isSymbolicLink() ? 'a symbolic link, which is not followed' : 'not a file';
  return fail('not-written', `${target} was not written: it is ${what}.`, 'Choose another name.');
}

function existsAlready(target: string) {
  return fail<AtomicWriteProblemCode>(
    'exists',
    `${target} exists already and was left as it is.`,
    'Choose another name.',
  );
}

async function writeNewFile(path: string, bytes: FileBytes, mode: number): Promise<void> {
  // O_EXCL: somebody else's file or link of that name is never written through.
  const file = await open(path, constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY, mode);
  await closing(file, async () => {
    await file.writeFile(bytes);
    await file.sync();
  });
}

/** `rename` would replace; a hard link fails with EEXIST instead, in one step. */
async function moveWithoutReplacing(temporary: string, target: string): Promise<void> {
  try {
    await link(temporary, target);
  } catch (error) {
    // File systems without hard links (FAT, some network shares): the name was free a moment ago.
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'].includes(errorCode(error))) throw error;
    await rename(temporary, target);
    return;
  }
  await unlink(temporary);
}

async function syncFolder(folder: string): Promise<void> {
  // Windows can't open a folder; its rename is journalled.
  if (process.platform === 'win32') return;
  const handle = await open(folder, constants.O_RDONLY);
  await closing(handle, () => handle.sync());
}

async function closing(file: FileHandle, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } finally {
    await file.close();
  }
}

function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

const meanings: Readonly<Record<string, readonly [meaning: string, action: string]>> = {
  ENOENT: ['the folder does not exist', 'Create the folder, or choose another one.'],
  ENOTDIR: ['a part of the path is not a folder', 'Choose another path.'],
  EACCES: ['writing there is not allowed', 'Choose a folder that you may write to.'],
  EPERM: ['writing there is not allowed', 'Choose a folder that you may write to.'],
  EROFS: ['the file system is read-only', 'Choose a folder on another disk.'],
  ENOSPC: ['the disk is full', 'Free some space and try again.'],
  EDQUOT: ['the disk quota is used up', 'Free some space and try again.'],
  EISDIR: ['it is a folder', 'Choose a file name.'],
  ENAMETOOLONG: ['the name is too long', 'Choose a shorter name.'],
};

function describe(error: unknown): string {
  return meanings[errorCode(error)]?.[0] ?? (error instanceof Error ? error.message : String(error));
}

function remedy(error: unknown): string {
  return meanings[errorCode(error)]?.[1] ?? 'Choose another place and try again.';
}
