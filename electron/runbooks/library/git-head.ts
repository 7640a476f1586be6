import { readFile, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

const MAX_BYTES = 4096;
const COMMIT_LENGTH = 10;

/**
 * The branch or the shortened commit that is checked out where `folder` lies, or undefined outside a git checkout. It
 * is read from `.git/HEAD`: no git program is needed. In a worktree or submodule `.git` is a file that leads there.
 */
export async function readGitHead(folder: string): Promise<string | undefined> {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const gitDir = await findGitDir(join(at, '.git'));
    if (gitDir !== undefined) return describeHead(await readSmall(join(gitDir, 'HEAD')));
    if (dirname(at) === at) return undefined;
  }
}

async function findGitDir(path: string): Promise<string | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory()) return path;
  const link = found && /^gitdir: (.+)$/m.exec((await readSmall(path)) ?? '')?.[1];
  return link ? resolve(dirname(path), link.trim()) : undefined;
}

async function readSmall(path: string): Promise<string | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile() || found.size > MAX_BYTES) return undefined;
  return readFile(path, 'utf8').catch(() => undefined);
}

function describeHead(head: string | undefined): string | undefined {
  const text = head?.trim() ?? '';
  const branch = /^ref: (?:refs\/heads\/)?(\S+)$/.exec(text)?.[1];
  return branch ?? /^[0-9a-f]{40,64}$/.exec(text)?.[0].slice(0, COMMIT_LENGTH);
}
