import { describe, expect, it, vi } from 'vitest';
import type { EntryFilter, EntryPlace, TimelineChange } from '#shared/contract/index.ts';
import { fail, succeed } from '#shared/domain/outcome.ts';
import { compareEntries } from '#shared/domain/timeline.ts';
import { feed, settled, storeWith, testEntry } from './test-support.ts';
import { placeOf } from './timeline-window.ts';

const incidentId = '01930000-0000-7000-8000-00000000aaaa';
const all = Array.from({ length: 3000 }, (_, index) => testEntry(index, 1000 * index));
const people = ['Ada'];
const newest = (entries = all, count = 200): TimelineChange => ({
  kind: 'newest',
  entries: entries.slice(-count),
  older: entries.length > count,
  total: entries.length,
  people,
});

/** The store, the stream of its timeline, and pages of `all`. */
function opened() {
  const stream = feed<TimelineChange>();
  const watched: unknown[] = [];
  const page = vi.fn(async ({ before, limit }: { before: EntryPlace; limit: number; filter: EntryFilter }) => {
    const earlier = all.filter((entry) => compareEntries(entry, before) < 0);
    return { entries: earlier.slice(-limit), older: earlier.length > limit };
  });
  const watch = (input: unknown, options: { signal: AbortSignal }) => {
    watched.push(input);
    return stream.open(input, options);
  };
  const purge = vi.fn(async () => succeed({ purged: 1, remains: false }));
  const store = storeWith({ timeline: { watch, page, purge } });
  store.getState().followTimeline(incidentId);
  return { store, stream, watched, page, purge, state: () => store.getState() };
}

const loaded = (state: ReturnType<ReturnType<typeof opened>['state']>) => state.timeline?.entries.length;

describe('the timeline on the screen', () => {
  it('shows nothing before the newest have come, then every change', async () => {
    const { stream, state } = opened();
    expect(state().timeline).toBeUndefined();
    stream.push(newest());
    await settled();
    expect(state().timeline).toMatchObject({ older: true, total: 3000, people });

    stream.push({ kind: 'changed', entries: [testEntry(5000, 9_000_000)], gone: [], total: 3001, people });
    await settled();
    expect(state().timeline?.entries.at(-1)?.headline).toBe('note 5000');
    state().followTimeline(undefined);
    expect(state().timeline).toBeUndefined();
  });

  it('loads one page of earlier entries at a time', async () => {
    const { stream, page, state } = opened();
    stream.push(newest());
    await settled();
    state().loadOlderEntries();
    state().loadOlderEntries();
    await settled();
    expect(page).toHaveBeenCalledTimes(1);
    expect(state().timeline?.entries).toEqual(all.slice(-500));
    expect(state().readingBack).toEqual({ kind: 'idle' });
    state().followTimeline(undefined);
  });

  it('does not lose a change that overtakes the page it belongs to', async () => {
    const { stream, page, state } = opened();
    stream.push(newest());
    await settled();
    const late = Promise.withResolvers<{ entries: typeof all; older: boolean }>();
    page.mockReturnValueOnce(late.promise);
    state().loadOlderEntries();
    const amended = testEntry(2750, 2_750_000, { headline: 'amended' });
    stream.push({ kind: 'changed', entries: [amended], gone: [], total: 3000, people });
    await settled();
    expect(state().timeline?.changedBefore.size).toBe(1);
    late.resolve({ entries: all.slice(2500, 2800), older: true });
    await settled();
    expect(state().timeline?.entries.find(({ eventId }) => eventId === amended.eventId)).toEqual(amended);
    expect(state().timeline?.changedBefore.size).toBe(0);
    state().followTimeline(undefined);
  });

  it('keeps what is on the screen while the connection is gone, then reads all of it anew', async () => {
    const { stream, page, state } = opened();
    stream.push(newest());
    await settled();
    state().loadOlderEntries();
    await settled();
    stream.breakOff();
    await settled(350);
    expect(loaded(state())).toBe(500);
    stream.push(newest());
    await settled();
    expect(page.mock.lastCall?.[0].before).toEqual(placeOf(all[2800] ?? testEntry(0, 0)));
    expect(state().timeline?.entries.slice(-500)).toEqual(all.slice(-500));
    state().followTimeline(undefined);
  });

  it('says that earlier entries were not read, and reads them when asked again', async () => {
    const { stream, page, state } = opened();
    stream.push(newest());
    await settled();
    page.mockRejectedValueOnce(new Error('lost'));
    state().loadOlderEntries();
    await settled();
    expect(state().readingBack).toEqual({ kind: 'failed' });
    state().loadOlderEntries();
    await settled();
    expect(loaded(state())).toBe(500);
    state().followTimeline(undefined);
  });

  it('is filtered by the services, and stays until their answer has come', async () => {
    const { stream, watched, state } = opened();
    stream.push(newest());
    await settled();
    state().filterTimeline({ text: 'pool' });
    expect(state()).toMatchObject({ timelineChanging: true, timelineFilter: { text: 'pool' } });
    expect(loaded(state())).toBe(200);
    await settled();
    stream.push(newest(all.slice(0, 3)));
    await settled();
    expect(state()).toMatchObject({ timelineChanging: false, timeline: { total: 3 } });
    expect(watched).toEqual([
      { incidentId, filter: {}, newest: 200 },
      { incidentId, filter: { text: 'pool' }, newest: 200 },
    ]);
    state().followTimeline(undefined);
  });

  it('purges for the incident on the screen, and says so when nothing answers', async () => {
    const { purge, state } = opened();
    expect(await state().purgeEntry('e', 'held a token')).toEqual(succeed({ purged: 1, remains: false }));
    expect(purge).toHaveBeenCalledExactlyOnceWith({ incidentId, eventId: 'e', reason: 'held a token' });
    purge.mockRejectedValueOnce(new Error('lost'));
    expect(await state().purgeEntry('e', 'held a token')).toMatchObject(
      fail('not-connected', expect.any(String), expect.any(String)),
    );
    state().followTimeline(undefined);
  });
});

