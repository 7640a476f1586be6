import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandLine } from './test-support.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;

describe('war-room incident', () => {
  it('declares, notes, changes, lists, shows, exports and verifies', async () => {
    const { run, scratch } = commandLine();
    const declared = await run(
      'incident',
      'declare',
      '--title',
      'Checkout down',
      '--severity',
      'SEV-1',
      '--actor',
      'Ada',
    );
    expect(declared).toMatchObject({ code: 0, stderr: '' });
    const id = declared.stdout.trim();
    expect(id).toMatch(uuid);

    const start = id.slice(0, 13);
    const noted = await run('incident', 'note', start, 'Rolled back to 2.5.0', '--kind', 'decision', '--json');
    expect(JSON.parse(noted.stdout).events[0].payload).toEqual({ noteKind: 'decision', text: 'Rolled back to 2.5.0' });
    expect(await run('incident', 'status', start, 'resolved')).toEqual({
      code: 0,
      stdout: 'detected -> resolved\n',
      stderr: '',
    });
    const [listed] = JSON.parse((await run('incident', 'list', '--json')).stdout);
    expect(listed).toMatchObject({ id, title: 'Checkout down', severity: 'SEV-1', status: 'resolved', eventCount: 4 });
    expect((await run('incident', 'list')).stdout).toMatch(new RegExp(`^${id}  SEV-1   resolved .*Checkout down\n$`));

    const shown = (await run('incident', 'show', id)).stdout;
    expect(shown).toMatch(/^SEV-1 {2}resolved {2}Checkout down\n/);
    expect(shown).toContain('Rolled back to 2.5.0');
    expect(shown).toContain('Ada');

    const out = join(scratch, 'post-mortem.md');
    expect(await run('incident', 'export', id, '--format', 'md', '--out', out)).toEqual({
      code: 0,
      stdout: `${out}\n`,
      stderr: '',
    });
    const document = readFileSync(out, 'utf8');
    for (const part of ['Checkout down', 'Rolled back to 2.5.0', id]) expect(document).toContain(part);
    const again = await run('incident', 'export', id, '--format', 'md', '--out', out);
    expect(again).toMatchObject({ code: 1, stdout: '' });
    expect(again.stderr).toMatch(/^war-room: .*exists already.*--force\.\n$/);
    expect((await run('incident', 'export', id, '--format', 'md', '--out', out, '--force')).code).toBe(0);

    expect((await run('incident', 'verify', id)).stdout).toMatch(/^intact: 6 events/);
  }, 60_000);

  it('verifies a file, and finds the event that was changed in it', async () => {
    const { run, scratch } = commandLine();
    const id = (await run('incident', 'declare', '--title', 'x', '--severity', 'SEV-2')).stdout.trim();
    await run('incident', 'note', id, 'as it was');
    const text = (await run('incident', 'show', id, '--json')).stdout;
    const file = join(scratch, 'incident.json');
    writeFileSync(file, text);
    expect(await run('incident', 'verify', file)).toMatchObject({ code: 0 });
    writeFileSync(file, text.replace('as it was', 'as we like'));
    const verified = await run('incident', 'verify', file);
    expect(verified.code).toBe(1);
    expect(verified.stdout).toMatch(/^NOT INTACT: 3 events/);
    expect(verified.stderr).toContain('Event 3: what it says was changed.');
    writeFileSync(file, '{"events":[]}');
    expect(await run('incident', 'verify', file)).toMatchObject({ code: 1, stdout: '' });
  }, 60_000);

  it('backdates, and takes another taxonomy', async () => {
    const { run } = commandLine();
    const declared = await run(
      ...['incident', 'declare', '--title', 'x', '--severity', 'P0', '--taxonomy', 'p-ops', '--json'],
      ...['--occurred-at', '2026-01-02T03:04:05Z'],
    );
    const [event] = JSON.parse(declared.stdout).events;
    expect(event.occurredAt).toBe(Date.UTC(2026, 0, 2, 3, 4, 5));
    expect(event.payload).toMatchObject({ taxonomyId: 'p-ops', severity: 'P0' });
  });

  it('prints what a person typed without letting it command the terminal', async () => {
    const { run } = commandLine();
    const id = (await run('incident', 'declare', '--title', 'x', '--severity', 'SEV-1')).stdout.trim();
    await run('incident', 'note', id, 'red \x1b[31malert\x07');
    expect((await run('incident', 'show', id)).stdout).toContain('red \ufffd[31malert\ufffd');
  });
});

