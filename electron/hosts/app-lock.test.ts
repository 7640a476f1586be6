import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readAppNote, takeAppLock } from './app-lock.ts';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'war-room-lock-'));
});
afterEach(() => rm(dataDir, { recursive: true }));

const holder = `
  const { takeAppLock } = await import(process.argv[1]);
  const lock = takeAppLock(process.argv[2]);
  if (lock.held) await lock.publish({ pid: process.pid, host: 'browser', origin: 'http://127.0.0.1:1' });
  console.log(lock.held);
  setInterval(() => {}, 1000);
`;

describe('one windowed application per data directory', () => {
  it('[T62] is refused to a second process, which can read who has it', async () => {
    const module = join(import.meta.dirname, 'app-lock.ts');
    const child = spawn(process.execPath, ['--input-type=module', '-e', holder, module, dataDir]);
    const [answer] = await once(child.stdout, 'data');
    expect(String(answer).trim()).toBe('true');
    expect(takeAppLock(dataDir)).toEqual({ held: false });
    expect(readAppNote(dataDir)).toEqual({ pid: child.pid, host: 'browser', origin: 'http://127.0.0.1:1' });
    expect((await stat(join(dataDir, 'app.json'))).mode & 0o777).toBe(0o600);

    child.kill('SIGKILL');
    await once(child, 'exit');
    const lock = takeAppLock(dataDir);
    expect(lock.held).toBe(true);
    expect(readAppNote(dataDir)).toBeUndefined();
    if (lock.held) lock.release();
  });

  it('[T62] is free again once it was released', () => {
    const first = takeAppLock(dataDir);
    if (first.held) first.release();
    const second = takeAppLock(dataDir);
    expect(second.held).toBe(true);
    if (second.held) second.release();
  });
});