describe('an entry that is to be shown', () => {
  it('is read back to, however far, and shown once it is there', async () => {
    const { stream, page, state } = opened();
    stream.push(newest());
    await settled();
    const target = placeOf(all[700] ?? testEntry(0, 0));
    state().revealEntry(incidentId, target);
    await settled(20);
    expect(page).toHaveBeenCalledTimes(3);
    expect(state().revealed).toEqual({ incidentId, ...target, state: 'there' });
    expect(state().timeline?.entries[0]).toEqual(all[0]);
    state().forgetRevealed();
    expect(state().revealed).toBeUndefined();
    state().followTimeline(undefined);
  });

  it('is waited for when its incident is opened after it was chosen', async () => {
    const { store, stream, state } = opened();
    store.getState().followTimeline(undefined);
    state().revealEntry(incidentId, placeOf(all[2500] ?? testEntry(0, 0)));
    state().followTimeline(incidentId);
    await settled();
    stream.push(newest());
    await settled();
    expect(state().revealed?.state).toBe('there');
    state().followTimeline(undefined);
  });

  it('takes the filter away that would hide it', async () => {
    const { stream, watched, state } = opened();
    state().filterTimeline({ pinned: true });
    await settled();
    stream.push(newest(all.slice(0, 1)));
    await settled();
    state().revealEntry(incidentId, placeOf(all[2900] ?? testEntry(0, 0)));
    await settled();
    stream.push(newest());
    await settled();
    expect(watched.at(-1)).toMatchObject({ filter: {} });
    expect(state()).toMatchObject({ timelineFilter: {}, revealed: { state: 'there' } });
    state().followTimeline(undefined);
  });

  it('is said to be absent when the place is loaded and it is not there', async () => {
    const { stream, state } = opened();
    stream.push(newest());
    await settled();
    state().revealEntry(incidentId, { ...placeOf(all[2900] ?? testEntry(0, 0)), eventId: incidentId });
    expect(state().revealed?.state).toBe('absent');
    state().followTimeline(undefined);
  });
});
