import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';

const WRITER = join(import.meta.dirname, 'writer.ts');

/** A folder of one test, deleted after it. */
export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'war-room-faults-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));
  return folder;
}

/**
 * A folder in memory where there is one, for tests that open thousands of copies and ask nothing of the disk. Not
 * deleted by itself.
 */
export function memoryFolder(): string {
  return mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'war-room-faults-'));
}

export interface Writer {
  readonly child: ChildProcess;
  /** What it printed so far, by line; each was printed before the next thing it did. */
  readonly lines: string[];
  /** Resolves with its exit code, null when it was killed, once all of its output was read. */
  readonly ended: Promise<number | null>;
}

/** Starts `writer.ts` in a mode of its own (see there). */
export function startWriter(args: readonly string[], env: Record<string, string> = {}): Writer {
  const child = spawn(process.execPath, [WRITER, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  const lines: string[] = [];
  let rest = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    const parts = (rest + chunk).split('\n');
    rest = parts.pop() ?? '';
    lines.push(...parts);
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  return { child, lines, ended };
}

/** The command that `startWriter` starts. */
export function writerCommand(args: readonly string[]): readonly string[] {
  return [process.execPath, WRITER, ...args];
}

/** Mounts that change what a folder's file system allows, for a shell with the folder as $1. */
export const FULL_DISK = 'mount -t tmpfs -o size=2m tmpfs "$1"';
export const READ_ONLY = 'mount --bind "$1" "$1"; mount -o remount,ro,bind "$1"';

/**
 * Runs a program where only it sees that mount, as somebody who may mount there, and returns what it printed. Fails
 * when the program does.
 */
export function runMounted(
  mount: string,
  folder: string,
  command: readonly string[],
  { env = {} }: { readonly env?: Record<string, string> } = {},
): { readonly stdout: string; readonly stderr: string } {
  const script = `set -e; ${mount}; shift; exec "$@"`;
  const { status, stdout, stderr, error } = spawnSync(
    'unshare',
    ['-rm', 'sh', '-c', script, 'sh', folder, ...command],
    {
      encoding: 'utf8',
      env: { ...process.env, ...env },
    },
  );
  if (error) throw error;
  expect({ failed: status !== 0, stderr }).toMatchObject({ failed: false });
  return { stdout, stderr };
}
