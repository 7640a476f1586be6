import { execFileSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { encodeFrame, FLOW_HIGH, terminalFrame } from '#shared/contract/index.ts';
import { MAX_INPUT_BYTES } from './attached-page.ts';
import { MAX_SESSIONS } from './index.ts';
import { isRunning, TestBench, until } from './testing.ts';

let bench: TestBench;
afterEach(() => bench.dispose());

function createBench(options: ConstructorParameters<typeof TestBench>[1] = {}): TestBench {
  bench = new TestBench('/bin/bash', options);
  bench.write('.bashrc', "PS1='$ '");
  return bench;
}

describe('opening', () => {
  it('[S1] starts the shell of the person in their home, and records that', async () => {
    createBench();
    const incidentId = '018f0000-0000-7000-8000-000000000001';
    const { sessionId } = await bench.open({ incidentId, title: 'logs' });
    const opened = { sessionId, title: 'logs', shell: '/bin/bash', cwd: bench.home };
    expect(bench.session(sessionId)).toMatchObject({ ...opened, incidentId, integration: 'active', state: 'prompt' });
    expect(bench.recorded[0]).toEqual({ incidentId, by: 'person', draft: { kind: 'sessionOpened', payload: opened } });
  });

  it('[S1] falls back where $SHELL cannot be run, and uses bash for a runbook', async () => {
    bench = new TestBench('/nonexistent/shell');
    const { sessionId } = await bench.open();
    expect(bench.session(sessionId).shell).toMatch(/^\/(usr\/)?bin\/\w+$/);
    await bench.dispose();
    bench = new TestBench('/usr/bin/fish');
    const runbook = await bench.open({ runbookId: 'db.md' });
    expect(bench.session(runbook.sessionId)).toMatchObject({ shell: '/bin/bash', runbookId: 'db.md' });
  });

  it('[S2] says what is wrong with a directory that is not there', async () => {
    createBench();
    const opened = await bench.service.open({ columns: 80, rows: 24, cwd: '/nonexistent' });
    expect(opened).toMatchObject({ ok: false, error: { code: 'directory-missing' } });
    expect(bench.recorded).toEqual([]);
  });

  it(`[S2] refuses more than ${MAX_SESSIONS} sessions, also when they are asked for at once, until one is closed`, async () => {
    bench = new TestBench('/bin/sh');
    const size = { columns: 80, rows: 24 };
    const all = await Promise.all(Array.from({ length: MAX_SESSIONS + 2 }, () => bench.service.open(size)));
    const codes = all.map((opened) => (opened.ok ? 'open' : opened.error.code));
    expect(codes.filter((code) => code === 'limit-reached').length).toBe(2);
    expect(bench.service.sessions().length).toBe(MAX_SESSIONS);
    expect(await bench.service.open(size)).toMatchObject({
      error: { code: 'limit-reached', message: expect.stringContaining(`${MAX_SESSIONS} terminals`) },
    });
    const [first] = bench.service.sessions();
    const restarted = await bench.service.restart({ sessionId: first?.sessionId ?? '', force: true });
    expect(restarted.ok).toBe(true);
    await bench.service.close({ sessionId: restarted.ok ? restarted.value.sessionId : '', force: true });
    expect((await bench.service.open(size)).ok).toBe(true);
  });

  it('[S3] asks the login shell for PATH where no terminal started us', async () => {
    createBench({ env: { TERM: undefined, PATH: '/usr/bin:/bin:/from-desktop' } });
    bench.write('.bash_profile', 'PATH=/from-login:$PATH');
    const { sessionId, page } = await bench.open();
    const { excerpt } = await bench.run(sessionId, page, 'echo $PATH');
    expect(excerpt.split(':')).toEqual(expect.arrayContaining(['/from-login', '/from-desktop', '/usr/bin']));
    expect(excerpt.startsWith('/from-login:')).toBe(true);
  });

  it('streams all sessions on every change', async () => {
    createBench();
    const stop = new AbortController();
    const titles: string[][] = [];
    const watching = (async () => {
      for await (const sessions of bench.service.watch(undefined, stop))
        titles.push(sessions.map(({ title }) => title));
    })();
    const { sessionId } = await bench.open();
    bench.service.rename({ sessionId, title: 'db' });
    await until(() => titles.at(-1)?.[0] === 'db', 'the new title');
    stop.abort();
    await watching;
    expect(titles[0]).toEqual([]);
  });
});

describe('forged marks', () => {
  it.each([
    ['a command', "printf '\\033]633;E;rm -rf /\\007\\033]633;C\\007'"],
    [
      'a command with a wrong nonce',
      "printf '\\033]633;E;rm;0123456789abcdef0123456789abcdef\\007\\033]633;C;0123456789abcdef0123456789abcdef\\007'",
    ],
    ['an exit code', "printf '\\033]633;D;0\\007\\033]133;D;0\\007'; (exit 3)"],
    ['a prompt', "printf '\\033]633;A\\007\\033]633;B\\007\\033]133;A\\007\\033]133;B\\007'; (exit 3)"],
    ['a directory', "printf '\\033]633;P;Cwd=/forged\\007'"],
  ])("[S13] in a program's output record nothing: %s", async (_, line) => {
    createBench();
    const { sessionId, page } = await bench.open();
    const finished = await bench.run(sessionId, page, line);
    expect(finished).toMatchObject({ commandLine: line, exitCode: line.endsWith('3)') ? 3 : 0 });
    expect(bench.payloads('commandFinished').length).toBe(1);
    expect(bench.session(sessionId).cwd).toBe(bench.home);
  });

  it('[S13] do not make a running program look like a prompt', async () => {
    createBench();
    const { sessionId, page } = await bench.open();
    page.type("printf '\\033]633;A\\007\\033]633;B\\007\\033[?2004hforged'; sleep 100\r");
    await until(() => page.text.includes('hforged') || /forged(?!')/.test(page.text), 'the forgery');
    await until(() => bench.session(sessionId).state === 'running', 'the command');
    await sleep(50);
    expect(bench.session(sessionId).state).toBe('running');
    expect(bench.service.insert(sessionId, 'ls', { submit: true })).toMatchObject({ error: { code: 'not-at-prompt' } });
  });
});

describe('the channel', () => {
  it('[S23] stops reading while the page has not acknowledged, and then loses nothing', async () => {
    createBench();
    const { sessionId, page } = await bench.open();
    page.acknowledges = false;
    const size = 5_000_000;
    page.type(`head -c ${size} /dev/zero | tr '\\0' x; echo; echo done\r`);
    await until(() => page.outputLength >= FLOW_HIGH, 'the high mark');
    await sleep(200);
    expect(page.outputLength).toBeLessThan(FLOW_HIGH + 2 * 65_536);
    expect(bench.session(sessionId).state).toBe('running');
    page.acknowledges = true;
    page.acknowledge(page.outputLength);
    await bench.prompt(sessionId);
    await until(() => page.text.endsWith('B\x07'), 'the end');
    expect(page.text.match(/x{1000,}/)?.[0].length).toBe(size);
  });

  it('[S23] goes at the pace of the slowest page, and on without it', async () => {
    createBench();
    const { sessionId, page } = await bench.open();
    const slow = bench.attach(sessionId);
    slow.acknowledges = false;
    page.type('head -c 2000000 /dev/zero\r');
    await until(() => slow.outputLength >= FLOW_HIGH, 'the high mark');
    await sleep(100);
    expect(page.outputLength).toBeLessThan(FLOW_HIGH + 2 * 65_536);
    slow.channel.close();
    await bench.prompt(sessionId);
    await until(() => page.outputLength >= 2_000_000, 'the rest');
  });

  it('[S112] lets one of the pages that show a session answer what a program asks', async () => {
    bench = new TestBench();
    const { sessionId, page } = await bench.open();
    const other = bench.attach(sessionId);
    page.type('cat -v\r');
    await until(() => bench.session(sessionId).state === 'running', 'cat');
    const answer = (): void => {
      for (const one of [page, other]) one.type('\x1b[?1;2c');
    };
    answer();
    other.type(' then\r');
    answer();
    page.type('.\r');
    // Each line as it is echoed, and as `cat` repeats it.
    const lines = () => page.text.match(/\^\[\[\?1;2c.*(?=\r\n)/g) ?? [];
    await until(() => lines().length === 4, 'the answers');
    expect(lines().toSorted()).toEqual(['^[[?1;2c then', '^[[?1;2c then', '^[[?1;2c.', '^[[?1;2c.']);
    page.channel.close();
    answer();
    other.type('\r');
    await until(() => /\^\[\[\?1;2c\r\n/.test(other.text), 'the answer of the page that is left');
  });

  it('[S24] never holds a program up when no page is attached', async () => {
    createBench();
    const { sessionId, page } = await bench.open();
    page.type('head -c 3000000 /dev/zero | tr "\\0" y; (exit 4)\r');
    page.channel.close();
    await until(() => bench.payloads('commandFinished').length === 1, 'the end');
    expect(bench.payloads('commandFinished')[0]).toMatchObject({ exitCode: 4, excerptTruncated: true });
    await bench.prompt(sessionId);
  });

  it('[R9] gives a page that comes back the same shell, size and scrollback, 50 times', async () => {
    createBench();
    const { sessionId, page } = await bench.open();
    const { pid } = bench.session(sessionId);
    page.resize(101, 33);
    await bench.run(sessionId, page, 'seq 1 500; kept=here');
    await until(() => page.text.endsWith('B\x07'), 'the prompt');
    const seen = page.text;
    page.channel.close();
    for (let index = 0; index < 50; index += 1) {
      const again = bench.attach(sessionId);
      expect(again.frames.map(({ type }) => type)).toEqual([terminalFrame.replayedMarks, terminalFrame.replay]);
      expect([...(again.frames[1]?.body.subarray(0, 4) ?? [])]).toEqual([0, 101, 0, 33]);
      expect(again.text).toBe(seen);
      again.channel.close();
    }
    const last = bench.attach(sessionId);
    const { excerpt } = await bench.run(sessionId, last, 'echo $kept $$ $(stty size)');
    expect(excerpt).toBe(`here ${pid} 33 101`);
  });

  it('[S25] marks where commands start and end, in order with the output', async () => {
    createBench();
    const { sessionId, page } = await bench.open();
    await bench.run(sessionId, page, 'echo out; false');
    const [started, finished] = page.notices(terminalFrame.mark) as { commandId: string }[];
    const { commandId, durationMs } = bench.payloads('commandFinished')[0] ?? expect.fail('no command');
    expect([started, finished]).toEqual([
      { commandId, phase: 'started', commandLine: 'echo out; false' },
      { commandId, phase: 'finished', exitCode: 1, durationMs },
    ]);
    const types = page.frames.map(({ type }) => type);
    const between = page.frames.slice(types.indexOf(terminalFrame.mark) + 1, types.lastIndexOf(terminalFrame.mark));
    expect(Buffer.concat(between.map(({ body }) => body)).toString()).toMatch(/^out\r\n/);
  });

  it('[S26] says when the shell exits, after its last output, also to a page that comes later', async () => {
    createBench();
    const { sessionId, page } = await bench.open();
    page.acknowledges = false;
    page.type('exec head -c 100500 /dev/zero\r');
    await until(() => bench.session(sessionId).state === 'exited', 'the exit');
    expect(page.ofType(terminalFrame.exit)).toEqual([]);
    page.acknowledges = true;
    page.acknowledge(page.outputLength);
    await until(() => page.ofType(terminalFrame.exit).length === 1, 'the exit frame');
    expect(page.frames.at(-1)?.type).toBe(terminalFrame.exit);
    expect(page.text.split('\0').length - 1).toBe(100_500);
    const late = bench.attach(sessionId);
    const { replayedMarks, replay, exit } = terminalFrame;
    expect(late.frames.map(({ type }) => type)).toEqual([replayedMarks, replay, exit]);
    expect(late.notices(terminalFrame.exit)).toEqual([{ exitCode: 0 }]);
    late.resize(90, 30);
    late.type('x');
  });

  it.each([
    ['an empty frame', new Uint8Array()],
    ['an unknown type', Uint8Array.of(99, 1)],
    ['a frame that only we send', Uint8Array.of(terminalFrame.output, 1)],
    ['a short acknowledgement', Uint8Array.of(terminalFrame.acknowledge, 1)],
    ['a short resize', Uint8Array.of(terminalFrame.resize, 1)],
    ['a huge frame', encodeFrame(terminalFrame.input, new Uint8Array(MAX_INPUT_BYTES))],
  ])('[T15] is closed by %s, and the shell lives on', async (_, frame) => {
    createBench();
    const { sessionId, page } = await bench.open();
    page.sendRaw(frame);
    expect(page.closed).toBe(true);
    const { excerpt } = await bench.run(sessionId, bench.attach(sessionId), 'echo alive');
    expect(excerpt).toBe('alive');
  });

  it('ignores a size that no window has, and acknowledgements of what was never sent', async () => {
    createBench();
    const { sessionId, page } = await bench.open();
    page.resize(0, 0);
    page.resize(65_535, 65_535);
    page.acknowledge(4_000_000_000);
    expect((await bench.run(sessionId, page, 'stty size')).excerpt).toBe('24 80');
  });

  it('closes the channel of a session that is not there', () => {
    createBench();
    expect(bench.attach('018f0000-0000-7000-8000-000000000009').closed).toBe(true);
  });
});

describe('closing', () => {
  it('[S27] asks before it ends a running program', async () => {
    createBench();
    const { sessionId, page } = await bench.open();
    page.type('sleep 100\r');
    await until(() => bench.service.hasRunning(), 'sleep');
    const refused = await bench.service.close({ sessionId, force: false });
    expect(refused).toMatchObject({
      error: { code: 'running-program', message: expect.stringContaining('sleep 100') },
    });
    const { pid } = bench.session(sessionId);
    expect(await bench.service.close({ sessionId, force: true })).toEqual({ ok: true, value: {} });
    expect([isRunning(pid), page.closed, bench.service.sessions()]).toEqual([false, true, []]);
    const [finished] = bench.payloads('commandFinished');
    expect(finished).toMatchObject({ commandLine: 'sleep 100' });
    expect(bench.payloads('sessionClosed')).toMatchObject([{ sessionId }]);
    expect(bench.recorded.map(({ draft }) => draft.kind)).toEqual([
      'sessionOpened',
      'commandStarted',
      'commandFinished',
      'sessionClosed',
    ]);
  });

  it('[S28] hangs up, then kills what stays, and leaves no process of the session behind', async () => {
    createBench({ closeGraceMs: 300 });
    const { sessionId, page } = await bench.open();
    page.type('sleep 1001 & bash -c \'trap "" HUP TERM; echo stub-$((1+1)); sleep 1002\'\r');
    await until(() => page.text.includes('stub-2'), 'the stubborn program');
    const { pid } = bench.session(sessionId);
    const before = execFileSync('ps', ['-s', String(pid), '-o', 'pid='], { encoding: 'utf8' })
      .trim()
      .split(/\s+/);
    expect(before.length).toBeGreaterThanOrEqual(3);
    await bench.service.shutdown();
    await until(() => before.every((member) => !isRunning(Number(member))), 'all to end', 2_000);
  });

  it('closes at once when the shell waits at its prompt', async () => {
    createBench({ closeGraceMs: 10_000 });
    const { sessionId } = await bench.open();
    const started = performance.now();
    expect(await bench.service.close({ sessionId, force: false })).toMatchObject({ ok: true });
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it('[S28] ends a program that floods a page which no longer acknowledges', async () => {
    createBench();
    const { sessionId, page } = await bench.open();
    page.acknowledges = false;
    page.type('yes\r');
    await until(() => page.outputLength >= FLOW_HIGH, 'the flood');
    await bench.service.close({ sessionId, force: true });
    expect(bench.service.sessions()).toEqual([]);
  });
});

describe('recording', () => {
  it('[R3] goes on with the terminal when the disk refuses, and says so', async () => {
    createBench();
    const { sessionId, page } = await bench.open();
    bench.diskFull = true;
    page.type('echo a$((1+1))\r');
    await until(() => bench.notSaved.length === 2, 'the notices');
    expect(page.text).toContain('a2');
    bench.diskFull = false;
    await bench.prompt(sessionId);
    await bench.run(sessionId, page, 'true');
    expect(bench.notSaved.map(({ code }) => code)).toEqual(['not-saved', 'not-saved']);
  });

  it('[S87] has a title in one line in which nothing hidden draws or reorders anything', async () => {
    createBench();
    const { sessionId } = await bench.open({ title: ' db\n\u001b[31m main ' });
    expect(bench.session(sessionId).title).toBe('db ␛[31m main');
    bench.service.rename({ sessionId, title: `\u202egnp.exe\u0007 \u{1f525}${'x'.repeat(180)}\u{1f525}` });
    expect(bench.session(sessionId).title).toBe(`[U+202E]gnp.exe␇ \u{1f525}${'x'.repeat(180)}`);
    bench.service.rename({ sessionId, title: ' \n ' });
    expect(bench.session(sessionId).title).toMatch(/^\[U/);
  });

  it('[T41] keeps secrets out of titles, command lines, excerpts, the list of commands and what a note is made of', async () => {
    createBench();
    const { sessionId, page } = await bench.open({ title: 'token: hunter1canary' });
    await bench.run(sessionId, page, "DB_PASSWORD=hunter2canary; echo 'token: hunter3canary'; sleep 0.1");
    expect(bench.recorded.length).toBe(3);
    expect(JSON.stringify(bench.recorded)).not.toMatch(/hunter\dcanary/);
    expect(JSON.stringify(bench.session(sessionId))).not.toMatch(/hunter[23]canary/);
    expect(bench.service.withoutSecrets({ text: 'password=hunter4canary ok' })).toEqual({
      text: 'password=[redacted] ok',
    });
    expect(bench.payloads('commandFinished')[0]?.excerpt).toBe('token: [redacted]');
  });
});

describe('throughput', () => {
  it('[R8] passes 40 MB on without losing a byte or growing by 100 MB', async () => {
    createBench();
    const { sessionId, page } = await bench.open();
    const kept = { bytes: 0 };
    const counting = bench.attach(sessionId);
    page.channel.close();
    const original = counting.channel.send;
    counting.channel.send = (frame) => {
      // Count only: keeping them would be the test's own growth.
      if (frame[0] !== terminalFrame.output) return original(frame);
      kept.bytes += frame.length - 1;
      setImmediate(() => counting.acknowledge(frame.length - 1));
    };
    const before = process.memoryUsage().rss;
    let peak = before;
    const size = 40_000_000;
    counting.type(`yes 0123456789abcdef | head -c ${size}\r`);
    await until(
      () => {
        peak = Math.max(peak, process.memoryUsage().rss);
        return bench.payloads('commandFinished').length === 1;
      },
      'the end',
      80_000,
    );
    const newlines = Math.floor(size / 17);
    expect(kept.bytes).toBeGreaterThanOrEqual(size + newlines);
    expect(kept.bytes).toBeLessThan(size + newlines + 5_000);
    expect(peak - before).toBeLessThan(100_000_000);
  }, 90_000);
});
