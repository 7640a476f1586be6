import type { EntryPage, EntryPlace, TimelineChange } from '#shared/contract/index.ts';
import { compareEntries, type TimelineEntry } from '#shared/domain/timeline.ts';

type Newest = Extract<TimelineChange, { kind: 'newest' }>;
type Changed = Extract<TimelineChange, { kind: 'changed' }>;

/** The entries that the page has: from some place on, all up to the newest, in the order of the screen. */
export interface TimelineWindow {
  readonly entries: readonly TimelineEntry[];
  /** There are earlier ones that match the filter. */
  readonly older: boolean;
  /** All that match, loaded or not. */
  readonly total: number;
  /** Everybody who wrote something in the incident. */
  readonly people: readonly string[];
  /** Entries that are new or read differently now, but lie before the first one that is loaded: where, by id. */
  readonly changedBefore: ReadonlyMap<string, EntryPlace>;
}

export function placeOf({ occurredAt, order, eventId }: EntryPlace): EntryPlace {
  return { occurredAt, order, eventId };
}

/** Whether an entry of that place would be among the loaded ones. */
export function reachesBack({ entries, older }: TimelineWindow, place: EntryPlace): boolean {
  const [first] = entries;
  return !older || (first !== undefined && compareEntries(first, place) <= 0);
}

/**
 * The window with its newest part as the services just sent it. What was loaded before that part stays, so that a
 * connection that comes back takes nothing from the screen; it has to be read again with `withPage`.
 */
export function withNewest(
  window: TimelineWindow | undefined,
  { entries, older, total, people }: Newest,
): TimelineWindow {
  const [first] = entries;
  const fresh = { entries: inOrder(entries), older, total, people, changedBefore: new Map<string, EntryPlace>() };
  if (!window || !first || !older) return fresh;
  const ids = idsOf(entries);
  const before = window.entries.filter((entry) => compareEntries(entry, first) < 0 && !ids.has(entry.eventId));
  if (before.length === 0) return fresh;
  return { ...fresh, entries: [...before, ...fresh.entries], older: window.older, changedBefore: window.changedBefore };
}

/** The window after some entries changed, whatever their age. Those from before it are only counted. */
export function withChanges(window: TimelineWindow, { entries, gone, total, people }: Changed): TimelineWindow {
  const left = new Set([...idsOf(entries), ...gone]);
  const kept = window.entries.filter(({ eventId }) => !left.has(eventId));
  const arrived = entries.filter((entry) => reachesBack(window, entry));
  const changedBefore = new Map(window.changedBefore);
  for (const id of left) changedBefore.delete(id);
  for (const entry of entries) {
    if (!reachesBack(window, entry)) changedBefore.set(entry.eventId, placeOf(entry));
  }
  return { ...window, entries: inOrder([...kept, ...arrived]), total, people, changedBefore };
}

/** The window with the page that lies before `before`, in place of whatever it had there. */
export function withPage(window: TimelineWindow, before: EntryPlace, page: EntryPage): TimelineWindow {
  const [start] = page.entries;
  const ids = idsOf(page.entries);
  const outside = (entry: TimelineEntry) =>
    compareEntries(entry, before) >= 0 || (page.older && start !== undefined && compareEntries(entry, start) < 0);
  const kept = window.entries.filter((entry) => outside(entry) && !ids.has(entry.eventId));
  const reachesFurther = kept[0] !== undefined && start !== undefined && compareEntries(kept[0], start) < 0;
  const older = reachesFurther ? window.older : page.older;
  const changedBefore = new Map(older ? window.changedBefore : []);
  for (const id of ids) changedBefore.delete(id);
  // A long way back is many pages: putting one in front must not cost as much as all that is there.
  const entries = reachesFurther ? inOrder([...page.entries, ...kept]) : [...page.entries, ...kept];
  return { ...window, entries, older, changedBefore };
}

function idsOf(entries: readonly TimelineEntry[]): ReadonlySet<string> {
  return new Set(entries.map(({ eventId }) => eventId));
}

/** Nearly always they are in order already, and sorting an ordered array only looks at each once. */
function inOrder(entries: readonly TimelineEntry[]): readonly TimelineEntry[] {
  return entries.toSorted(compareEntries);
}
