import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { anyText } from '#shared/domain/test-text.ts';
import { toPlainText } from './excerpt.ts';
import { compareToInserted, composeInsertion, fillsLine } from './insertion.ts';
import { interrupt, TestBench, until } from './testing.ts';

const ready = { atPrompt: true, bracketedPaste: true, lineInUse: false };

function bytesOf(text: string, submit: boolean, state = ready): string {
  const composed = composeInsertion(text, submit, state);
  return composed.ok ? composed.value.bytes.toString() : composed.error.code;
}

describe('composeInsertion', () => {
  it.each([
    ['one line', 'ls -l', false, '\x1b[200~ls -l\x1b[201~'],
    ['one line to be run', 'ls -l\n', true, '\x1b[200~ls -l\x1b[201~\r'],
    ['several lines', 'a\r\nb\n\tc', false, '\x1b[200~a\rb\r\tc\x1b[201~'],
    ['an end of paste inside', 'a\x1b[201~\x03rm\x9b', false, '\x1b[200~a[201~rm\x1b[201~'],
  ])('[T36] writes %s', (_, text, submit, expected) => {
    expect(bytesOf(text, submit)).toBe(expected);
  });

  it('[T36] lets no control character but tab and newline through, whatever the text', () => {
    fc.assert(
      fc.property(anyText(), fc.boolean(), (text, submit) => {
        const composed = bytesOf(text, submit);
        const inside = composed.slice('\x1b[200~'.length, composed.lastIndexOf('\x1b[201~'));
        const controls = [...inside].filter(
          (character) => character < ' ' || (character >= '\x7f' && character < '\xa0'),
        );
        expect(controls.filter((character) => character !== '\t' && character !== '\r')).toEqual([]);
      }),
    );
  });

  it('[T36] types one line without bracketed paste, and refuses several', () => {
    const state = { ...ready, bracketedPaste: false };
    expect([bytesOf('ls', true, state), bytesOf('a\nb', false, state), bytesOf('a\tb', false, state)]).toEqual([
      'ls\r',
      'no-bracketed-paste',
      'no-bracketed-paste',
    ]);
  });
});

describe('compareToInserted', () => {
  it.each([
    ['kubectl delete pod a', 'kubectl  delete pod a', 'as inserted'],
    ['for i in 1\ndo\n  x\ndone', 'for i in 1; do x; done', 'as inserted'],
    ['kubectl delete pod a', 'sudo kubectl delete pod b', 'edited'],
    ['kubectl delete pod a', 'kubectl get nodes', 'other'],
    ['kubectl delete pod a', 'ls', 'other'],
    ['cd /srv\nmake stop; make start\nls', 'cd /srv', 'first line'],
    ['cd /srv\nmake stop\nls', 'cd /srv\nmake stop', 'first line'],
    ['kubectl delete pod a', 'kubectl delete pod', 'edited'],
    ['echo a; echo b', 'echo a', 'edited'],
    ['cd /srv\nls', '', 'other'],
  ])('[S39] takes %j followed by %j for %s', (inserted, ran, expected) => {
    expect(compareToInserted(inserted, ran)).toBe(expected);
  });
});

it('[T36] knows what cannot put text on the command line: answers, reports, keys that move within it', () => {
  const leaves = [
    '\x1b[I',
    '\x1b[O',
    '\x1b[2;1R',
    '\x1b[0n',
    '\x1b[?1;2c',
    '\x1b[<0;3;4M',
    '\x1b]11;rgb:0000/0000/0000\x1b\\',
  ];
  const moves = ['\x1b[C', '\x1b[1;5D', '\x1bOH', '\x1b[F', '\x1b[3~'];
  const fills = [
    'a',
    '\x12',
    '\x1b',
    '\x1b.',
    '\x1b[A',
    '\x1bOA',
    '\x1b[1;5B',
    '\x1b[5~',
    '\x1b[200~x\x1b[201~',
    '\x1b[97u',
  ];
  const filling = [...leaves, ...moves, ...fills].filter((typed) => fillsLine(Buffer.from(typed)));
  expect(filling).toEqual(fills);
});

