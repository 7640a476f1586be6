import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunbookFolder } from '#shared/contract/index.ts';
import { readRiskRules } from '../risk/rules.ts';
import { loadBashParser } from '../shell/bash.ts';
import { listFolders } from './folders.ts';
import { type Library, openLibrary } from './library.ts';

let root = '';
let extra: string[] = [];
let library: Library | undefined;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'war-room-folders-'));
});
afterEach(() => {
  library?.close();
  rmSync(root, { recursive: true, force: true });
});

const rules = readRiskRules(readFileSync(new URL('../../../resources/risk/rules.yaml', import.meta.url), 'utf8'));

function put(name: string, text: string): string {
  mkdirSync(join(root, name, '..'), { recursive: true });
  writeFileSync(join(root, name), text);
  return join(root, name);
}

async function open(...folders: string[]): Promise<Library> {
  extra = folders;
  const parseShell = await loadBashParser();
  library = await openLibrary({
    resourcesDir: join(root, 'resources'),
    dataDir: join(root, 'data'),
    extraFolders: () => extra,
    parseShell,
    rules,
    now: () => Date.UTC(2026, 10, 20),
  });
  await library.whole;
  return library;
}

async function first<Value>(watch: (signal: AbortSignal) => AsyncIterable<Value>): Promise<Value> {
  for await (const value of watch(AbortSignal.timeout(5_000))) return value;
  throw new Error('nothing came');
}
const idsIn = async (opened: Library) => (await first(opened.watch)).map(({ summary }) => summary.id);
const folderOf = async (opened: Library, path: string): Promise<RunbookFolder | undefined> =>
  (await first(opened.watchFolders)).find((folder) => folder.path === path);

/** The library notices by itself; under load it may take its time. */
const soon = { timeout: 15_000 };

describe('an added folder', () => {
  it('[B36] is listed with its runbooks, under ids that depend on its path alone, and watched', async () => {
    put('ops/db/pool.md', '# Pool\n');
    const path = join(root, 'ops');
    const opened = await open(path);
    const [id = ''] = await idsIn(opened);
    expect(id).toMatch(/^folder:[0-9a-f]{12}\/db\/pool$/);
    expect(opened.get(id)?.summary).toMatchObject({ origin: 'folder', folder: 'ops', category: 'db', title: 'Pool' });
    expect(await folderOf(opened, path)).toEqual({
      path,
      origin: 'folder',
      name: 'ops',
      state: 'watched',
      runbookCount: 1,
    });

    // A directory that is new, and then a file in it.
    put('ops/queue/deep/backlog.md', '# Backlog\n');
    await expect.poll(() => idsIn(opened), soon).toHaveLength(2);
    put('ops/queue/deep/second.md', '# Second\n');
    await expect.poll(() => idsIn(opened), soon).toHaveLength(3);
    put('ops/db/pool.md', '# Pool is full\n');
    await expect.poll(() => opened.get(id)?.summary.title, soon).toBe('Pool is full');

    extra = [join(root, 'other'), path];
    await opened.lookAgain();
    expect(await idsIn(opened)).toContain(id);
    extra = [];
    await opened.lookAgain();
    expect(await idsIn(opened)).toEqual([]);
    expect((await first(opened.watchFolders)).map(({ origin }) => origin)).toEqual(['shipped', 'team']);
  });

  it('[B36] that is missing, no folder, or no full path is said, and is read once it comes', async () => {
    const file = put('file', '');
    const later = join(root, 'later');
    const opened = await open(later, file, 'relative/path', '~nobody');
    expect(await folderOf(opened, later)).toMatchObject({ state: 'missing', problem: 'There is no such folder.' });
    expect(await folderOf(opened, file)).toMatchObject({ state: 'unreadable' });
    for (const path of ['relative/path', '~nobody']) {
      expect(await folderOf(opened, path)).toMatchObject({
        state: 'unreadable',
        problem: expect.stringContaining('full path'),
      });
    }
    put('new/a.md', '# A\n');
    renameSync(join(root, 'new'), later);
    await expect.poll(() => folderOf(opened, later), soon).toMatchObject({ state: 'watched', runbookCount: 1 });
  });

  it('[B36] within another brings its files once, through a link too', async () => {
    put('data/runbooks/db/pool.md', '# Pool\n');
    put('ops/top.md', '# Top\n');
    put('ops/sub/low.md', '# Low\n');
    symlinkSync(join(root, 'ops'), join(root, 'link'));
    const opened = await open(
      join(root, 'ops', 'sub'),
      join(root, 'ops'),
      join(root, 'data', 'runbooks', 'db'),
      join(root, 'link'),
    );
    expect((await first(opened.watch)).map(({ summary }) => summary.title)).toEqual(['Low', 'Pool', 'Top']);
    expect(await folderOf(opened, join(root, 'link'))).toMatchObject({
      runbookCount: 0,
      problem: expect.stringContaining('part of another folder'),
    });
  });

  it('[B37] shows the branch of its checkout', async () => {
    put('checkout/.git/HEAD', 'ref: refs/heads/main\n');
    put('checkout/runbooks/a.md', '# A\n');
    const path = join(root, 'checkout', 'runbooks');
    const opened = await open(path);
    expect(await folderOf(opened, path)).toMatchObject({ git: 'main', runbookCount: 1 });
    put('checkout/.git/HEAD', 'ref: refs/heads/fix\n');
    await opened.lookAgain();
    expect(await folderOf(opened, path)).toMatchObject({ git: 'fix' });
  });

  it('[B38] has a README that is read for links but not listed', async () => {
    put('ops/README.md', '# How we work\n');
    put('ops/a.md', '# A\n');
    const path = join(root, 'ops');
    const opened = await open(path);
    const [id = ''] = await idsIn(opened);
    expect(await idsIn(opened)).toHaveLength(1);
    expect(opened.get(id.replace(/a$/, 'README'))?.content).toMatchObject({
      value: { runbook: { title: 'How we work' } },
    });
    expect(await folderOf(opened, path)).toMatchObject({ runbookCount: 1 });
  });
});

it('[B36] a folder is given by its full path or below the home directory, once', () => {
  const given = ['~/ops', '/home/ada/ops/', ' /srv/a/runbooks ', '/srv/b/runbooks', '/data/runbooks', '~'];
  const folders = listFolders({ resourcesDir: '/res', dataDir: '/data' }, given, '/home/ada');
  expect(folders.map(({ path, name }) => [path, name])).toEqual([
    ['/res/runbooks', 'shipped'],
    ['/data/runbooks', 'team'],
    ['/home/ada/ops', 'ops'],
    ['/srv/a/runbooks', '/srv/a/runbooks'],
    ['/srv/b/runbooks', '/srv/b/runbooks'],
    ['/home/ada', 'ada'],
  ]);
});
