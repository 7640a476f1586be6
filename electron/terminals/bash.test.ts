import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { UNSEEN_COMMAND } from './command-tracker.ts';
import { toPlainText } from './excerpt.ts';
import { interrupt, resourcesDir, TestBench, until } from './testing.ts';

let bench: TestBench;
afterEach(() => bench.dispose());

async function openBash(rc: string, files: Record<string, string> = {}) {
  bench = new TestBench('/bin/bash');
  bench.write('.bashrc', `PS1='$ '\n${rc}`);
  for (const [name, content] of Object.entries(files)) bench.write(name, content);
  const opened = await bench.open();
  const run = async (line: string) => {
    const { commandLine, exitCode, excerpt } = await bench.run(opened.sessionId, opened.page, line);
    return { commandLine, exitCode, excerpt };
  };
  return { ...opened, run };
}

const rcFiles: readonly [string, string][] = [
  ['no rc settings', ''],
  ['PROMPT_COMMAND as a string', 'PROMPT_COMMAND=\'false; PS1="% "\''],
  ['PROMPT_COMMAND as an array', "PROMPT_COMMAND=('false' 'PS1=\"% \"' 'true')"],
  [
    'a PROMPT_COMMAND that others prepend to at every prompt',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: bash expands it
    'add() { PROMPT_COMMAND="true; ${PROMPT_COMMAND#true; }"; }; PROMPT_COMMAND=add',
  ],
  ['an rc file with errors', 'nosuchcommand\nif\n'],
  ['an rc file that returns', 'return 3\n'],
  ['nounset, functrace and noclobber', 'set -u -T -C'],
  ['their own PS0', "PS0='[ps0]'"],
  ['a DEBUG trap', "trap 'true' DEBUG"],
  ['allexport', 'set -a'],
  ['history settings', "HISTCONTROL=ignoreboth:erasedups HISTTIMEFORMAT='%F %T ' HISTSIZE=5 HISTIGNORE='ls:false'"],
  ['history shared between terminals', "PROMPT_COMMAND='history -a; history -c; history -r'"],
  ['extended globbing and a strange IFS', "shopt -s extglob nullglob; IFS=':;='"],
];