describe('insertion into bash', () => {
  let bench: TestBench;
  afterEach(() => bench.dispose());
  const step = {
    runbookId: 'db.md',
    stepId: 's1',
    number: 2,
    title: 'Restart',
    risk: 'dangerous',
    confirmedTarget: 'db-1',
  } as const;

  async function openBash() {
    bench = new TestBench('/bin/bash');
    bench.write('.bashrc', "PS1='$ '; HISTCONTROL=ignoreboth");
    const opened = await bench.open();
    const insert = (text: string, submit: boolean, withStep = true) =>
      bench.service.insert(opened.sessionId, text, withStep ? { submit, step } : { submit });
    const finish = async () => {
      const before = bench.payloads('commandFinished').length;
      await until(() => bench.payloads('commandFinished').length > before, 'the command');
      await bench.prompt(opened.sessionId);
    };
    return { ...opened, insert, finish };
  }

  it('[S36] runs a step and records it with its command, exit code and target', async () => {
    const { sessionId, insert, finish } = await openBash();
    expect(insert('echo restarting; false', true)).toEqual({ ok: true, value: {} });
    await finish();
    const { commandId, durationMs } = bench.payloads('commandFinished')[0] ?? expect.fail('no command');
    const identity = { runbookId: 'db.md', stepId: 's1' };
    const commandLine = 'echo restarting; false';
    expect(bench.recorded.slice(1).map(({ draft: { kind, payload } }) => ({ kind, payload }))).toEqual([
      {
        kind: 'stepStarted',
        payload: {
          ...identity,
          number: 2,
          title: 'Restart',
          commandLine,
          sessionId,
          risk: 'dangerous',
          confirmedTarget: 'db-1',
        },
      },
      { kind: 'commandStarted', payload: { ...identity, sessionId, commandId, commandLine, cwd: bench.home } },
      {
        kind: 'commandFinished',
        payload: {
          ...identity,
          sessionId,
          commandId,
          commandLine,
          cwd: bench.home,
          exitCode: 1,
          durationMs,
          excerpt: 'restarting',
          excerptTruncated: false,
        },
      },
      { kind: 'stepFinished', payload: { ...identity, commandId, exitCode: 1, durationMs } },
    ]);
  });

  it('[S36] inserts several lines as one command, and waits for Enter', async () => {
    const { page, insert, finish } = await openBash();
    expect(insert('for i in 1 2; do\n\techo "n $i"\ndone', false)).toMatchObject({ ok: true });
    await until(() => page.text.includes('done'), 'the echo');
    expect(bench.payloads('commandStarted')).toEqual([]);
    page.type('\r');
    await finish();
    expect(bench.payloads('commandFinished')[0]).toMatchObject({ excerpt: 'n 1\nn 2', stepId: 's1' });
  });

  it('[S71] runs a step of several lines as one step, which ends with its last line', async () => {
    const { sessionId, insert } = await openBash();
    expect(insert('cd /\nsleep 0.2\n(exit 4)', true)).toMatchObject({ ok: true });
    await until(() => bench.payloads('stepFinished').length > 0, 'the step');
    await bench.run(sessionId, bench.attach(sessionId), 'true');
    const commands = bench.payloads('commandFinished');
    expect(commands.map(({ commandLine, exitCode, stepId }) => [commandLine, exitCode, stepId])).toEqual([
      ['cd /', 0, 's1'],
      ['sleep 0.2', 0, 's1'],
      ['(exit 4)', 4, 's1'],
      ['true', 0, undefined],
    ]);
    const identity = { runbookId: 'db.md', stepId: 's1' };
    expect(bench.payloads('stepStarted')).toEqual([
      expect.objectContaining({ ...identity, commandLine: 'cd /\nsleep 0.2\n(exit 4)', confirmedTarget: 'db-1' }),
    ]);
    const durationMs = expect.any(Number);
    expect(bench.payloads('stepFinished')).toEqual([
      { ...identity, commandId: commands[2]?.commandId, exitCode: 4, durationMs },
    ]);
    expect(bench.payloads('stepFinished')[0]?.durationMs).toBeGreaterThanOrEqual(190);
  });

  it('[S71] ends a step of several lines where the shell ended; a line that is interrupted is not the last, as in bash', async () => {
    const { sessionId, page, insert } = await openBash();
    insert('echo one\nsleep 100\necho three', true);
    await until(() => bench.session(sessionId).runningCommand === 'sleep 100', 'sleep');
    await interrupt(page, () => bench.payloads('stepFinished').length > 0, 'the interruption');
    expect(bench.payloads('commandFinished').map(({ exitCode, stepId }) => [exitCode, stepId])).toEqual([
      [0, 's1'],
      [130, 's1'],
      [0, 's1'],
    ]);
    await bench.prompt(sessionId);
    insert('echo one\nexit 3\necho three', true);
    await until(() => bench.session(sessionId).state === 'exited', 'the exit');
    expect(bench.payloads('stepFinished').length).toBe(2);
    expect(bench.payloads('stepFinished')[1]).toMatchObject({ exitCode: 3 });
  });

  it('[S39] counts an edited command as the step, without the target that was confirmed for another', async () => {
    const { page, insert, finish } = await openBash();
    insert('echo restart db-1', false);
    await until(() => page.text.includes('db-1'), 'the echo');
    page.type('\x7f2\r');
    await finish();
    const [started] = bench.payloads('stepStarted');
    expect(started).toMatchObject({ stepId: 's1', commandLine: 'echo restart db-2' });
    expect(started).not.toHaveProperty('confirmedTarget');
  });

  it('[S39] does not count another command, nor one after the line was given up', async () => {
    const { sessionId, page, insert, finish } = await openBash();
    insert('echo restart db-1', false);
    page.type('\x15uname\r');
    await finish();
    insert('echo restart db-1', false);
    await until(() => toPlainText(Buffer.from(page.text)).endsWith('db-1'), 'the echo');
    await interrupt(page, () => (page.text.match(/633;A;/g)?.length ?? 0) >= 3, 'the new prompt');
    await bench.run(sessionId, page, 'echo restart db-1');
    expect(bench.payloads('stepStarted')).toEqual([]);
    expect(bench.payloads('commandStarted').map(({ stepId }) => stepId)).toEqual([undefined, undefined]);
  });

  it('[T36] refuses to run a command on a line that holds something already', async () => {
    const { sessionId, page, insert, finish } = await openBash();
    page.type('rm -rf ');
    expect(insert('/tmp/x', true)).toMatchObject({ ok: false, error: { code: 'not-at-prompt' } });
    await interrupt(page, () => insert('true', true).ok, 'the new prompt');
    await finish();
    // A command of before, recalled.
    page.type('\x1b[A');
    expect(insert('; ls', true)).toMatchObject({ ok: false, error: { code: 'not-at-prompt' } });
    await interrupt(page, () => insert('true', true).ok, 'the new prompt');
    await finish();
    // Typed ahead: the line holds it once the prompt is there.
    page.type('sleep 0.3\r');
    await until(() => bench.session(sessionId).state === 'running', 'sleep');
    page.type('rm -rf ');
    await finish();
    await until(() => page.text.endsWith('rm -rf '), 'the typed-ahead text');
    expect(insert('/tmp/x', true)).toMatchObject({ ok: false, error: { code: 'not-at-prompt' } });
  });

  it('[T36] refuses while a program runs, where paste is not bracketed, and once the shell is gone', async () => {
    const { sessionId, page, insert } = await openBash();
    page.type('sleep 100\r');
    await until(() => bench.session(sessionId).state === 'running', 'sleep');
    expect(insert('ls', false)).toMatchObject({ error: { code: 'not-at-prompt' } });
    await interrupt(page, () => bench.session(sessionId).state === 'prompt', 'the prompt');
    await bench.run(sessionId, page, "bind 'set enable-bracketed-paste off'");
    expect(insert('a\nb', false)).toMatchObject({ error: { code: 'no-bracketed-paste' } });
    page.type('exit\r');
    await until(() => bench.session(sessionId).state === 'exited', 'the exit');
    expect(insert('ls', false)).toMatchObject({ error: { code: 'exited' } });
  });
});
