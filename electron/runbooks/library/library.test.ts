import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readRiskRules } from '../risk/rules.ts';
import { loadBashParser } from '../shell/bash.ts';
import { type Library, openLibrary } from './library.ts';

let root = '';
let team = '';
let library: Library | undefined;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'war-room-library-'));
  mkdirSync(join(root, 'resources', 'runbooks'), { recursive: true });
  team = join(root, 'data', 'runbooks');
  mkdirSync(team, { recursive: true });
  writeFileSync(join(root, 'resources', 'runbooks', 'shipped.md'), '# Shipped\n\n```bash\nuptime\n```\n');
});
afterEach(() => {
  library?.close();
  rmSync(root, { recursive: true, force: true });
});

const rules = readRiskRules(readFileSync(new URL('../../../resources/risk/rules.yaml', import.meta.url), 'utf8'));

async function open(now = Date.UTC(2026, 10, 20)): Promise<Library> {
  const parseShell = await loadBashParser();
  library = await openLibrary({
    resourcesDir: join(root, 'resources'),
    dataDir: join(root, 'data'),
    parseShell,
    rules,
    now: () => now,
  });
  return library;
}

async function summaries(opened: Library) {
  for await (const entries of opened.watch(AbortSignal.timeout(5_000))) return entries.map(({ summary }) => summary);
  return [];
}

describe('the library', () => {
  it('[B30] lists shipped and team runbooks by title, with what the front matter says', async () => {
    mkdirSync(join(team, 'db'));
    writeFileSync(
      join(team, 'db', 'Pool.md'),
      '---\nowner: dba\nlast_reviewed: 2026-01-01\nreview_every: 90 days\nalerts: [PoolFull]\n---\n# Pool is full\n',
    );
    expect(await summaries(await open())).toEqual([
      {
        id: 'team:db/Pool',
        title: 'Pool is full',
        owner: 'dba',
        lastReviewed: '2026-01-01',
        review: { state: 'overdue', dueOn: '2026-04-01' },
        alerts: ['PoolFull'],
        mentions: [],
        services: [],
        stepCount: 0,
        problemCount: 0,
        origin: 'team',
        category: 'db',
        path: join(team, 'db', 'Pool.md'),
        isIndex: false,
      },
      {
        id: 'shipped:shipped',
        title: 'Shipped',
        review: { state: 'never reviewed' },
        alerts: [],
        mentions: [],
        services: [],
        stepCount: 1,
        problemCount: 0,
        origin: 'shipped',
        path: expect.stringMatching(/shipped\.md$/),
        isIndex: false,
      },
    ]);
  });

  it('[B31] shows new, changed and removed files of the team folder by itself', async () => {
    const opened = await open();
    const seen: string[][] = [];
    const wanted = [['Shipped'], ['New', 'Shipped'], ['Changed', 'Shipped'], ['Shipped']];
    const path = join(team, 'new.md');
    for await (const entries of opened.watch(AbortSignal.timeout(15_000))) {
      const titles = entries.map(({ summary }) => summary.title);
      if (JSON.stringify(titles) !== JSON.stringify(wanted[seen.length])) continue;
      seen.push(titles);
      if (seen.length === 1) writeFileSync(path, '# New\n');
      if (seen.length === 2) writeFileSync(path, '# Changed\n');
      if (seen.length === 3) unlinkSync(path);
      if (seen.length === 4) break;
    }
    expect(seen).toEqual(wanted);
  });

  it('[B32] shows the problem of a broken file, and the others work', async () => {
    writeFileSync(join(team, 'binary.md'), Buffer.from([1, 0, 2, 0]));
    writeFileSync(join(team, 'huge.md'), Buffer.alloc(10 * 1024 * 1024 + 1, 'a'));
    symlinkSync('loop.md', join(team, 'loop.md'));
    symlinkSync('nowhere', join(team, 'gone.md'));
    symlinkSync('..', join(team, 'up'));
    mkdirSync(join(team, 'folder.md'));
    const opened = await open();
    const problemOf = (id: string) => {
      const content = opened.get(id)?.content;
      return content && !content.ok ? content.error.message : content;
    };
    expect(problemOf('team:binary')).toBe('The file is not text: it holds zero bytes.');
    expect(problemOf('team:huge')).toContain('larger than 10 MB');
    expect(problemOf('team:loop')).toContain('leads to itself');
    expect(problemOf('team:gone')).toContain('leads nowhere');
    expect(opened.get('shipped:shipped')?.content).toMatchObject({ ok: true });
    expect((await summaries(opened)).filter(({ problemCount }) => problemCount > 0).map(({ id }) => id)).toEqual([
      'team:binary',
      'team:gone',
      'team:huge',
      'team:loop',
    ]);
  });

  it('[B32] reads marks, Windows line ends, UTF-16 and Latin-1', async () => {
    const text = '# Störung\r\n\r\n```bash\r\nls \\\r\n -l\r\n```\r\n';
    writeFileSync(join(team, 'bom.md'), `\uFEFF${text}`);
    writeFileSync(join(team, 'utf16.md'), Buffer.from(`\uFEFF${text}`, 'utf16le'));
    writeFileSync(join(team, 'latin1.md'), Buffer.from(text, 'latin1'));
    const opened = await open();
    for (const name of ['bom', 'utf16', 'latin1']) {
      const content = opened.get(`team:${name}`)?.content;
      expect(content?.ok && content.value.runbook.title).toBe('Störung');
      expect(content?.ok && content.value.runbook.steps.map(({ command }) => command)).toEqual(['ls \\\n -l']);
      expect(content?.ok && content.value.runbook.problems.length).toBe(name === 'latin1' ? 1 : 0);
    }
  });

  it('[B32] survives nesting without end', async () => {
    writeFileSync(join(team, 'deep.md'), `${'> '.repeat(20_000)}deep\n`);
    writeFileSync(join(team, 'brackets.md'), `# B\n\n\`\`\`bash\necho ${'$('.repeat(30_000)}\n\`\`\`\n`);
    const opened = await open();
    expect(opened.get('team:deep')).toBeDefined();
    expect(opened.get('team:brackets')?.content).toMatchObject({ ok: true });
  });
});
