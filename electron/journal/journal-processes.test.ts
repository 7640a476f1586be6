import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newUuidV7, openJournal } from './index.ts';
import { MIGRATIONS } from './schema.ts';

const CHILD = join(import.meta.dirname, 'test-child.ts');

let dataDir: string;
const streamId = newUuidV7();

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'journal-'));
});
afterEach(() => {
  rmSync(dataDir, { recursive: true, force: true });
});

function start(...args: string[]): {
  readonly child: ChildProcess;
  readonly acknowledged: string[];
  readonly ended: Promise<number | null>;
} {
  const child = spawn(process.execPath, [CHILD, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const acknowledged: string[] = [];
  let rest = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    acknowledged.push(...lines);
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  return { child, acknowledged, ended };
}

/** Runs the child where `setup` (a shell command, with the folder as $1) changed what the folder's file system allows. */
function runInNamespace(setup: string, mode: string): unknown {
  const script = `set -e; ${setup}; exec "$2" "$3" "$4" "$1" "$5"`;
  const args = ['-rm', 'sh', '-c', script, 'sh', dataDir, process.execPath, CHILD, mode, streamId];
  return JSON.parse(execFileSync('unshare', args, { encoding: 'utf8' }));
}

describe('two processes at one data directory', () => {
  it('[J9] write to the same incident at once, gapless and in one chain', async () => {
    // Neither has a database yet, so they also race for making it and the device's id.
    const writers = [start('append', dataDir, streamId, '150'), start('append', dataDir, streamId, '150')];
    expect(await Promise.all(writers.map((writer) => writer.ended))).toEqual([0, 0]);
    const journal = openJournal({ dataDir });
    const events = [...journal.readFolded(streamId)].flat().map((stored) => stored.event);
    expect(events.map((event) => event.seq)).toEqual(Array.from({ length: 300 }, (_, index) => index + 1));
    expect(new Set(events.map((event) => event.id))).toEqual(new Set(writers.flatMap((writer) => writer.acknowledged)));
    expect(journal.verify(streamId)).toMatchObject({ ok: true, events: 300, chains: [{ events: 300 }] });
    journal.close();
  });

  it('[J10] see each other’s events within 100 ms', async () => {
    const journal = openJournal({ dataDir });
    const writer = start('timed', dataDir, streamId, '20');
    const seen: number[] = [];
    for await (const head of journal.head.watch(AbortSignal.timeout(15_000))) {
      while (seen.length < head) seen.push(Date.now());
      if (head === 20) break;
    }
    expect(await writer.ended).toBe(0);
    const delays = seen.map((at, index) => at - Number(writer.acknowledged[index])).toSorted((a, b) => a - b);
    expect(delays).toHaveLength(20);
    // The median: on a machine that does other work too, one of twenty may wait for its turn.
    expect(delays[10]).toBeLessThan(100);
    expect(journal.status.get()).toEqual({ state: 'ready', events: 20 });
    journal.close();
  });
});

describe('faults', () => {
  it('[R1] keep every acknowledged event, with valid chains, when the writer is killed with -9', async () => {
    const acknowledged: string[] = [];
    for (let kill = 0; kill < 15; kill += 1) {
      const writer = start('endless', dataDir, streamId);
      const wanted = 1 + ((kill * 7) % 40);
      while (writer.acknowledged.length < wanted && writer.child.exitCode === null) await sleep(1);
      writer.child.kill('SIGKILL');
      await writer.ended;
      expect(writer.child.signalCode).toBe('SIGKILL');
      acknowledged.push(...writer.acknowledged);
    }
    const journal = openJournal({ dataDir });
    const ids = new Set([...journal.readFolded(streamId)].flat().map((stored) => stored.event.id));
    expect(acknowledged.length).toBeGreaterThan(15);
    expect(acknowledged.filter((id) => !ids.has(id))).toEqual([]);
    expect(journal.verify(streamId)).toMatchObject({ ok: true, problems: [] });
    journal.close();
  }, 60_000);

  it.runIf(process.platform === 'linux')(
    '[R3] of a full disk say NOT SAVED, and all works again once there is room',
    () => {
      const result = runInNamespace('mount -t tmpfs -o size=2m tmpfs "$1"', 'fill') as {
        full: { saved: number };
      };
      const { saved } = result.full;
      expect(saved).toBeGreaterThan(10);
      expect(result).toEqual({
        full: {
          saved,
          error: {
            code: 'not-saved',
            message: 'NOT SAVED: the disk is full.',
            action: 'Free some space, then try again.',
          },
          status: { state: 'ready', events: saved },
          read: saved,
          verified: true,
        },
        again: true,
        after: { status: { state: 'ready', events: saved + 1 }, read: saved + 1, verified: true },
      });
    },
  );

  it.runIf(process.platform === 'linux')('[J14] of a disk without any room leave an older file readable', () => {
    const older = join(dataDir, 'version-1.db');
    const database = new DatabaseSync(older);
    database.exec(`PRAGMA journal_mode = WAL; ${MIGRATIONS[0]}; PRAGMA user_version = 1`);
    database.close();
    const copied = `exec 3< "${older}"; mount -t tmpfs -o size=300k tmpfs "$1"; cat <&3 > "$1/journal.db"`;
    expect(runInNamespace(copied, 'crowded')).toEqual({
      append: 'read-only',
      status: { state: 'read-only', events: 0, detail: expect.stringContaining('disk is full') },
      read: 0,
      verified: true,
    });
  });

  const readOnlyMount = 'mount --bind "$1" "$1"; mount -o remount,ro,bind "$1"';

  it.runIf(process.platform === 'linux')('[R4] of a read-only data directory leave everything readable', async () => {
    await start('append', dataDir, streamId, '3').ended;
    expect(runInNamespace(readOnlyMount, 'inspect')).toEqual({
      append: 'read-only',
      status: { state: 'read-only', events: 3, detail: expect.stringContaining('can only be read') },
      read: 3,
      verified: true,
    });
  });

  it.runIf(process.platform === 'linux')('[R4] read what a killed writer left in its log', async () => {
    const writer = start('endless', dataDir, streamId);
    while (writer.acknowledged.length < 5) await sleep(1);
    writer.child.kill('SIGKILL');
    await writer.ended;
    const { read } = runInNamespace(readOnlyMount, 'inspect') as { read: number };
    rmSync(join(dataDir, 'journal.db-shm'));
    expect(runInNamespace(readOnlyMount, 'inspect')).toMatchObject({ append: 'read-only', read, verified: true });
    expect(read).toBeGreaterThanOrEqual(writer.acknowledged.length);
  });

  it.runIf(process.platform === 'linux')('[R4] say that an empty read-only directory holds no journal', () => {
    expect(runInNamespace(readOnlyMount, 'inspect')).toMatchObject({
      append: 'read-only',
      status: { state: 'read-only', events: 0, detail: expect.stringContaining('holds no journal') },
    });
  });
});
