import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { terminalFrame } from '#shared/contract/index.ts';
import { EXCERPT_CHARACTERS } from './excerpt.ts';
import { createShellBench, type ShellName, shellNames, shells } from './shell-testing.ts';
import { interrupt, isRunning, TestBench, until } from './testing.ts';

let bench: TestBench;
afterEach(() => bench.dispose());

function createBench(shell: ShellName, rc: string, options?: Parameters<typeof createShellBench>[2]) {
  bench = createShellBench(shell, `${shells[shell].prompt}\n${rc}`, options);
}

describe.each(shellNames)('startup files of %s', (shell) => {
  it('[S74] that fail leave a recorded shell', async () => {
    createBench(shell, 'nosuchcommand\nsource /nonexistent\nfalse');
    const { sessionId, page } = await bench.open();
    expect(await bench.run(sessionId, page, 'false')).toMatchObject({ commandLine: 'false', exitCode: 1 });
  });

  it('[S74] that print megabytes are shown whole, and leave a recorded shell', async () => {
    createBench(shell, "head -c 5000000 /dev/zero | tr '\\0' x");
    const { sessionId, page } = await bench.open();
    await until(() => page.outputLength > 5_000_000, 'all that the startup file printed');
    expect(await bench.run(sessionId, page, 'false')).toMatchObject({ exitCode: 1 });
    expect(bench.payloads('commandStarted').length).toBe(1);
  });

  it('[S75] that loop are shown as not recorded until Ctrl-C ends them, and the shell is recorded', async () => {
    const loop = shell === 'fish' ? 'while true; end' : 'while :; do :; done';
    createBench(shell, `echo looping; ${loop}`, { integrationWaitMs: 50 });
    const { sessionId, page } = await bench.open();
    await until(() => page.text.includes('looping'), 'the loop');
    expect(bench.session(sessionId)).toMatchObject({ integration: 'none', state: 'prompt' });
    await interrupt(page, () => /[$%>] /.test(page.text), 'the prompt');
    await until(() => bench.session(sessionId).integration === 'active', 'the first mark');
    expect(await bench.run(sessionId, page, 'false')).toMatchObject({ exitCode: 1 });
  });

  it('[S75] that never end are shown as not recorded, and can be closed', async () => {
    createBench(shell, 'sleep 1000', { integrationWaitMs: 50 });
    const { sessionId } = await bench.open();
    expect(bench.session(sessionId)).toMatchObject({ integration: 'none', state: 'prompt' });
    const { pid } = bench.session(sessionId);
    expect(await bench.service.close({ sessionId, force: true })).toMatchObject({ ok: true });
    expect(isRunning(pid)).toBe(false);
  });

  it('[S76] that end the shell at once leave an exited tab with its code and last words, and a restart tries again', async () => {
    // fish takes `exit` for the end of the file only.
    createBench(shell, `echo last words; ${shell === 'fish' ? "exec sh -c 'exit 9'" : 'exit 9'}`);
    const { sessionId, page } = await bench.open({}, false);
    await until(() => bench.session(sessionId).state === 'exited', 'the exit');
    expect(bench.session(sessionId)).toMatchObject({ exitCode: 9, state: 'exited' });
    await until(() => page.ofType(terminalFrame.exit).length === 1, 'the exit frame');
    expect(page.text).toContain('last words');
    expect(bench.recorded.map(({ draft }) => draft.kind)).toEqual(['sessionOpened', 'sessionClosed']);
    bench.write(shells[shell].rcFile, shells[shell].prompt);
    const restarted = await bench.service.restart({ sessionId, force: false });
    if (!restarted.ok) throw new Error(restarted.error.message);
    await bench.prompt(restarted.value.sessionId);
  });
});

describe('hooks of the person', () => {
  it('[S75] that never end keep the command running, until Ctrl-C; the next one is recorded right', async () => {
    createBench('bash', "PROMPT_COMMAND='[[ -e ~/hang ]] && { rm ~/hang; sleep 100; }'");
    const { sessionId, page } = await bench.open();
    page.type('touch ~/hang; (exit 3)\r');
    await until(() => bench.session(sessionId).state === 'running', 'the command');
    await sleep(200);
    expect(bench.payloads('commandFinished')).toEqual([]);
    await interrupt(page, () => bench.payloads('commandFinished').length > 0, 'the prompt');
    await bench.prompt(sessionId);
    expect(await bench.run(sessionId, page, '(exit 4)')).toMatchObject({ commandLine: '(exit 4)', exitCode: 4 });
  });
});

