import { describe, expect, it } from 'vitest';
import { createPlaybackClock } from '#shared/domain/transcript/playback.ts';
import {
  advance,
  clockText,
  commandAt,
  countUntil,
  excerptNote,
  neighbourCommand,
  stepFrom,
  toEvents,
} from './player.ts';

const events = toEvents([
  [0, 'o', 'a'],
  [100, 'o', 'b'],
  [100, 'r', '100x30'],
  [200, 'm', '{}'],
  [150, 'o', 'c'],
  [60_200, 'o', 'd'],
  [60_300, 'r', 'wide'],
]);
const commands = [
  { commandId: 'one', startMs: 100 },
  { commandId: 'two', startMs: 5_000 },
];

describe('the player', () => {
  it('[S107] reads events in order of time, and leaves out what is none', () => {
    expect(events.map(({ kind, atMs }) => [kind, atMs])).toEqual([
      ['output', 0],
      ['output', 100],
      ['resize', 100],
      ['marker', 200],
      ['output', 200],
      ['output', 60_200],
    ]);
  });

  it('[S107] shows at a moment all that was printed by then, in the size of then', () => {
    expect([-1, 0, 99, 100, 200, 1e9].map((ms) => countUntil(events, ms))).toEqual([0, 1, 1, 3, 5, 6]);
    expect(stepFrom(events, 0, 6, 1000)).toEqual({ text: 'ab', size: { columns: 100, rows: 30 }, next: 3 });
    expect(stepFrom(events, 3, 5, 1000)).toEqual({ text: 'c', next: 5 });
    expect(stepFrom(events, 0, 6, 1)).toEqual({ text: 'a', next: 1 });
  });

  it('[S107] goes from command to command, and back to the beginning of one first', () => {
    expect([0, 100, 9_000].map((ms) => commandAt(commands, ms)?.commandId)).toEqual([undefined, 'one', 'two']);
    expect(neighbourCommand(commands, 100, 1)?.commandId).toBe('two');
    expect(neighbourCommand(commands, 5_500, -1)?.commandId).toBe('one');
    expect(neighbourCommand(commands, 7_000, -1)?.commandId).toBe('two');
    expect(neighbourCommand(commands, 5_000, 1)).toBeUndefined();
  });

  it('[S107] takes a long pause in a second when told to, and not otherwise', () => {
    const skipping = createPlaybackClock(events, 1_000);
    expect(skipping.durationMs).toBe(1_200);
    expect(advance(skipping, 200, 1_000, 1)).toBe(60_200);
    expect(advance(createPlaybackClock(events), 200, 1_000, 8)).toBe(8_200);
    expect(advance(skipping, 60_200, 1_000, 8)).toBe(60_200);
  });

  it('[S107] says times and excerpts as they are read', () => {
    expect([0, 7_900, 750_000, 3_723_000].map(clockText)).toEqual(['0:00', '0:07', '12:30', '1:02:03']);
    expect(excerptNote('db', 'ls', 'a\nb', true)).toBe('From the recording of db: ls\n\na\nb\n(cut)');
    expect(excerptNote('db', 'true', '', false)).toBe('From the recording of db: true\n\n(no output)');
  });
});