describe('wrong use of war-room', () => {
  it.each([
    [['nonsense'], 'Unknown command: nonsense'],
    [['nonsense', '--foo'], 'Unknown command: nonsense'],
    [['incident', 'declare', '--title', 'x', '--title', 'y', '--severity', 'SEV-1'], '--title is given twice'],
    [['incident', 'declare', '--title', ' ', '--severity', 'SEV-1'], '--title is empty'],
    [['serve', '--port', '1', '--port', '2'], '--port is given twice'],
    [['incident', 'nonsense'], 'Unknown command: nonsense'],
    [['incident'], 'Say what to do with the incident'],
    [['doctor', '--nonsense'], 'Unknown argument: nonsense'],
    [['incident', 'declare', '--title', 'x'], 'Missing required argument: severity'],
    [['incident', 'declare', '--title', 'x', '--severity', 'SEV-1', '--occurred-at', 'noon'], '"noon" is not a date'],
    [['incident', 'note', 'x', 'text', '--at', '2026-13-01T00:00:00Z'], 'is not a date'],
    [['incident', 'note', 'x'], 'Not enough non-option arguments'],
    [['incident', 'status', 'x', 'finished'], 'Choices: "detected"'],
    [['incident', 'export', 'x', '--format', 'docx', '--out', 'y'], 'Choices: "md", "json"'],
    [['serve', '--port', 'many'], '--port takes a number'],
    [['serve', '--origin', 'http://example.org'], '--origin takes an address of this machine'],
  ])('%j ends with 2 and one clear line', async (args, line) => {
    const { run } = commandLine();
    const ran = await run(...args);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toMatch(/^war-room: .*\n$/);
    expect(ran.stderr).toContain(line);
  });

  it('ends with 1 and one clear line where it was understood and cannot be done', async () => {
    const { run, scratch } = commandLine();
    const file = join(scratch, 'file');
    writeFileSync(file, '');
    const id = (await run('incident', 'declare', '--title', 'x', '--severity', 'SEV-1')).stdout.trim();
    mkdirSync(join(scratch, 'folder'));
    const cases: [string[], string][] = [
      [['incident', 'declare', '--title', 'x', '--severity', 'SEV-9'], 'no level SEV-9'],
      [['incident', 'declare', '--title', 'x', '--severity', 'SEV-1', '--taxonomy', 'none'], 'no taxonomy none'],
      [
        ['incident', 'declare', '--title', 'x', '--severity', 'SEV-1', '--occurred-at', '2999-01-01T00:00:00Z'],
        'future',
      ],
      [['incident', 'show', 'ffff'], 'No incident begins with "ffff"'],
      [['incident', 'note', '', 'text'], 'No incident begins with ""'],
      [['incident', 'verify', 'ffff'], 'No incident begins with "ffff"'],
      [['incident', 'export', id, '--format', 'md', '--out', join(scratch, 'none/x.md')], 'folder does not exist'],
      [['incident', 'export', id, '--format', 'md', '--out', join(scratch, 'folder'), '--force'], 'not a file'],
      [['incident', 'list', '--data-dir', join(file, 'data')], 'cannot be used'],
      ...(process.platform === 'linux'
        ? [[['serve', '--no-open', '--data-dir', '/proc/none/data'], 'cannot be written'] as [string[], string]]
        : []),
      [['serve', '--no-open', '--data-dir', join(file, 'data')], 'cannot be written'],
    ];
    for (const [args, line] of cases) {
      const ran = await run(...args);
      expect([args, ran.code, ran.stdout]).toEqual([args, 1, '']);
      expect(ran.stderr).toMatch(/^war-room: .*\n$/);
      expect(ran.stderr).toContain(line);
    }
  }, 60_000);

  it('asks for more of an id that two incidents share', async () => {
    const { run } = commandLine();
    for (const title of ['one', 'two']) await run('incident', 'declare', '--title', title, '--severity', 'SEV-3');
    const ran = await run('incident', 'show', '0');
    expect(ran).toMatchObject({ code: 1, stderr: 'war-room: 2 incidents begin with "0". Give more of the id.\n' });
  });
});

it('completes commands in bash and zsh', async () => {
  const bash = commandLine({ SHELL: '/bin/bash' });
  expect((await bash.run('completion')).stdout).toContain('complete -o bashdefault -o default -F _war-room_yargs');
  expect((await bash.run('--get-yargs-completions', 'war-room', 'incident', '')).stdout.split('\n')).toEqual(
    expect.arrayContaining(['declare', 'export', 'list', 'note', 'show', 'status', 'verify']),
  );
  expect((await commandLine({ SHELL: '/bin/zsh' }).run('completion')).stdout).toMatch(/^#compdef war-room\n/);
});
