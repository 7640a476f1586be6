import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fail, type Outcome, type Problem, succeed } from '#shared/domain/outcome.ts';
import { MAX_RUNBOOK_BYTES, tooLarge } from './decode.ts';

/** More is a mistake (a home directory, a checkout of everything), not a library. */
const MAX_FILES = 2_000;
const MAX_DEPTH = 8;

export interface RunbookFile {
  /** Below the folder, with `/`, without `.md`. */
  readonly name: string;
  readonly path: string;
  /** Changes whenever the file does. */
  readonly stamp: string;
  readonly problem?: Problem<'unreadable'>;
}

/** The Markdown files of a folder, by name. A missing folder is an empty one; folders behind symbolic links are not entered. */
export async function listRunbookFiles(folder: string): Promise<RunbookFile[]> {
  const files: RunbookFile[] = [];
  await collect(folder, folder, 0, files);
  return files.sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function collect(root: string, folder: string, depth: number, files: RunbookFile[]): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    if (files.length >= MAX_FILES || entry.name.startsWith('.')) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (depth < MAX_DEPTH && entry.name !== 'node_modules') await collect(root, path, depth + 1, files);
    } else if (/\.(md|markdown)$/i.test(entry.name)) {
      files.push(await describe(root, path));
    }
  }
}

async function describe(root: string, path: string): Promise<RunbookFile> {
  const name = relative(root, path)
    .split(sep)
    .join('/')
    .replace(/\.(md|markdown)$/i, '');
  try {
    const found = await stat(path);
    const stamp = `${found.size} ${found.mtimeMs} ${found.ctimeMs} ${found.ino}`;
    if (!found.isFile()) return { name, path, stamp, problem: unreadable('it is not a file') };
    if (found.size > MAX_RUNBOOK_BYTES) return { name, path, stamp, problem: tooLarge().error };
    return { name, path, stamp };
  } catch (error) {
    const problem = unreadable(reasonOf(error));
    return { name, path, stamp: problem.message, problem };
  }
}

/** The bytes of a runbook file. It may have gone or grown since it was listed. */
export async function readRunbookFile(file: RunbookFile): Promise<Outcome<Uint8Array, 'unreadable'>> {
  if (file.problem) return { ok: false, error: file.problem };
  try {
    return succeed(await readFile(file.path));
  } catch (error) {
    return { ok: false, error: unreadable(reasonOf(error)) };
  }
}

function unreadable(why: string): Problem<'unreadable'> {
  return fail('unreadable', `The file could not be read: ${why}.`, 'Check that it exists and that you may read it.')
    .error;
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ELOOP') return 'its symbolic link leads to itself';
  if (code === 'ENOENT') return 'it is gone, or its symbolic link leads nowhere';
  if (code === 'EACCES') return 'reading it is not allowed';
  return error instanceof Error ? error.message : String(error);
}