describe('commands in bash', () => {
  it.each(rcFiles)('[S30] are recorded with their exit codes, with %s', async (_, rc) => {
    const { run } = await openBash(rc);
    expect([await run('true'), await run('false'), await run('(exit 7)'), await run('echo out')]).toEqual([
      { commandLine: 'true', exitCode: 0, excerpt: expect.any(String) },
      { commandLine: 'false', exitCode: 1, excerpt: expect.any(String) },
      { commandLine: '(exit 7)', exitCode: 7, excerpt: expect.any(String) },
      { commandLine: 'echo out', exitCode: 0, excerpt: expect.stringMatching(/out$/) },
    ]);
  });

  it.each([
    ['quotes in quotes', `echo "it's; \\"x\\"" 'a\\b' "\\x3b"`],
    ['a substitution', 'echo "$(printf "%s" `echo a;`)" | cat; (exit 4)'],
    ['characters beyond ASCII', "echo 'ä 表 🔥'"],
    ['what looks like a prompt escape', "echo '\\u \\$ \\[ %{ &'"],
  ])('[S31] are recorded as typed: %s', async (_, line) => {
    const { run } = await openBash('');
    expect((await run(line)).commandLine).toBe(line);
  });

  it('[S31] that history does not keep, or keeps once, are recorded as typed', async () => {
    const { run, page, sessionId } = await openBash("HISTCONTROL=ignoreboth\nHISTIGNORE='uname*'");
    const lines = [
      'echo 1',
      ' echo secret',
      'echo 1',
      'echo 1',
      'uname -s',
      ` echo ${'long '.repeat(30)}end`,
      ' echo 表',
    ];
    const recorded: string[] = [];
    for (const line of lines) recorded.push((await run(line)).commandLine);
    expect(recorded).toEqual(lines.map((line) => line.trim()));
    expect((await bench.run(sessionId, page, '\x1b[A')).commandLine).toBe('echo 1');
    expect((await bench.run(sessionId, page, ' ech a\x1b[D\x1b[Do\x01x=1; \x05bc')).commandLine).toBe('x=1;  echo abc');
  });

  it('[S31] over several lines are one command', async () => {
    const { page, sessionId } = await openBash('HISTCONTROL=ignorespace');
    const loop = await bench.run(sessionId, page, 'for i in 1 2; do\recho "n $i"\rdone');
    expect(loop).toMatchObject({ commandLine: 'for i in 1 2; do echo "n $i"; done', exitCode: 0 });
    expect(loop.excerpt).toBe('n 1\nn 2');
    const hidden = await bench.run(sessionId, page, ' for i in 1; do\recho hidden\rdone');
    expect(hidden.commandLine).toBe('for i in 1; do\necho hidden\ndone');
    const heredoc = await bench.run(sessionId, page, 'cat <<X\ra;b\rX');
    expect(heredoc).toMatchObject({ commandLine: 'cat <<X\na;b\nX', excerpt: 'a;b' });
  });

  it('[S31] pasted together are commands of their own, each with its exit code', async () => {
    const { page, sessionId } = await openBash('HISTCONTROL=ignoreboth');
    const paste = async (lines: readonly string[]) => {
      const before = bench.payloads('commandFinished').length;
      page.type(`\x1b[200~${lines.join('\r')}\x1b[201~\r`);
      await until(() => bench.payloads('commandFinished').length === before + lines.length, lines.join());
      await bench.prompt(sessionId);
      return bench
        .payloads('commandFinished')
        .slice(before)
        .map(({ commandLine, exitCode, excerpt }) => [commandLine, exitCode, excerpt]);
    };
    expect(await paste(['echo one', '(exit 9)', 'echo three'])).toEqual([
      ['echo one', 0, 'one'],
      ['(exit 9)', 9, ''],
      ['echo three', 0, 'three'],
    ]);
    expect(await paste(['echo a', 'echo a'])).toEqual([
      ['echo a', 0, 'a'],
      ['echo a', 0, 'a'],
    ]);
    expect(await paste(['echo b', ' echo hidden'])).toEqual([
      ['echo b', 0, 'b'],
      [UNSEEN_COMMAND, 0, 'hidden'],
    ]);
  });

  it('[S30] interrupted by Ctrl-C have exit code 130; an interrupted or empty line is no command', async () => {
    const { page, sessionId } = await openBash('');
    page.type('sleep 100\r');
    await until(() => bench.session(sessionId).state === 'running', 'sleep');
    expect(bench.session(sessionId).runningCommand).toBe('sleep 100');
    await interrupt(page, () => bench.payloads('commandFinished').length === 1, 'the interruption');
    expect(bench.payloads('commandFinished')[0]).toMatchObject({ commandLine: 'sleep 100', exitCode: 130 });
    await bench.prompt(sessionId);
    page.type('half a line');
    const prompts = () => page.text.match(/633;A;/g)?.length ?? 0;
    const before = prompts();
    await interrupt(page, () => prompts() > before, 'a new prompt');
    await bench.prompt(sessionId);
    page.type('\r\r# comment\r');
    await bench.run(sessionId, page, 'true');
    expect(bench.payloads('commandStarted').map(({ commandLine }) => commandLine)).toEqual(['sleep 100', 'true']);
  });

  it('[S33] carry the directory in which they started', async () => {
    const { page, sessionId } = await openBash("mkdir -p 'a;b\\c'");
    await bench.run(sessionId, page, "cd 'a;b\\c'");
    const next = await bench.run(sessionId, page, 'pwd');
    expect([bench.payloads('commandStarted')[0]?.cwd, next.cwd, bench.session(sessionId).cwd]).toEqual([
      bench.home,
      `${bench.home}/a;b\\c`,
      `${bench.home}/a;b\\c`,
    ]);
  });

  it('[S34] that end the shell have its exit code; one whose tab is closed has none', async () => {
    const { page, sessionId } = await openBash('');
    page.type('exit 3\r');
    await until(() => bench.session(sessionId).state === 'exited', 'the exit');
    const [finished] = bench.payloads('commandFinished');
    expect(finished).toMatchObject({ commandLine: 'exit 3', exitCode: 3 });
    expect(bench.payloads('sessionClosed')).toEqual([{ sessionId, exitCode: 3 }]);
    expect(bench.session(sessionId)).toMatchObject({ state: 'exited', exitCode: 3 });
    const other = await bench.open();
    other.page.type('sleep 100\r');
    await until(() => bench.session(other.sessionId).state === 'running', 'sleep');
    await bench.service.close({ sessionId: other.sessionId, force: true });
    const closed = bench.payloads('commandFinished').at(-1);
    expect(closed).toMatchObject({ commandLine: 'sleep 100' });
    expect(closed).not.toHaveProperty('exitCode');
  });

  it('[S30] are recorded beside a preexec library that lives on the DEBUG trap', async () => {
    // What bash-preexec does, in short: it takes the first command traced after its prompt hook for the person's own,
    // unless standard output is not the terminal.
    const { run } = await openBash(`
armed=
debug() { [[ -t 1 && -n $armed ]] || return 0; armed=; echo "preexec:$BASH_COMMAND"; }
arm() { armed=1; }
install() { trap debug DEBUG; PROMPT_COMMAND='arm'; arm; }
PROMPT_COMMAND=install`);
    expect(await run('echo one')).toEqual({ commandLine: 'echo one', exitCode: 0, excerpt: 'preexec:echo one\none' });
    expect(await run('false')).toEqual({ commandLine: 'false', exitCode: 1, excerpt: 'preexec:false' });
  });

  it('[S30] are recorded where PROMPT_COMMAND is no array yet (bash before 5.1)', async () => {
    const script = readFileSync(join(resourcesDir, 'shell-integration/bash.bash'), 'utf8');
    expect(script).toContain('>= 501');
    bench = new TestBench('/bin/bash', { resourcesDir: mkdtempSync(join(tmpdir(), 'resources-')) });
    bench.writeResource('shell-integration/bash.bash', script.replace('>= 501', '>= 9901'));
    bench.write('.bashrc', "PS1='$ '; PROMPT_COMMAND='false; true'");
    const { sessionId, page } = await bench.open();
    const codes = [];
    for (const line of ['(exit 5)', 'true', 'false']) codes.push((await bench.run(sessionId, page, line)).exitCode);
    expect(codes).toEqual([5, 0, 1]);
  });
});

