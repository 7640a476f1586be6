import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newUuidV7, openJournal, salvage } from '../../electron/journal/index.ts';
import { note } from '../../electron/journal/testing.ts';
import { succeed } from '../../shared/domain/outcome.ts';
import { memoryFolder, scratchFolder, writerCommand } from './processes.ts';
import { LONG, report, rounds } from './runs.ts';

const FRAME = 24 + 4096;
const LOG_HEADER = 32;

describe('what the disk is told', () => {
  it.runIf(process.platform === 'linux')(
    '[R2] syncs the log, and evidence with its name, before an append is acknowledged',
    () => {
      const calls = traced(12);
      // Between two acknowledgements: what was written is on the disk before the second.
      let unsynced = new Set<string>();
      let acknowledged = 0;
      let evidence = 0;
      for (const { call, path, text } of calls) {
        if (call === 'pwrite64' && path.endsWith('journal.db-wal')) unsynced.add('log');
        if (call === 'write' && path.includes('/blobs/')) unsynced.add(path);
        if (call === 'fsync' || call === 'fdatasync') {
          unsynced.delete(path.endsWith('journal.db-wal') ? 'log' : path);
          if (path.includes('/blobs/')) evidence += 1;
        }
        if (call.startsWith('rename') && text.includes('/blobs/'))
          unsynced.add(text.replace(/.*"(.*)\/[^/]*".*/, '$1'));
        if (call !== 'write' || !/^"[0-9a-f]{8}-/.test(text)) continue;
        expect([...unsynced]).toEqual([]);
        acknowledged += 1;
        unsynced = new Set();
      }
      expect(acknowledged).toBe(24);
      // Each piece of evidence, and the folder that it got its name in.
      expect(evidence).toBeGreaterThanOrEqual(24);
      const syncs = calls.filter(({ call, path }) => /sync$/.test(call) && path.endsWith('journal.db-wal'));
      expect(syncs.length).toBeGreaterThanOrEqual(24);
    },
    60_000,
  );
});

interface Call {
  readonly call: string;
  /** Of the file that the call's first argument names. */
  readonly path: string;
  readonly text: string;
}

/** The calls of a writer that makes `count` notes and as many pieces of evidence, in order; failed ones fail the test. */
function traced(count: number): Call[] {
  const folder = scratchFolder();
  const output = join(folder, 'calls');
  const calls = 'trace=fsync,fdatasync,pwrite64,write,rename,renameat,renameat2';
  const command = writerCommand(['few', join(folder, 'data'), newUuidV7(), String(count)]);
  try {
    execFileSync('strace', ['-f', '-y', '-s', '200', '-e', calls, '-o', output, ...command]);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      throw new Error('strace is not installed; on Debian or Ubuntu: apt-get install strace');
    throw error;
  }
  const lines = readFileSync(output, 'utf8').split('\n');
  // One thread does all of it: the one that acknowledges.
  const thread = lines.find((line) => /write\(1<.*"[0-9a-f]{8}-/.test(line))?.split(' ')[0] ?? 'none';
  return lines.flatMap((line) => {
    const match = /^(\d+) +(\w+)\((?:\d+<([^>]*)>)?(?:, )?(.*)$/.exec(line);
    if (match?.[1] !== thread) return [];
    if (!line.includes('unfinished')) expect(line).not.toMatch(/= -1/);
    return [{ call: match[2] ?? '', path: match[3] ?? '', text: match[4] ?? '' }];
  });
}

describe('a log that was cut off or garbled', () => {
  let folder: string;
  let log: Buffer;
  /** All event ids in stored order, and how many of them there were after each append. */
  let ids: string[];
  let commits: Set<number>;

  beforeAll(() => {
    folder = memoryFolder();
    const dataDir = join(folder, 'original');
    const journal = openJournal({ dataDir });
    const streams = [newUuidV7(), newUuidV7()];
    commits = new Set([0]);
    const append = (index: number): void => {
      const drafts = Array.from({ length: 1 + (index % 3) }, () =>
        note(`${index} ${'x'.repeat((index * 997) % 6000)}`),
      );
      const streamId = streams[index % 2] ?? '';
      const outcome = journal.append(streamId, { type: 'system' }, () => succeed(drafts));
      if (!outcome.ok) throw new Error(outcome.error.message);
      commits.add(journal.headPosition());
    };
    for (let index = 0; index < 60; index += 1) append(index);
    // The next round begins at the front of the log, and what it does not reach stays from this one.
    const other = new DatabaseSync(join(dataDir, 'journal.db'));
    other.exec('PRAGMA wal_checkpoint(RESTART)');
    other.close();
    for (let index = 60; index < 85; index += 1) append(index);
    ids = journal.readAfter(0, 10_000).map(({ event }) => event.id);
    for (const name of ['journal.db', 'journal.db-wal']) copyFileSync(join(dataDir, name), join(folder, name));
    journal.close();
    log = readFileSync(join(folder, 'journal.db-wal'));
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Opens a copy with another log, asserts what always holds, and returns how many events are left and how it opened. */
  function opened(changed: Buffer): { readonly events: number; readonly state: string; readonly dataDir: string } {
    const dataDir = join(folder, randomUUID());
    mkdirSync(dataDir);
    copyFileSync(join(folder, 'journal.db'), join(dataDir, 'journal.db'));
    writeFileSync(join(dataDir, 'journal.db-wal'), changed);
    const journal = openJournal({ dataDir });
    const { state } = journal.status.get();
    const read = journal.readAfter(0, 10_000).map(({ event }) => event.id);
    expect(read).toEqual(ids.slice(0, read.length));
    expect([...commits]).toContain(read.length);
    const problems = journal.streamIds().flatMap((streamId) => journal.verify(streamId).problems);
    expect(problems.filter(({ code }) => code !== 'unreadable')).toEqual([]);
    expect(problems.length > 0).toBe(state === 'damaged');
    journal.close();
    return { events: read.length, state, dataDir };
  }

  it('[R2] leaves whole appends up to some point when it ends anywhere', { timeout: 900_000 }, () => {
    const boundaries = Array.from({ length: Math.ceil(log.length / FRAME) }, (_, index) => LOG_HEADER + index * FRAME);
    const anywhere = fc.sample(fc.integer({ min: 0, max: log.length }), { numRuns: rounds(30, 1000), seed: 1 });
    const lengths = [...boundaries.filter((_, index) => LONG || index % 4 === 0), ...anywhere];
    const left = lengths.map((length) => {
      const { state, events, dataDir } = opened(log.subarray(0, length));
      expect(state).toBe('ready');
      rmSync(dataDir, { recursive: true });
      return events;
    });
    expect(opened(log)).toMatchObject({ events: ids.length, state: 'ready' });
    // Most of them differ: the log was read, and more of it gave more.
    expect(new Set(left).size).toBeGreaterThan(10);
    if (LONG) report('R2, truncations', { frames: boundaries.length, truncations: lengths.length });
  });

  it('[R2] opens to whole appends when it is garbled, says so when later ones are hidden by it, and salvage finds them', {
    timeout: 900_000,
  }, () => {
    const states = new Map<string, number>();
    let hidden = 0;
    fc.assert(
      fc.property(garbling(), ({ at, bytes }) => {
        const changed = Buffer.from(log);
        changed.set(bytes.subarray(0, log.length - at), at);
        const { state, events, dataDir } = opened(changed);
        states.set(state, (states.get(state) ?? 0) + 1);
        if (state === 'damaged') {
          // Opening it has not written over what it could not read.
          expect(readFileSync(join(dataDir, 'journal.db-wal')).equals(changed)).toBe(true);
          const outcome = salvage(dataDir);
          if (!outcome.ok) throw new Error(outcome.error.message);
          expect(outcome.value.events).toBeGreaterThanOrEqual(events);
          hidden += outcome.value.events - events;
        }
        rmSync(dataDir, { recursive: true });
      }),
      { numRuns: rounds(50, 1000) },
    );
    expect([...states.keys()].toSorted()).toEqual(['damaged', 'ready']);
    expect(hidden).toBeGreaterThan(0);
    if (LONG) report('R2, garblings', { ...Object.fromEntries(states), 'events salvaged from behind damage': hidden });
  });

  /** Somewhere in the log: one byte, or up to some frames of zeros or noise. */
  function garbling(): fc.Arbitrary<{ readonly at: number; readonly bytes: Buffer }> {
    const noise = fc.uint8Array({ minLength: 1, maxLength: 64 }).map((bytes) => Buffer.from(bytes));
    const zeros = fc.integer({ min: 1, max: 3 * FRAME }).map((length) => Buffer.alloc(length));
    return fc.record({
      at: fc.integer({ min: 0, max: log.length - 1 }),
      bytes: fc.oneof(noise, zeros),
    });
  }
});
