import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Runbook } from '#shared/domain/runbook.ts';
import { locateProgram } from '../hosts/locate.ts';
import { runCommandLine } from './run.ts';
import { commandLine } from './test-support.ts';

const program = locateProgram();
let files = program;
let scratch = '';
let dataDir = '';
beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'war-room-cli-runbook-'));
  dataDir = join(scratch, 'data');
  // What is shipped, with one of its runbooks: all of them would be read for every command.
  const resources = join(scratch, 'shipped');
  mkdirSync(join(resources, 'runbooks'), { recursive: true });
  for (const name of readdirSync(program.resources).filter((entry) => entry !== 'runbooks')) {
    symlinkSync(join(program.resources, name), join(resources, name));
  }
  symlinkSync(join(program.resources, 'runbooks', 'api-outage.md'), join(resources, 'runbooks', 'api-outage.md'));
  files = { ...program, resources };
});
afterEach(() => rmSync(scratch, { recursive: true, force: true }));

interface Report {
  readonly files: readonly (Pick<Runbook, 'title' | 'steps' | 'problems'> & {
    readonly path: string;
    readonly checklist: Runbook['items'];
  })[];
}

/** In this process: the parsers are loaded once. */
async function run(...args: string[]) {
  const out: string[] = [];
  const told: string[] = [];
  const io = { out: (text: string) => void out.push(text), tell: (line: string) => void told.push(line) };
  const code = await runCommandLine({ args: ['runbook', ...args], io, env: { WAR_ROOM_DATA_DIR: dataDir }, files });
  return { code, stdout: out.join('\n'), stderr: told.join('\n') };
}

