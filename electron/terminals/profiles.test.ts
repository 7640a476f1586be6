import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { TerminalProfile } from '#shared/domain/terminal-profile.ts';
import { openSettingsStore } from '../settings/index.ts';
import { createVariableMemory } from './incident-variables.ts';
import { TestBench, until } from './testing.ts';

let bench: TestBench;
afterEach(() => bench.dispose());

const incidentId = '018f0000-0000-7000-8000-000000000001';
const size = { columns: 80, rows: 24 };

function createBench(profiles: readonly TerminalProfile[], options: ConstructorParameters<typeof TestBench>[1] = {}) {
  bench = new TestBench('/bin/bash', { profiles: () => profiles, ...options });
  bench.write('.bashrc', "PS1='$ '");
  return bench;
}

describe('a profile', () => {
  it('[S60] gives a terminal its name, directory, variables and colour, and commands are recorded as ever', async () => {
    const profile = {
      id: 'prod',
      name: 'kubectl prod',
      cwd: '~/src',
      env: { KUBECONFIG: '/etc/prod' },
      colour: 'red',
      production: true,
    } as const;
    createBench([profile]);
    mkdirSync(join(bench.home, 'src'));
    const { sessionId, page } = await bench.open({ profileId: 'prod' });
    expect(bench.session(sessionId)).toMatchObject({
      title: 'kubectl prod',
      shell: '/bin/bash',
      profileId: 'prod',
      colour: 'red',
      production: true,
      integration: 'active',
    });
    const { excerpt } = await bench.run(sessionId, page, 'echo "$KUBECONFIG $PWD"');
    expect(excerpt).toBe(`/etc/prod ${bench.home}/src`);
  });

  it.each([
    [['zsh'], /zsh$/],
    [['bash', '-l'], /bash$/],
    [['/usr/bin/fish', '--login'], /fish$/],
  ])('[S60] that names the shell %j has its commands recorded', async (command, shell) => {
    createBench([{ id: 'x', name: 'x', command: [...command] }]);
    bench.write('.zshrc', "PROMPT='%% '");
    bench.write('.bash_profile', "PS1='login '");
    const { sessionId, page } = await bench.open({ profileId: 'x' });
    expect(bench.session(sessionId).shell).toMatch(shell);
    expect(await bench.run(sessionId, page, 'false')).toMatchObject({ commandLine: 'false', exitCode: 1 });
    if (command[0] === 'bash') expect(page.text).toContain('login ');
  });

  it('[S61] that runs another program records no commands, says so, understands its marks, and guards it', async () => {
    // What a remote shell prints that marks its prompts; the local program stands in for ssh.
    bench = createBench([]);
    bench.write(
      'bin/ssh',
      `#!/bin/sh\nprintf '\\033]133;A\\007remote$ \\033]133;B\\007'\nread line\n
printf '\\033]133;C\\007out\\n\\033]133;D;4\\007\\033]633;A\\007remote$ \\033]633;B\\007'\nread line\nexit 5\n`,
    );
    chmodSync(join(bench.home, 'bin/ssh'), 0o755);
    const home = bench;
    const profiles = [
      { id: 'bastion', name: 'bastion', command: ['ssh', 'bastion'], env: { PATH: `${bench.home}/bin` } },
    ];
    createBench(profiles);
    const { sessionId, page } = await bench.open({ profileId: 'bastion' }, false);
    expect(bench.session(sessionId)).toMatchObject({ integration: 'none', shell: `${home.home}/bin/ssh` });
    await until(() => page.text.includes('remote$'), 'the prompt');
    page.type('ls\r');
    await until(() => bench.session(sessionId).lastExitCode === 4, 'the remote exit code');
    await bench.prompt(sessionId);
    expect(await bench.service.close({ sessionId, force: false })).toMatchObject({
      error: { code: 'running-program', message: expect.stringContaining('bastion') },
    });
    page.type('exit\r');
    await until(() => bench.session(sessionId).state === 'exited', 'the exit');
    expect(bench.session(sessionId)).toMatchObject({ exitCode: 5 });
    expect(bench.recorded.map(({ draft }) => draft.kind)).toEqual(['sessionOpened', 'sessionClosed']);
    await home.dispose();
  });

  it('[S62] that cannot be used says why, and opens nothing', async () => {
    createBench([
      { id: 'gone', name: 'Gone', command: ['no-such-program', 'x'] },
      { id: 'where', name: 'Where', cwd: '/nonexistent' },
    ]);
    const open = (profileId: string) => bench.service.open({ ...size, profileId });
    expect(await open('gone')).toMatchObject({
      error: {
        code: 'shell-not-found',
        message: '"no-such-program" was not found, or it can\'t be run.',
        action: expect.stringContaining('"Gone"'),
      },
    });
    expect(await open('where')).toMatchObject({ error: { code: 'directory-missing' } });
    expect(await open('nobody')).toMatchObject({ error: { code: 'unknown-profile' } });
    expect([bench.recorded, bench.service.sessions()]).toEqual([[], []]);
  });
});

