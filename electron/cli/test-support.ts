import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

const cli = join(import.meta.dirname, '../cli.ts');

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command line as a person has it, on a data directory and a home of its own. */
export function commandLine(extraEnv: Record<string, string> = {}) {
  const scratch = mkdtempSync(join(tmpdir(), 'war-room-cli-'));
  onTestFinished(() => rmSync(scratch, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));
  const dataDir = join(scratch, 'data');
  const { DISPLAY: _x11, WAYLAND_DISPLAY: _wayland, WAR_ROOM_HOST: _host, ...rest } = process.env;
  const env = { ...rest, HOME: scratch, SHELL: '/bin/bash', WAR_ROOM_DATA_DIR: dataDir, ...extraEnv };
  const start = (...args: string[]): ChildProcess =>
    spawn(process.execPath, [cli, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  return {
    scratch,
    dataDir,
    env,
    start,
    /** The same, with these bytes on stdin. */
    runWith: (bytes: Uint8Array, ...args: string[]): Promise<Ran> => {
      const child = spawn(process.execPath, [cli, ...args], { env, stdio: 'pipe' });
      child.stdin.on('error', () => undefined);
      child.stdin.end(bytes);
      return ended(child);
    },
    run: (...args: string[]): Promise<Ran> => ended(start(...args)),
  };
}

/** What it wrote, once it has ended. */
export function ended(child: ChildProcess): Promise<Ran> {
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    stderr += chunk;
  });
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, stdout, stderr })));
}

/** The first line of stdout of a program that runs on. Throws when it ends before. */
export function firstLine(child: ChildProcess): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let stdout = '';
  child.stdout?.on('data', (chunk) => {
    stdout += chunk;
    if (stdout.includes('\n')) resolve(stdout.slice(0, stdout.indexOf('\n')));
  });
  child.once('close', (code) => reject(new Error(`ended with ${code} before its first line`)));
  return promise;
}
