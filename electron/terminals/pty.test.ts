import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { openPty, type Pty, type PtyExit } from './pty.ts';

function open(script: string): { pty: Pty; received: () => number; exit: Promise<PtyExit> } {
  const pty = openPty({
    file: '/bin/sh',
    args: ['-c', script],
    cwd: '/',
    env: { PATH: process.env.PATH ?? '' },
    columns: 80,
    rows: 24,
  });
  let received = 0;
  pty.onData((bytes) => {
    received += bytes.length;
  });
  const exit = new Promise<PtyExit>((resolve) => pty.onExit(resolve));
  return { pty, received: () => received, exit };
}

describe.concurrent('openPty', () => {
  it.each([10, 1_000, 3_900])('[S21] loses none of %i bytes that were unread when the program exited', async (size) => {
    const { pty, received, exit } = open(`head -c ${size} /dev/zero | tr '\\0' x; exit 3`);
    pty.pause();
    await sleep(900);
    expect(await exit).toEqual({ exitCode: 3 });
    expect(received()).toBe(size);
  });

  it('[S21] loses nothing when paused in the middle of much output', async () => {
    const { pty, received, exit } = open("head -c 2000000 /dev/zero | tr '\\0' x");
    await sleep(20);
    for (let index = 0; index < 10; index += 1) {
      pty.pause();
      await sleep(20);
      pty.resume();
      await sleep(1);
    }
    pty.resume();
    await exit;
    expect(received()).toBe(2_000_000);
  });

  it.runIf(process.platform === 'linux')('[S111] leaves a program nothing open but its own terminal', async () => {
    const other = open('cat; trap "" HUP');
    const { pty, exit } = open('ls -1 /proc/self/fd; env | cut -d= -f1 | sort | xargs');
    let shown = '';
    pty.onData((bytes) => {
      shown += bytes.toString();
    });
    expect(await exit).toEqual({ exitCode: 0 });
    // The last one is how `ls` reads the list.
    expect(shown.trim().split('\r\n')).toEqual(['0', '1', '2', '3', 'PATH PWD SHLVL TERM']);
    other.pty.write(Buffer.from('\x04'));
    await other.exit;
  });

  // It holds up the others too, which changes nothing for them.
  it('[S21] loses nothing when the event loop stood still at the exit', async () => {
    const { pty, received, exit } = open("sleep 0.1; head -c 3900 /dev/zero | tr '\\0' x");
    pty.pause();
    await sleep(60);
    const until = Date.now() + 500;
    while (Date.now() < until);
    await exit;
    expect(received()).toBe(3_900);
  });

  it('[S22] takes resizes and input after the exit without a word', async () => {
    const { pty, exit } = open('exit 0');
    await exit;
    expect(() => {
      pty.resize(100, 40);
      pty.write(Buffer.from('x'));
    }).not.toThrow();
  });

  it('[S22] writes nothing more once the terminal ends, also of what the program never read', async () => {
    const { pty, exit } = open('stty raw -echo; echo ready; sleep 100');
    await new Promise<void>((resolve) => pty.onData(() => resolve()));
    const failed: unknown[] = [];
    const { error } = console;
    console.error = (...what) => failed.push(what);
    try {
      pty.write(Buffer.alloc(200_000, 'x'));
      await sleep(50);
      process.kill(pty.pid, 'SIGKILL');
      await exit;
      pty.write(Buffer.from('late'));
      await sleep(50);
    } finally {
      console.error = error;
    }
    expect(failed).toEqual([]);
  });

  it('says which signal ended the program', async () => {
    const { pty, exit } = open('sleep 100');
    process.kill(pty.pid, 'SIGKILL');
    expect(await exit).toEqual({ exitCode: 0, signal: 9 });
  });
});