describe("bash's integration", () => {
  it('keeps out of the way of `set -x`, exported prompts and nested shells', async () => {
    const { page, run } = await openBash('export PS0 PS1 PS2');
    await run('set -x');
    const from = page.text.length;
    expect(await run('echo traced')).toMatchObject({ exitCode: 0, excerpt: '+ echo traced\ntraced' });
    page.type('bash --norc\r');
    await until(() => page.text.slice(from).includes('+ bash --norc'), 'the nested shell');
    page.type('echo nest$((1+1)); (exit 6)\r');
    await until(() => page.text.includes('nest2'), 'its output');
    const nested = await run('exit');
    expect(nested).toMatchObject({ commandLine: 'bash --norc', exitCode: 6 });
    const shown = toPlainText(Buffer.from(page.text.slice(from)));
    expect(shown).not.toMatch(/war_room|command not found/);
  });

  it('is given up when the startup files lead to another shell, and the tab says so', async () => {
    bench = new TestBench('/bin/bash', { integrationWaitMs: 50 });
    bench.write('.bashrc', 'exec /bin/sh');
    const { sessionId } = await bench.open();
    expect(bench.session(sessionId)).toMatchObject({ integration: 'none', state: 'prompt' });
  });

  it('is recognised when it comes late', async () => {
    bench = new TestBench('/bin/bash', { integrationWaitMs: 50 });
    bench.write('.bashrc', "PS1='$ '; until [[ -e ~/now ]]; do sleep 0.02; done");
    const { sessionId, page } = await bench.open();
    expect(bench.session(sessionId).integration).toBe('none');
    bench.write('now', '');
    await until(() => bench.session(sessionId).integration === 'active', 'the first mark');
    expect(await bench.run(sessionId, page, 'false')).toMatchObject({ exitCode: 1 });
  });
});

describe("bash's start", () => {
  it('reads what a login shell reads where the platform expects one', async () => {
    bench = new TestBench('/bin/bash', { loginShells: true });
    bench.write('.bash_profile', "echo from-profile; PS1='$ '");
    bench.write('.bashrc', 'echo from-bashrc');
    const { page } = await bench.open();
    expect(page.text).toContain('from-profile');
    expect(page.text).not.toContain('from-bashrc');
  });

  it('[T35] hands neither the nonce nor any variable of ours to programs', async () => {
    bench = new TestBench('/bin/bash', {
      env: { WAR_ROOM_DATA_DIR: '/x', ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '--x', npm_config_x: 'y', MINE: 'kept' },
    });
    bench.write('.bashrc', "set -a; PS1='$ '; export PS1 PS0 PS2");
    const { page, sessionId } = await bench.open();
    const { excerpt } = await bench.run(sessionId, page, 'env');
    const ours = /war_room|electron|node_options|npm_|mine/i;
    const lines = excerpt.split('\n').filter((line) => ours.test(line) && !/^(PS[012]|TERM_PROGRAM)=/.test(line));
    expect(lines).toEqual(['MINE=kept']);
    const nonce = page.text.match(/633;A;([0-9a-f]{32})/)?.[1] ?? expect.fail('no nonce seen');
    expect(excerpt).not.toContain(nonce);
  });
});
