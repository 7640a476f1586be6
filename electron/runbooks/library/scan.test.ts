import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readGitHead } from './git-head.ts';
import { scanFolder } from './scan.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'war-room-scan-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const put = (name: string, text = '# X\n') => {
  mkdirSync(join(root, name, '..'), { recursive: true });
  writeFileSync(join(root, name), text);
};
const limits = { files: 4, bytes: 1000, directories: 4, entries: 100, depth: 3 };
const namesOf = async (more: Partial<typeof limits> = {}) => {
  const { files, problem } = await scanFolder(root, { ...limits, ...more });
  return { names: files.map(({ name }) => name), problem };
};

describe('a folder', () => {
  it('[B38] gives its Markdown files and nothing hidden, installed or behind a link', async () => {
    for (const name of ['a.md', 'sub/b.MARKDOWN', 'notes.txt', '.git/c.md', 'node_modules/p/d.md', 'sub/.e.md'])
      put(name);
    symlinkSync('.', join(root, 'sub', 'loop'));
    expect(await namesOf()).toEqual({ names: ['a', 'sub/b'], problem: undefined });
  });

  it('[B38] tells two files of one name apart', async () => {
    put('a.markdown');
    put('a.md');
    expect(await namesOf()).toEqual({ names: ['a', 'a.md'], problem: undefined });
  });

  it('[B38] is read only in part where it is too large, what lies near its top first, and says so', async () => {
    for (const name of ['a/x.md', 'b/y.md', 'b/c/z.md', 'top.md']) put(name);
    for (let index = 0; index < 60; index += 1) put(`a/${index}.log`);
    expect(await namesOf({ files: 2 })).toEqual({
      names: ['a/x', 'top'],
      problem: 'Only a part of it is read: it has more than 2 Markdown files.',
    });
    expect(await namesOf({ bytes: 10 })).toMatchObject({
      names: ['a/x', 'top'],
      problem: expect.stringContaining('MB of Markdown'),
    });
    expect(await namesOf({ directories: 1 })).toEqual({
      names: ['top'],
      problem: 'Only a part of it is read: it has more than 1 directories.',
    });
    expect((await namesOf({ entries: 30 })).problem).toContain('more than 30 files and directories');
    expect(await namesOf({ depth: 0 })).toMatchObject({
      names: ['top'],
      problem: expect.stringContaining('levels deep'),
    });
    expect(await namesOf()).toEqual({ names: ['a/x', 'b/c/z', 'b/y', 'top'], problem: undefined });
  });

  it('[B36] says why it can not be read', async () => {
    put('file');
    expect(await scanFolder(join(root, 'nowhere'))).toMatchObject({ state: 'missing', files: [] });
    expect(await scanFolder(join(root, 'file'))).toMatchObject({
      state: 'unreadable',
      problem: 'It could not be read: it is not a folder.',
    });
  });
});

describe('a git checkout', () => {
  const commit = '0123456789abcdef0123456789abcdef01234567';

  it('[B37] shows its branch, from below too, or the commit where no branch is checked out', async () => {
    put('.git/HEAD', 'ref: refs/heads/fix/pool\n');
    put('docs/runbooks/a.md');
    expect(await readGitHead(join(root, 'docs', 'runbooks'))).toBe('fix/pool');
    put('.git/HEAD', `${commit}\n`);
    expect(await readGitHead(root)).toBe('0123456789');
  });

  it('[B37] is followed from a worktree, whose .git is a file', async () => {
    put('main/.git/worktrees/hot/HEAD', 'ref: refs/heads/hot\n');
    put('hot/.git', 'gitdir: ../main/.git/worktrees/hot\n');
    expect(await readGitHead(join(root, 'hot'))).toBe('hot');
  });

  it.each([
    ['nonsense', 'what is this'],
    ['nothing', ''],
    ['something huge', `ref: refs/heads/${'x'.repeat(5000)}`],
  ])('[B37] with %s for its HEAD shows nothing', async (_, head) => {
    put('.git/HEAD', head);
    expect(await readGitHead(root)).toBeUndefined();
  });

  it('[B37] whose .git leads nowhere, or that has no HEAD, shows nothing', async () => {
    put('.git', 'gitdir: nowhere\n');
    expect(await readGitHead(root)).toBeUndefined();
    mkdirSync(join(root, 'bare', '.git'), { recursive: true });
    expect(await readGitHead(join(root, 'bare'))).toBeUndefined();
  });
});