describe('a program that cannot be started', () => {
  it.each([
    ['no interpreter', '#!/nonexistent/interpreter\n'],
    ['no program', '\u007fELF nonsense'],
  ])('[S76] for it has %s exits at once, in its tab, with words', async (_, content) => {
    bench = new TestBench('/bin/bash', {
      profiles: () => [{ id: 'x', name: 'x', command: [join(bench.home, 'broken')] }],
    });
    bench.write('broken', content);
    chmodSync(join(bench.home, 'broken'), 0o755);
    const { sessionId, page } = await bench.open({ profileId: 'x' }, false);
    await until(() => bench.session(sessionId).state === 'exited', 'the exit');
    expect(bench.session(sessionId).exitCode).not.toBe(0);
    await until(() => page.text.length > 0, 'some words');
  });

  it('[S77] says so where the system has no pseudo-terminal left, and opens one when there is', () => {
    // In a process of its own, whose limit of open files leaves no room for one.
    const script = `
      import { openSync } from 'node:fs';
      import { TestBench } from ${JSON.stringify(join(import.meta.dirname, 'testing.ts'))};
      const bench = new TestBench('/bin/bash');
      const size = { columns: 80, rows: 24 };
      // Everything that is loaded at first use is loaded by now.
      const first = await bench.service.open(size);
      const taken = [];
      try { for (;;) taken.push(openSync('/dev/null')); } catch {}
      const refused = await bench.service.open(size);
      const { closeSync } = await import('node:fs');
      for (const file of taken) closeSync(file);
      const again = await bench.service.open(size);
      console.log(JSON.stringify({ first: first.ok, refused, again: again.ok, sessions: bench.service.sessions().length }));
      await bench.dispose();
    `;
    const { stdout, stderr } = spawnSync(
      'bash',
      ['-c', 'ulimit -n 100; exec "$0" --input-type=module -e "$1"', process.execPath, script],
      { encoding: 'utf8', cwd: join(import.meta.dirname, '../..') },
    );
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual({
      first: true,
      refused: {
        ok: false,
        error: {
          code: 'spawn-failed',
          message: expect.stringContaining('/bin/bash could not be started'),
          action: 'Close other programs and try again.',
        },
      },
      again: true,
      sessions: 2,
    });
  });
});

describe('a directory that goes away under a shell', () => {
  it.each(shellNames)('[S78] leaves %s recorded', async (shell) => {
    createBench(shell, '');
    const { sessionId, page } = await bench.open();
    await bench.run(sessionId, page, 'mkdir gone; cd gone; rmdir ../gone');
    expect(await bench.run(sessionId, page, 'false')).toMatchObject({ exitCode: 1, cwd: `${bench.home}/gone` });
    await bench.run(sessionId, page, 'cd /');
    expect(bench.session(sessionId).cwd).toBe('/');
  });
});

