import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { TestBench, until } from './testing.ts';

let bench: TestBench;
afterEach(() => bench.dispose());

/** Debian's packages; where one is missing the tests fail rather than pass unseen. */
const zsh = '/usr/bin/zsh';
const fish = '/usr/bin/fish';

async function openShell(shell: string, files: Record<string, string>) {
  if (!existsSync(shell)) expect.fail(`${shell} is not installed`);
  bench = new TestBench(shell);
  for (const [name, content] of Object.entries(files)) bench.write(name, content);
  const opened = await bench.open();
  const run = async (line: string) => {
    const { commandLine, exitCode, excerpt } = await bench.run(opened.sessionId, opened.page, line);
    return { commandLine, exitCode, excerpt };
  };
  return { ...opened, run };
}

describe('zsh', () => {
  const zshrc = "PROMPT='%% '; setopt hist_ignore_space; HISTSIZE=10; precmd() { false; }; echo from-zshrc";

  it('[S30] is recorded: command lines, exit codes, output', async () => {
    const { run } = await openShell(zsh, { '.zshrc': zshrc });
    expect([
      await run('true'),
      await run(' false'),
      await run('(exit 7)'),
      await run(`echo 'a;b\\' "ä 表"`),
      await run('print -n no-newline'),
    ]).toEqual([
      { commandLine: 'true', exitCode: 0, excerpt: '' },
      { commandLine: 'false', exitCode: 1, excerpt: '' },
      { commandLine: '(exit 7)', exitCode: 7, excerpt: '' },
      { commandLine: `echo 'a;b\\' "ä 表"`, exitCode: 0, excerpt: 'a;b\\ ä 表' },
      { commandLine: 'print -n no-newline', exitCode: 0, excerpt: 'no-newline' },
    ]);
  });

  it('[S35] reads the files of the person, from their ZDOTDIR, and leaves no trace of ours', async () => {
    const dots = mkdtempSync(join(tmpdir(), 'zdotdir-'));
    writeFileSync(join(dots, '.zshenv'), 'FROM_ENV=1');
    writeFileSync(join(dots, '.zshrc'), "PROMPT='%% '; FROM_RC=1");
    bench = new TestBench(zsh, { env: { ZDOTDIR: dots } });
    const { sessionId, page } = await bench.open();
    const { excerpt } = await bench.run(
      sessionId,
      page,
      'echo "$FROM_ENV $FROM_RC $ZDOTDIR [$(env | grep -ci war_room_)]"',
    );
    rmSync(dots, { recursive: true });
    expect(excerpt).toBe(`1 1 ${dots} [0]`);
  });

  it('[S31] takes lines pasted together for one command', async () => {
    const { run } = await openShell(zsh, { '.zshrc': zshrc });
    expect(await run('\x1b[200~echo one\r(exit 9)\x1b[201~')).toEqual({
      commandLine: 'echo one\n(exit 9)',
      exitCode: 9,
      excerpt: 'one',
    });
  });
});

describe('fish', () => {
  const config = { '.config/fish/config.fish': "function fish_prompt; echo -n '> '; end; function fish_greeting; end" };

  it('[S30] is recorded: command lines, exit codes, output', async () => {
    const { run } = await openShell(fish, config);
    expect([
      await run('true'),
      await run(' false'),
      await run("sh -c 'exit 7'"),
      await run(`echo 'a;b\\\\' "ä 表"`),
      await run('echo -n no-newline'),
      await run('set -x | grep -ci war_room_'),
    ]).toEqual([
      { commandLine: 'true', exitCode: 0, excerpt: '' },
      { commandLine: 'false', exitCode: 1, excerpt: '' },
      { commandLine: "sh -c 'exit 7'", exitCode: 7, excerpt: '' },
      { commandLine: `echo 'a;b\\\\' "ä 表"`, exitCode: 0, excerpt: 'a;b\\ ä 表' },
      { commandLine: 'echo -n no-newline', exitCode: 0, excerpt: 'no-newline' },
      { commandLine: 'set -x | grep -ci war_room_', exitCode: 1, excerpt: '0' },
    ]);
  });

  it('[S36] takes an inserted step, and records it', async () => {
    const { sessionId } = await openShell(fish, config);
    const step = { runbookId: 'r', stepId: 's', number: 1, title: 'Look', risk: 'read-only' } as const;
    expect(bench.service.insert(sessionId, 'echo one', { submit: true, step })).toEqual({ ok: true, value: {} });
    await until(() => bench.payloads('stepFinished').length === 1, 'the step');
    expect(bench.payloads('stepFinished')[0]).toMatchObject({ runbookId: 'r', stepId: 's', exitCode: 0 });
  });
});

describe('a shell without integration', () => {
  it('[S37] works, says that it records nothing, and takes no insertion', async () => {
    bench = new TestBench('/bin/sh');
    const { sessionId, page } = await bench.open();
    expect(bench.session(sessionId)).toMatchObject({ integration: 'none', shell: '/bin/sh' });
    page.type('echo "a$((1+1))b"\r');
    await until(() => page.text.includes('a2b'), 'the output');
    expect(bench.payloads('commandStarted')).toEqual([]);
    expect(bench.service.insert(sessionId, 'ls', { submit: false })).toMatchObject({
      error: { code: 'not-at-prompt' },
    });
  });

  it('[S38] is understood where it marks its prompts with OSC 133, which is not enough to record or to type', async () => {
    bench = new TestBench('/bin/sh');
    const { sessionId, page } = await bench.open();
    page.type("printf '\\033]133;C\\007'\r");
    await until(() => bench.session(sessionId).state === 'running', 'the C mark');
    page.type("printf '\\033]133;D;3\\007\\033]133;A\\007\\033]133;B\\007\\033[?2004h'\r");
    await until(() => bench.session(sessionId).state === 'prompt', 'the B mark');
    expect(bench.session(sessionId)).toMatchObject({ lastExitCode: 3, integration: 'none' });
    expect(bench.payloads('commandStarted')).toEqual([]);
    expect(bench.service.insert(sessionId, 'ls', { submit: false })).toMatchObject({
      error: { code: 'not-at-prompt' },
    });
  });

  it('guards a running program all the same', async () => {
    bench = new TestBench('/bin/sh');
    const { sessionId, page } = await bench.open();
    expect(bench.service.hasRunning()).toBe(false);
    page.type('sleep 100\r');
    await until(() => bench.service.hasRunning(), 'sleep');
    expect(await bench.service.close({ sessionId, force: false })).toMatchObject({
      error: { code: 'running-program' },
    });
  });
});