function put(name: string, text: string | Uint8Array): string {
  const path = join(scratch, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

const pool = [
  '---',
  'owner: dba',
  'last_reviewed: 2026-01-02',
  'alerts: [PoolFull]',
  'parameters:',
  '  pod: The pod',
  '---',
  '# Pool is full',
  '',
  '## Look',
  '',
  '```bash {"name":"count"}',
  '# Count them',
  'kubectl get pods <pod>',
  '```',
  '',
  'If there are too many:',
  '',
  '```console',
  '$ kubectl delete pod <pod>',
  'pod "x" deleted',
  '```',
  '',
  '- [ ] Tell the team',
  '',
].join('\n');

describe('war-room runbook check', () => {
  it('[B80] tells what a runbook holds: sections, steps with risk and condition, checklist, problems', async () => {
    const path = put('ops/pool.md', pool);
    const { code, stdout } = await run('check', path, '--json');
    const report = JSON.parse(stdout);
    expect(code).toBe(0);
    expect(report).toMatchObject({ ok: true, errors: 0, files: [{ path, title: 'Pool is full', owner: 'dba' }] });
    const [file] = report.files;
    expect(file.sections).toEqual([
      { depth: 1, title: 'Pool is full' },
      { depth: 2, title: 'Look' },
    ]);
    expect(file.parameters).toMatchObject([{ name: 'pod', description: 'The pod', secret: false }]);
    expect(file.checklist).toMatchObject([{ text: 'Tell the team', line: 24, section: ['Look'] }]);
    expect(file.steps).toMatchObject([
      {
        id: 'count',
        name: 'count',
        title: 'Count them',
        command: 'kubectl get pods <pod>',
        line: 14,
        section: ['Look'],
        parameters: ['pod'],
        risk: { level: 'read-only' },
      },
      {
        command: 'kubectl delete pod <pod>',
        line: 20,
        condition: 'If there are too many',
        risk: { level: 'dangerous', target: '<pod>' },
        expectedOutput: 'pod "x" deleted',
      },
    ]);
    const human = await run('check', path);
    expect(human).toMatchObject({ code: 0, stderr: 'Checked 1 runbook with 2 steps: 0 errors, 0 warnings.' });
    for (const part of [
      '- line 14, read-only: Count them',
      '| kubectl get pods <pod>',
      'only: If there are too many',
      '> pod "x" deleted',
      '- [ ] line 24: Tell the team',
    ]) {
      expect(human.stdout).toContain(part);
    }
    expect(existsSync(dataDir)).toBe(false);
  });

  it('[B81] ends with 1 where there is an error, with 0 where there are only warnings, with 2 on wrong usage', async () => {
    const warned = put(
      'warned.md',
      '# W\n\nSee [that](gone.md), [this](warned.md) and [there](https://example.com/x).\n',
    );
    const warning = await run('check', warned, '--json');
    expect(warning.code).toBe(0);
    expect(JSON.parse(warning.stdout)).toMatchObject({
      ok: true,
      warnings: 1,
      files: [{ problems: [{ level: 'warning', line: 3, message: 'The link to gone.md leads to no file.' }] }],
    });
    const broken = put('broken.md', '---\ntitle: [\n---\n# B\n');
    const error = await run('check', warned, broken, warned);
    expect(error.code).toBe(1);
    expect(error.stdout).toMatch(/error, line [123]: The front matter could not be read/);
    expect(error.stderr).toBe('war-room: Checked 2 runbooks with 0 steps: 1 error, 1 warning.');
    expect((await run('check', join(scratch, 'nowhere'))).code).toBe(1);
    mkdirSync(join(scratch, 'empty'));
    expect((await run('check', join(scratch, 'empty'))).code).toBe(1);
    for (const wrong of [['check'], ['check', warned, '--jsn'], ['nonsense'], []]) {
      expect((await run(...wrong)).code, wrong.join(' ')).toBe(2);
    }
  });

  it('[B81] goes through folders whatever lies in them', async () => {
    const bomb = Array.from({ length: 12 }, (_, level) => `a${level}: &a${level} [*a${level - 1}, *a${level - 1}]`);
    put('all/bomb.md', `---\n${bomb.join('\n').replace('[*a-1, *a-1]', '[x]')}\n---\n# Bomb\n`);
    put('all/binary.md', Buffer.from([0x23, 0, 1, 2]));
    put('all/latin1.md', Buffer.from('# St\xf6rung\r\n\r\n```bash\r\nuptime\r\n```\r\n', 'latin1'));
    put('all/open.md', '# Open\n\n```bash\ncat <<EOF\nnever ends\n');
    put('all/README.md', '# Read me\n');
    put('all/deep/pool.md', pool);
    symlinkSync('loop.md', join(scratch, 'all', 'loop.md'));
    symlinkSync('..', join(scratch, 'all', 'deep', 'up'));
    // One that can't even be looked at may be named, too.
    const { code, stdout } = await run('check', join(scratch, 'all'), join(scratch, 'all', 'loop.md'), '--json');
    expect(code).toBe(1);
    const found: { path: string; steps?: unknown[]; problems: { level: string }[] }[] = JSON.parse(stdout).files;
    const names = found.map(({ path }) => path.slice(join(scratch, 'all').length + 1));
    expect(names).toEqual(['binary.md', 'bomb.md', 'deep/pool.md', 'latin1.md', 'loop.md', 'open.md']);
    const levels = Object.fromEntries(names.map((name, index) => [name, found[index]?.problems[0]?.level]));
    expect(levels).toMatchObject({
      'binary.md': 'error',
      'bomb.md': 'error',
      'latin1.md': 'warning',
      'loop.md': 'error',
    });
    expect(found.find(({ path }) => path.endsWith('latin1.md'))?.steps).toHaveLength(1);
    expect(found.find(({ path }) => path.endsWith('open.md'))?.problems.length).toBeGreaterThan(0);
  });

  it('[B80] reads the runbooks of other teams as it did before, and without any all of the shipped ones', async () => {
    // As other teams wrote them; they lie beside the checkout, where there are any.
    const samples = resolve(program.root, '../shared/samples/runbooks');
    const there = existsSync(samples);
    const { code, stdout } = await run('check', there ? samples : join(program.root, 'resources/runbooks'), '--json');
    const report: Report = JSON.parse(stdout);
    // Their words stay theirs: what is kept is where each command stands, its program, and a hash of the rest.
    const hash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 8);
    const lines = report.files.flatMap(({ path, steps, checklist, problems }) => [
      basename(path),
      ...steps.map(({ line, risk, condition, command }) =>
        [
          line,
          risk.level,
          command.split(' ', 1)[0],
          hash(command),
          condition === undefined ? '' : hash(condition),
        ].join(' '),
      ),
      ...checklist.map(({ line, text }) => [line, '[ ]', hash(text)].join(' ')),
      ...problems.map(({ line, level }) => [line, level].join(' ')),
      '',
    ]);
    expect(code).toBe(0);
    if (there) return expect(lines.join('\n')).toMatchFileSnapshot('runbook-samples.snapshot.txt');
    const shipped = readdirSync(join(program.root, 'resources/runbooks')).sort();
    expect(report.files.map(({ path }) => basename(path)).sort()).toEqual(shipped);
    expect(report.files.flatMap(({ problems }) => problems)).toEqual([]);
    expect(report.files.filter(({ steps }) => steps.length === 0).map(({ path }) => basename(path))).toEqual([
      'index.md',
    ]);
  });

  it('[B84] is read on 80 columns, and shows what would reorder or command the terminal', async () => {
    const word = 'x'.repeat(300);
    const path = put(
      'odd.md',
      `# Odd \u202Etitle \u001B[31m ${word}\n\n\`\`\`bash\necho "\u202E" '\u0007' ${word}\n\`\`\`\n`,
    );
    const { stdout } = await run('check', path);
    const [first, ...lines] = stdout.split('\n');
    expect(first).toBe(path);
    expect(Math.max(...lines.map((line) => [...line].length))).toBeLessThanOrEqual(80);
    expect(stdout.replaceAll('\n', '')).not.toMatch(/\p{Cc}|\u202e/u);
    expect(stdout).toContain('[U+202E]');
    expect(stdout.match(/x/g)?.length).toBeGreaterThanOrEqual(600);
  });
});

describe('war-room runbook list and show', () => {
  it("[B82] lists the shipped runbooks, the team's and those of the settings, and shows one by its name", async () => {
    put('data/runbooks/db/pool.md', pool);
    const ops = dirname(put('ops/queue.md', '# Queue\n'));
    put('data/config.json', JSON.stringify({ settings: { runbookFolders: [ops, join(scratch, 'gone')] } }));
    const listed = await run('list');
    expect(listed.code).toBe(0);
    expect(listed.stdout).toMatch(/^team:db\/pool: Pool is full \(2 steps/m);
    expect(listed.stdout).toMatch(/^folder:[0-9a-f]{12}\/queue: Queue \(0 steps\)$/m);
    expect(listed.stdout).toMatch(/^shipped:api-outage: API outage/m);
    expect(listed.stderr).toBe(`${join(scratch, 'gone')}: There is no such folder.`);
    const summaries: { id: string }[] = JSON.parse((await run('list', '--json')).stdout);
    expect(summaries.find(({ id }) => id === 'team:db/pool')).toMatchObject({ category: 'db', alerts: ['PoolFull'] });

    for (const name of ['team:db/pool', 'db/pool', 'pool']) {
      const shown = JSON.parse((await run('show', name, '--json')).stdout);
      expect(shown).toMatchObject({ id: 'team:db/pool', title: 'Pool is full', steps: [{ id: 'count' }, {}] });
    }
    const file = join(scratch, 'ops', 'queue.md');
    expect((await run('show', file)).stdout).toBe(`${file}\n  Queue\n\n  # Queue`);
    expect(JSON.parse((await run('show', file, '--json')).stdout)).toMatchObject({ path: file, title: 'Queue' });
    const unknown = await run('show', 'team:no');
    expect(unknown).toMatchObject({ code: 1, stdout: '' });
    expect(unknown.stderr).toContain('war-room runbook list');
    put('ops/pool.md', '# Another\n');
    expect(await run('show', 'pool')).toMatchObject({ code: 1, stderr: expect.stringContaining('team:db/pool') });
  });
});

describe('war-room runbook new', () => {
  it("[B83] begins a runbook without problems in the team's folder, and never overwrites one", async () => {
    const made = await run('new', 'Queue `backlog` *grows*: what now?');
    const path = join(dataDir, 'runbooks', 'queue-backlog-grows-what-now.md');
    expect(made).toEqual({ code: 0, stdout: path, stderr: '' });
    expect(JSON.parse((await run('check', path, '--json')).stdout)).toMatchObject({
      errors: 0,
      warnings: 0,
      files: [{ title: 'Queue `backlog` *grows*: what now?', steps: [{ risk: { level: 'read-only' } }] }],
    });
    const before = readFileSync(path, 'utf8');
    expect((await run('new', 'queue backlog grows WHAT now')).code).toBe(1);
    expect(readFileSync(path, 'utf8')).toBe(before);

    const elsewhere = await run('new', '../../Störung: "x"', '--folder', scratch);
    expect(elsewhere.stdout).toBe(join(scratch, 'störung-x.md'));
    expect((await run('new', 'A', '--folder', join(scratch, 'nowhere'))).code).toBe(1);
    expect((await run('new', '!?')).code).toBe(2);
  });
});

it('[B81] is completed and explained like any other command', async () => {
  const { run: start } = commandLine();
  expect((await start('--get-yargs-completions', 'war-room', 'runbook', '')).stdout.split('\n')).toEqual(
    expect.arrayContaining(['check', 'list', 'show', 'new']),
  );
});
