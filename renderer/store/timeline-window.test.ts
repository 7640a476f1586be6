import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TimelineEntry } from '#shared/domain/timeline.ts';
import { testEntry } from './test-support.ts';
import { placeOf, reachesBack, type TimelineWindow, withChanges, withNewest, withPage } from './timeline-window.ts';

const all = Array.from({ length: 40 }, (_, index) => testEntry(index, 1000 * Math.floor(index / 2)));
const people = ['Ada'];
const opened = (from: number, entries = all): TimelineWindow =>
  withNewest(undefined, {
    kind: 'newest',
    entries: entries.slice(from),
    older: from > 0,
    total: entries.length,
    people,
  });
const changed = (entries: readonly TimelineEntry[], gone: readonly string[] = [], total = all.length) =>
  ({ kind: 'changed', entries, gone, total, people }) as const;
const idsOf = ({ entries }: TimelineWindow) => entries.map(({ eventId }) => eventId);
const first = (window: TimelineWindow) => placeOf(window.entries[0] ?? testEntry(0, 0));

describe('the loaded part of a timeline', () => {
  it('takes in what is new at the end, in between, and in place of what it was', () => {
    const before = opened(20);
    const amended = { ...testEntry(30, 15_000), headline: 'amended' };
    const late = testEntry(99, 12_500);
    const after = withChanges(before, changed([amended, late, testEntry(41, 99_000)]));
    expect(after.entries.find(({ eventId }) => eventId === amended.eventId)?.headline).toBe('amended');
    expect(after.entries.toSorted((a, b) => a.occurredAt - b.occurredAt)).toEqual(after.entries);
    expect(after.entries).toHaveLength(before.entries.length + 2);
  });

  it('leaves out what lies before it, and counts it until it is loaded', () => {
    const old = { ...testEntry(3, 1000), headline: 'amended' };
    const after = withChanges(opened(20), changed([old], [], 41));
    expect({ length: after.entries.length, total: after.total, before: [...after.changedBefore.keys()] }).toEqual({
      length: 20,
      total: 41,
      before: [old.eventId],
    });
    const read = withPage(after, first(after), { entries: all.slice(2, 20), older: true });
    expect(read.changedBefore.size).toBe(0);
  });

  it('lets go of an entry that was moved before it, and takes one that was moved into it', () => {
    const away = withChanges(opened(20), changed([{ ...testEntry(30, 15_000), occurredAt: 5 }]));
    expect(idsOf(away)).not.toContain(testEntry(30, 0).eventId);
    const back = withChanges(away, changed([testEntry(30, 15_000)]));
    expect(idsOf(back)).toEqual(idsOf(opened(20)));
    expect(back.changedBefore.size).toBe(0);
  });

  it('loses what is gone or no longer matches', () => {
    const after = withChanges(opened(20), changed([], [testEntry(25, 0).eventId], 39));
    expect(after.entries).toHaveLength(19);
    expect(after.total).toBe(39);
  });

  it('knows which places it reaches', () => {
    expect(reachesBack(opened(20), testEntry(20, 10_000))).toBe(true);
    expect(reachesBack(opened(20), testEntry(19, 9000))).toBe(false);
    expect(reachesBack(opened(0), testEntry(0, -5))).toBe(true);
  });

  it('is the whole timeline once all pages are read, whatever their sizes', () => {
    fc.assert(
      fc.property(fc.nat(39), fc.array(fc.integer({ min: 1, max: 15 }), { minLength: 40 }), (from, sizes) => {
        let window = opened(from);
        for (const size of sizes) {
          if (!window.older) break;
          const end = all.findIndex(({ eventId }) => eventId === window.entries[0]?.eventId);
          const start = Math.max(0, end - size);
          window = withPage(window, first(window), { entries: all.slice(start, end), older: start > 0 });
        }
        expect(window).toMatchObject({ entries: all, older: false });
      }),
    );
  });
});

describe('after the connection was lost', () => {
  const lost = withPage(opened(30), first(opened(30)), { entries: all.slice(10, 30), older: true });
  const now = [...all.filter(({ eventId }) => eventId !== all[15]?.eventId), testEntry(50, 50_000)];

  it('keeps what was loaded before the newest, and gets it right page by page', () => {
    const newest = { kind: 'newest', entries: now.slice(-8), older: true, total: now.length, people } as const;
    const joined = withNewest(lost, newest);
    expect(idsOf(joined)).toEqual([...all.slice(10), testEntry(50, 0)].map(({ eventId }) => eventId));

    const [start] = newest.entries;
    const half = withPage(joined, placeOf(start ?? testEntry(0, 0)), { entries: now.slice(20, -8), older: true });
    const half2 = withPage(half, placeOf(now[20] ?? testEntry(0, 0)), { entries: now.slice(5, 20), older: true });
    expect(half2.entries).toEqual(now.slice(5));
  });

  it('is what the services sent when that is all there is', () => {
    const newest = { kind: 'newest', entries: now, older: false, total: now.length, people } as const;
    expect(withNewest(lost, newest)).toMatchObject({ entries: now, older: false });
  });
});
