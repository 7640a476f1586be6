import { describe, expect, it } from 'vitest';
import { createZonedTime } from '#shared/domain/zoned-time.ts';
import { readEntryTime } from './read-entry-time.ts';

const kolkata = createZonedTime('Asia/Kolkata');
const entry = { occurredAt: Date.parse('2026-11-19T20:10:00Z') };
const read = (typed: string, zone = createZonedTime('UTC')) => {
  const at = readEntryTime(typed, { entry, now: Date.parse('2026-11-21T09:00:00Z'), zone });
  return at === undefined ? undefined : new Date(at).toISOString().slice(0, 19);
};

describe('the corrected time of an entry', () => {
  it('stays on the day of the entry, whatever day it is now', () => {
    expect(read('14:05')).toBe('2026-11-19T14:05:00');
    expect(read('@23:59:30')).toBe('2026-11-19T23:59:30');
  });

  it('is read in the zone of the screen, where it was the day after, and in UTC with a Z', () => {
    expect(read('01:00', kolkata)).toBe('2026-11-19T19:30:00');
    expect(read('01:00Z', kolkata)).toBe('2026-11-19T01:00:00');
  });

  it('may be on another day, or so long ago', () => {
    expect(read('2026-11-18 14:05')).toBe('2026-11-18T14:05:00');
    expect(read('-10m')).toBe('2026-11-21T08:50:00');
  });

  it('is nothing when it is no time', () => {
    expect(['', 'soon', '25:00', '14'].map((typed) => read(typed))).toEqual(Array(4).fill(undefined));
  });
});
