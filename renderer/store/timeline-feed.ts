import type { Client, EntryFilter, EntryPlace, TimelineChange } from '#shared/contract/index.ts';
import { followStream } from './follow-stream.ts';
import { placeOf, reachesBack, type TimelineWindow, withChanges, withNewest, withPage } from './timeline-window.ts';

/** Entries that a timeline begins with: more than the tallest screen shows. */
const NEWEST = 200;
/** Entries of one page while somebody scrolls up, and while a whole stretch is read. */
const PAGE = 300;
const LARGE_PAGE = 1000;

/** How reading what lies before the loaded entries goes. */
export type ReadingBack =
  | { readonly kind: 'idle' }
  /** `toward`: the time that is being read back to, UTC ms. */
  | { readonly kind: 'reading'; readonly loaded: number; readonly toward?: number }
  | { readonly kind: 'failed' };

export interface FeedOptions {
  readonly client: Pick<Client, 'timeline'>;
  readonly incidentId: string;
  readonly filter: EntryFilter;
  readonly signal: AbortSignal;
  onWindow(window: TimelineWindow): void;
  onReading(state: ReadingBack): void;
}

export interface TimelineFeed {
  /** Reads one page more. */
  readOlder(): void;
  /** Reads back until an entry of that place would be loaded; undefined: no longer. */
  readBackTo(place: EntryPlace | undefined): void;
}

/**
 * Follows the entries of one incident under one filter until `signal` aborts. One reader walks backwards for all who
 * want more: a person who scrolls, a place to show, and what has to be read again after the connection was lost.
 */
export function openTimelineFeed({ client, incidentId, filter, signal, ...tell }: FeedOptions): TimelineFeed {
  let window: TimelineWindow | undefined;
  /** What is loaded before this place is from before the connection was lost. */
  let staleBefore: EntryPlace | undefined;
  let wanted: EntryPlace | undefined;
  let onePageMore = false;
  let reading = false;
  /** Changes that the page on its way may not know of yet. */
  let meanwhile: Extract<TimelineChange, { kind: 'changed' }>[] = [];

  const show = (next: TimelineWindow) => {
    window = next;
    tell.onWindow(next);
  };
  const take = (change: TimelineChange) => {
    if (change.kind === 'changed') {
      if (!window) return;
      if (reading) meanwhile.push(change);
      show(withChanges(window, change));
      return;
    }
    const next = withNewest(window, change);
    const [first] = change.entries;
    staleBefore = first !== undefined && next.entries[0] !== first ? placeOf(first) : undefined;
    show(next);
    void readBack();
  };

  /** Where the next page ends; undefined when there is nothing to read. */
  const nextBefore = (): EntryPlace | undefined => {
    if (!window) return undefined;
    if (staleBefore) return staleBefore;
    if (wanted && reachesBack(window, wanted)) wanted = undefined;
    const [first] = window.entries;
    return (wanted || onePageMore) && window.older && first ? placeOf(first) : undefined;
  };
  const progress = (): ReadingBack => ({
    kind: 'reading',
    loaded: window?.entries.length ?? 0,
    ...(wanted && { toward: wanted.occurredAt }),
  });

  async function readBack(): Promise<void> {
    if (reading || nextBefore() === undefined) return;
    reading = true;
    try {
      for (let before = nextBefore(); before !== undefined; before = nextBefore()) {
        tell.onReading(progress());
        meanwhile = [];
        const limit = staleBefore || wanted ? LARGE_PAGE : PAGE;
        const page = await client.timeline.page({ incidentId, filter, before, limit }, { signal });
        if (signal.aborted || !window) return;
        const next = meanwhile.reduce(withChanges, withPage(window, before, page));
        const [start] = page.entries;
        // Unless the newest came anew while the page was on its way.
        if (staleBefore === before) {
          staleBefore = page.older && start && next.entries[0] !== start ? placeOf(start) : undefined;
        }
        onePageMore = false;
        window = next;
        // A long way back is shown at its end: the list would be laid out anew for each page.
        if (!wanted || reachesBack(next, wanted) || staleBefore) tell.onWindow(next);
      }
      tell.onReading({ kind: 'idle' });
    } catch {
      // The connection was lost: with the newest, which come when it is back, the reader goes on.
      onePageMore = false;
      if (!signal.aborted) tell.onReading({ kind: 'failed' });
    } finally {
      reading = false;
    }
  }

  void followStream({
    open: () => client.timeline.watch({ incidentId, filter, newest: NEWEST }, { signal }),
    onValue: take,
    signal,
  });
  return {
    readOlder() {
      onePageMore = true;
      void readBack();
    },
    readBackTo(place) {
      wanted = place;
      if (place === undefined && window) tell.onWindow(window);
      void readBack();
    },
  };
}