describe('what programs print', () => {
  it('[S13] of another session, marks and all, forges nothing', async () => {
    createBench('bash', '');
    const other = await bench.open();
    await bench.run(other.sessionId, other.page, 'false');
    bench.write('stolen', other.page.text);
    const before = bench.recorded.length;
    const { sessionId, page } = await bench.open();
    expect(await bench.run(sessionId, page, 'cat stolen; (exit 3)')).toMatchObject({
      commandLine: 'cat stolen; (exit 3)',
      exitCode: 3,
    });
    expect(bench.recorded.slice(before).map(({ draft }) => draft.kind)).toEqual([
      'sessionOpened',
      'commandStarted',
      'commandFinished',
    ]);
    expect(bench.session(sessionId)).toMatchObject({ cwd: bench.home, lastExitCode: 3 });
  });

  it('[T30] is answered by nobody here, changes no title and no record, and reaches the page', async () => {
    createBench('bash', '');
    const { sessionId, page } = await bench.open();
    const { title } = bench.session(sessionId);
    const sequences = {
      'a query of the clipboard': '\\033]52;c;?\\007',
      'a text for the clipboard': '\\033]52;c;aGVsbG8=\\007',
      'a title with control characters': '\\033]0;a\\tb\\001\\342\\200\\256c\\007',
      'a query of the title': '\\033[21t',
      'queries of the terminal': '\\033[c\\033[>c\\033[6n\\033[5n\\033Z\\033]10;?\\007\\033P$qm\\033\\\\',
      'a sequence that never ends': '\\033]633;E;never',
    };
    for (const [name, printed] of Object.entries(sequences)) {
      const before = bench.payloads('commandFinished').length;
      const from = Buffer.byteLength(page.text);
      page.type(`printf '${printed}'; IFS= read -rs -n 1 answer; printf '\\033\\\\[%s]' "$answer"\r`);
      const bytes = execFileSync('printf', [printed]);
      const printedAt = () => (page.text === '' ? -1 : page.bytes.indexOf(bytes, from));
      // What the program reads is the key, typed after anybody would have answered. What never ends is held back.
      if (name === 'a sequence that never ends') await sleep(200);
      else await until(() => printedAt() !== -1, name);
      page.type('k');
      await until(() => bench.payloads('commandFinished').length > before, `the end of ${name}`);
      await bench.prompt(sessionId);
      expect([name, bench.payloads('commandFinished').at(-1)?.excerpt]).toEqual([name, '[k]']);
      expect(printedAt()).not.toBe(-1);
      expect(bench.session(sessionId).title).toBe(title);
      expect(await bench.run(sessionId, page, 'false')).toMatchObject({ commandLine: 'false', exitCode: 1 });
    }
  });

  it('[S79] without a newline is passed on whole and kept in bounded memory', async () => {
    createBench('bash', '');
    const { sessionId, page } = await bench.open();
    page.channel.close();
    const counting = bench.attach(sessionId);
    const received = { bytes: 0 };
    const { send } = counting.channel;
    counting.channel.send = (frame) => {
      if (frame[0] !== terminalFrame.output) return send(frame);
      received.bytes += frame.length - 1;
      setImmediate(() => counting.acknowledge(frame.length - 1));
    };
    const size = 24_000_000;
    const before = process.memoryUsage().rss;
    let peak = before;
    counting.type(`head -c ${size} /dev/zero | tr '\\0' x\r`);
    await until(
      () => {
        peak = Math.max(peak, process.memoryUsage().rss);
        return bench.payloads('commandFinished').length === 1;
      },
      'the end',
      60_000,
    );
    expect(received.bytes).toBeGreaterThanOrEqual(size);
    expect(peak - before).toBeLessThan(100_000_000);
    const [finished] = bench.payloads('commandFinished');
    expect(finished).toMatchObject({ exitCode: 0, excerptTruncated: true });
    expect(finished?.excerpt.length).toBeLessThanOrEqual(EXCERPT_CHARACTERS);
  }, 90_000);

  it('[S79] that is no UTF-8 reaches the page byte by byte, and the record as text', async () => {
    createBench('bash', '');
    const { sessionId, page } = await bench.open();
    const { excerpt } = await bench.run(sessionId, page, "printf 'a\\377\\376b\\303|\\355\\240\\200'");
    page.text;
    expect(page.bytes.includes(Buffer.from([0x61, 0xff, 0xfe, 0x62, 0xc3, 0x7c, 0xed, 0xa0, 0x80]))).toBe(true);
    expect(excerpt).toMatch(/^a\ufffd+b\ufffd\|\ufffd+$/);
  });
});

describe('a page', () => {
  it('[S100] that resizes without end leaves the last size, and a recorded shell', async () => {
    createBench('bash', '');
    const { sessionId, page } = await bench.open();
    page.type('for i in $(seq 1 300); do echo "line $i"; done; (exit 5)\r');
    for (let index = 0; index < 2_000; index += 1) {
      page.resize(2 + ((index * 7919) % 998), 1 + ((index * 104_729) % 499));
      if (index % 100 === 0) await sleep(1);
    }
    page.resize(93, 31);
    await until(() => bench.payloads('commandFinished').length === 1, 'the command');
    await bench.prompt(sessionId);
    expect(bench.payloads('commandFinished')[0]).toMatchObject({ exitCode: 5 });
    expect((await bench.run(sessionId, page, 'stty size')).excerpt).toBe('31 93');
  });

  it('[S28] that closes its tab in the middle of a flood leaves nothing running', async () => {
    createBench('bash', '');
    const { sessionId, page } = await bench.open();
    page.acknowledges = false;
    page.type('yes & yes\r');
    await until(() => page.outputLength > 50_000, 'the flood');
    const { pid } = bench.session(sessionId);
    const members = execFileSync('ps', ['-s', String(pid), '-o', 'pid='], { encoding: 'utf8' })
      .trim()
      .split(/\s+/);
    const closing = bench.service.close({ sessionId, force: true });
    page.channel.close();
    expect(await closing).toMatchObject({ ok: true });
    expect(members.length).toBeGreaterThanOrEqual(3);
    await until(() => members.every((member) => !isRunning(Number(member))), 'all to end', 3_000);
  });
});
