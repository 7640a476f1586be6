import { describe, expect, it } from 'vitest';
import { newUuidV7, openJournal } from '../../electron/journal/index.ts';
import { scratchFolder, startWriter } from './processes.ts';

const HOUR = 3_900_000;
const streamId = newUuidV7();

interface Recorded {
  readonly kind: string;
  readonly recordedAt: number;
  readonly recordedOffset: number;
  readonly payload: unknown;
}

/** Notes at these instants, by a process in that zone: what was recorded for each, and the journal as it then is. */
async function recordAt(times: readonly number[], zone: string) {
  const dataDir = scratchFolder();
  const writer = startWriter(['clock', dataDir, streamId, times.join(',')], { TZ: zone });
  expect(await writer.ended).toBe(0);
  const recorded = writer.lines.map((line): Recorded[] => JSON.parse(line));
  const journal = openJournal({ dataDir });
  const events = [...journal.readFolded(streamId)].flat().map(({ event }) => event);
  const { problems } = journal.verify(streamId);
  journal.close();
  return { recorded, events, problems };
}

describe('a wall clock that is wrong', () => {
  const start = Date.UTC(2026, 5, 1, 12);

  it.each([
    ['an hour back', [start, start - HOUR, start - HOUR + 1000]],
    ['a day ahead, and back again', [start, start + 24 * HOUR, start + 24 * HOUR + 1000, start + 2000, start + 3000]],
    ['at the beginning of time', [start, 0, 1]],
  ])('[R6] refuses nothing, keeps the order and records the skew: %s', async (_, times) => {
    const { recorded, events, problems } = await recordAt(times, 'UTC');
    expect(problems).toEqual([]);
    // One note for each, whatever the clock said, in the order in which they were made.
    const notes = recorded.flat().filter(({ kind }) => kind === 'noteAdded');
    expect(notes.map(({ recordedAt }) => recordedAt)).toEqual(times);
    expect(events).toEqual(recorded.flat());
    // Said once, before the first event that the clock dates behind one that was there.
    const back = times.findIndex((time, index) => time < Math.max(...times.slice(0, index)));
    const hlcWallMs = Math.max(...times.slice(0, back));
    const wallMs = times[back] ?? 0;
    const skews = recorded.flat().filter(({ kind }) => kind === 'clockSkewDetected');
    expect(skews.map(({ payload }) => payload)).toEqual([{ wallMs, hlcWallMs, skewMs: wallMs - hlcWallMs }]);
    expect(recorded[back]?.map(({ kind }) => kind)).toEqual(['clockSkewDetected', 'noteAdded']);
  });

  it('[R6] goes through the change from summer time and back: one order, each with its own offset', async () => {
    const autumn = Date.UTC(2026, 9, 25, 0, 30);
    const spring = Date.UTC(2027, 2, 28, 0, 30);
    const times = [autumn, autumn + HOUR, autumn + 2 * HOUR, spring, spring + HOUR];
    const { recorded, events, problems } = await recordAt(times, 'Europe/Berlin');
    expect(problems).toEqual([]);
    expect(events).toEqual(recorded.flat());
    expect(events.map(({ kind, recordedAt, recordedOffset }) => [kind, recordedAt, recordedOffset])).toEqual([
      ['noteAdded', times[0], 120],
      ['noteAdded', times[1], 60],
      ['noteAdded', times[2], 60],
      ['noteAdded', times[3], 60],
      ['noteAdded', times[4], 120],
    ]);
  });
});
