import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { type Journal, newUuidV7, openJournal } from '../../electron/journal/index.ts';
import { scratchFolder, startWriter, type Writer } from './processes.ts';
import { report, rounds } from './runs.ts';

/** Two processes are killed in each round. */
const KILLS = rounds(26, 1000);
/** Recovery stacks on recovery in one directory; then the next one is begun, so that the file stays of a usual size. */
const KILLS_PER_DIRECTORY = 250;

/** Kills both at a random point of what they do: while they start, open, recover, write, check point or close. */
async function killBoth(writers: readonly Writer[]): Promise<void> {
  const starting = randomInt(10) === 0;
  if (starting) await sleep(randomInt(400));
  else {
    while (writers.some((writer) => writer.lines.length === 0 && writer.child.exitCode === null)) await sleep(1);
    await sleep(randomInt(60));
  }
  for (const writer of randomInt(2) === 0 ? writers : writers.toReversed()) {
    writer.child.kill('SIGKILL');
    // The other one finds the lock of a dead process, sometimes.
    if (randomInt(2) === 0) await sleep(randomInt(20));
  }
  await Promise.all(writers.map((writer) => writer.ended));
  // Neither may have ended by itself: that would be an append that failed.
  expect(writers.map((writer) => writer.child.signalCode)).toEqual(writers.map(() => 'SIGKILL'));
}

/** Of several events that were appended at once, all are there or none: the batches that are not whole. */
function halves(journal: Journal): string[] {
  const found = new Map<string, number>();
  for (const streamId of journal.streamIds())
    for (const page of journal.readFolded(streamId))
      for (const { event } of page) {
        const text = (event.payload as { text?: unknown } | null)?.text;
        const name = typeof text === 'string' ? /^batch (\w+) \d+\/(\d+)$/.exec(text) : null;
        if (name) found.set(`${name[1]} of ${name[2]}`, (found.get(`${name[1]} of ${name[2]}`) ?? 0) + 1);
      }
  return [...found].filter(([name, count]) => !name.endsWith(` of ${count}`)).map(([name]) => name);
}

describe('kill -9', () => {
  it(`[R1] ${KILLS} times under load loses no acknowledged event, leaves no half, and every chain verifies`, async () => {
    const began = performance.now();
    const figures = { kills: 0, acknowledged: 0, events: 0, blobs: 0, directories: 0 };
    while (figures.kills < KILLS) {
      const dataDir = scratchFolder();
      const streams = Array.from({ length: 3 }, () => newUuidV7()).join(',');
      const acknowledged = new Set<string>();
      for (let kills = 0; kills < KILLS_PER_DIRECTORY && figures.kills < KILLS; kills += 2) {
        const writers = [startWriter(['load', dataDir, streams]), startWriter(['commands', dataDir, streams])];
        await killBoth(writers);
        for (const id of writers.flatMap((writer) => writer.lines.flatMap((line) => line.split(' '))))
          acknowledged.add(id);
        figures.kills += 2;
      }
      const journal = openJournal({ dataDir });
      expect(journal.status.get().state).toBe('ready');
      const reports = journal.streamIds().map((streamId) => journal.verify(streamId));
      const ids = new Set(
        journal
          .streamIds()
          .flatMap((streamId) => [...journal.readFolded(streamId)].flat())
          .map(({ event }) => event.id),
      );
      expect([...acknowledged].filter((id) => id !== '' && !ids.has(id))).toEqual([]);
      expect(halves(journal)).toEqual([]);
      expect(reports.flatMap(({ problems }) => problems)).toEqual([]);
      journal.close();
      figures.directories += 1;
      figures.acknowledged += acknowledged.size;
      figures.events += ids.size;
      figures.blobs += reports.reduce((sum, { blobs }) => sum + blobs.checked, 0);
    }
    expect(figures.acknowledged).toBeGreaterThan(figures.kills);
    report('R1', { ...figures, lost: 0, seconds: Math.round((performance.now() - began) / 1000) });
  }, 3_600_000);
});