describe("an incident's variables", () => {
  it('[S63] are in every terminal opened for it from then on, and in no other', async () => {
    createBench([{ id: 'p', name: 'p', env: { REGION: 'profile', ONLY: 'p' } }]);
    expect(bench.service.setEnvironment({ incidentId, variables: { REGION: 'eu-1' } })).toEqual({
      ok: true,
      value: {},
    });
    expect(bench.service.environment({ incidentId })).toEqual({ variables: { REGION: 'eu-1' } });
    const seen: string[] = [];
    for (const input of [{ incidentId }, { incidentId, profileId: 'p' }, {}]) {
      const { sessionId, page } = await bench.open(input);
      seen.push((await bench.run(sessionId, page, 'echo "[$REGION] [$ONLY]"')).excerpt);
    }
    expect(seen).toEqual(['[eu-1] []', '[eu-1] [p]', '[] []']);
    expect(JSON.stringify(bench.recorded.filter(({ draft }) => draft.kind === 'sessionOpened'))).not.toContain('eu-1');
  });

  it.each([
    ['a name with a space', { 'A B': '' }],
    ['an empty name', { '': 'x' }],
    ['a name of ours', { WAR_ROOM_NONCE_FILE: '/etc/passwd' }],
    ['a NUL in a value', { A: 'a\0b' }],
    ['a value that no program can be given', { A: 'x'.repeat(60_000) }],
    ['more than a program can be given', Object.fromEntries([...'ABCDEFGH'].map((name) => [name, 'x'.repeat(29_000)]))],
  ])('[S63] are refused with %s, and the old ones stay', (_, variables) => {
    createBench([]);
    bench.service.setEnvironment({ incidentId, variables: { KEPT: '1' } });
    expect(bench.service.setEnvironment({ incidentId, variables })).toMatchObject({
      error: { code: 'invalid-variable' },
    });
    expect(bench.service.environment({ incidentId })).toEqual({ variables: { KEPT: '1' } });
  });

  it('[S63] are kept with the settings until they are emptied, for their owner only', () => {
    createBench([]);
    const dataDir = mkdtempSync(join(tmpdir(), 'variables-'));
    const memory = () => createVariableMemory(openSettingsStore(dataDir));
    memory().save(incidentId, { A: 'x.y', B: '2' });
    memory().save('018f0000-0000-7000-8000-000000000002', { C: '3' });
    expect(memory().load(incidentId)).toEqual({ A: 'x.y', B: '2' });
    memory().save(incidentId, {});
    expect(memory().load(incidentId)).toEqual({});
    expect(memory().load('constructor')).toEqual({});
    rmSync(dataDir, { recursive: true });
  });

  it('[S63] say when they could not be kept', () => {
    const save = () => {
      throw new Error('ENOSPC');
    };
    createBench([], { variables: { load: () => ({}), save } });
    const refused = bench.service.setEnvironment({ incidentId, variables: { A: '1' } });
    expect(refused).toMatchObject({ error: { code: 'not-saved', message: expect.stringContaining('ENOSPC') } });
  });

  it('[T41] that look like secrets are told to the redaction before the shell starts', async () => {
    const secrets: string[] = [];
    const redact = (text: string) => (text.startsWith('DB_PASSWORD=') ? 'DB_PASSWORD=[redacted]' : text);
    createBench([], { onSecret: (value) => secrets.push(value), redact });
    bench.service.setEnvironment({ incidentId, variables: { DB_PASSWORD: 'canary', REGION: 'eu' } });
    await bench.open({ incidentId });
    expect(secrets).toEqual(['canary']);
  });
});

