import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newUuidV7, openJournal } from './index.ts';

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
  return { acknowledged, ended };
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