describe('a restart', () => {
  it('[S64] puts a new shell in the place of the old, in the same directory, with profile, incident, title, size and recording level', async () => {
    createBench([{ id: 'p', name: 'p', env: { REGION: 'eu' } }]);
    const first = await bench.open();
    const { sessionId, page } = await bench.open({ incidentId, profileId: 'p' });
    const last = await bench.open();
    bench.service.rename({ sessionId, title: 'db' });
    bench.service.setRecordingLevel({ sessionId, level: 'nothing' });
    page.resize(100, 30);
    await bench.run(sessionId, page, 'mkdir deep; cd deep; gone=1');
    const before = bench.session(sessionId);
    const restarted = await bench.service.restart({ sessionId, force: false });
    if (!restarted.ok) throw new Error(restarted.error.message);
    const { sessionId: nextId } = restarted.value;
    expect(nextId).not.toBe(sessionId);
    expect(page.closed).toBe(true);
    expect(bench.service.sessions().map((session) => session.sessionId)).toEqual([
      first.sessionId,
      nextId,
      last.sessionId,
    ]);
    await bench.prompt(nextId);
    const next = bench.attach(nextId);
    expect(bench.session(nextId)).toMatchObject({ incidentId, profileId: 'p', title: 'db', cwd: before.cwd });
    expect(bench.session(nextId).recordingLevel).toBe('nothing');
    expect(bench.session(nextId).pid).not.toBe(before.pid);
    bench.service.setRecordingLevel({ sessionId: nextId, level: 'everything' });
    const { excerpt } = await bench.run(nextId, next, 'echo "$REGION $gone $(stty size)"; pwd');
    expect(excerpt).toBe(`eu  30 100\n${bench.home}/deep`);
    const kinds = bench.recorded.filter(({ draft }) => /^session/.test(draft.kind)).map(({ draft }) => draft.kind);
    expect(kinds.slice(-2)).toEqual(['sessionClosed', 'sessionOpened']);
  });

  it('[S64] asks before it ends a running program, works after an exit, and starts at home where the directory is gone', async () => {
    createBench([]);
    const { sessionId, page } = await bench.open();
    await bench.run(sessionId, page, 'mkdir deep; cd deep; rmdir ../deep');
    page.type('sleep 100\r');
    await until(() => bench.session(sessionId).state === 'running', 'sleep');
    const refused = await bench.service.restart({ sessionId, force: false });
    expect(refused).toMatchObject({ error: { code: 'running-program' } });
    const restarted = await bench.service.restart({ sessionId, force: true });
    if (!restarted.ok) throw new Error(restarted.error.message);
    const { sessionId: secondId } = restarted.value;
    expect(restarted.value.cwd).toBe(bench.home);
    await bench.prompt(secondId);
    bench.attach(secondId).type('exit 2\r');
    await until(() => bench.session(secondId).state === 'exited', 'the exit');
    expect(await bench.service.restart({ sessionId: secondId, force: false })).toMatchObject({ ok: true });
    expect(await bench.service.restart({ sessionId: secondId, force: false })).toMatchObject({
      error: { code: 'unknown-session' },
    });
    expect(bench.service.sessions().length).toBe(1);
  });

  it('[S64] leaves the old one, exited, where no new one can start, and makes one of two that come at once', async () => {
    const profiles: TerminalProfile[] = [{ id: 'p', name: 'p' }];
    createBench(profiles);
    const { sessionId } = await bench.open({ profileId: 'p' });
    profiles[0] = { id: 'p', name: 'p', command: ['no-such-program'] };
    expect(await bench.service.restart({ sessionId, force: true })).toMatchObject({
      error: { code: 'shell-not-found' },
    });
    expect(bench.session(sessionId).state).toBe('exited');
    profiles[0] = { id: 'p', name: 'p' };
    const both = await Promise.all([1, 2].map(() => bench.service.restart({ sessionId, force: true })));
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(bench.service.sessions().length).toBe(1);
  });
});

it('[T35] leaves no file with the secret behind', async () => {
  const runtime = mkdtempSync(join(tmpdir(), 'runtime-'));
  createBench([], { env: { XDG_RUNTIME_DIR: runtime } });
  const { sessionId } = await bench.open();
  expect(bench.session(sessionId).integration).toBe('active');
  expect(readdirSync(runtime)).toEqual([]);
  bench.write('.bashrc', 'exit 3');
  const second = await bench.open({}, false);
  await until(() => bench.session(second.sessionId).state === 'exited', 'the exit');
  expect(readdirSync(runtime)).toEqual([]);
  rmSync(runtime, { recursive: true });
});
