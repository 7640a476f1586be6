import type { StateCreator } from 'zustand';
import type { Client, EntryFilter, EntryPlace } from '#shared/contract/index.ts';
import type { Outcome } from '#shared/domain/outcome.ts';
import { servicesSilent } from './services-silent.ts';
import { openTimelineFeed, type ReadingBack, type TimelineFeed } from './timeline-feed.ts';
import { placeOf, reachesBack, type TimelineWindow } from './timeline-window.ts';

/** An entry to be shown: found by a search, or named by another pane. */
export interface RevealedEntry extends EntryPlace {
  readonly incidentId: string;
  /** It is in the window now, or it is not there. */
  readonly state: 'reading' | 'there' | 'absent';
}

export interface TimelineSlice {
  /** Undefined until the services have sent the newest entries. */
  readonly timeline: TimelineWindow | undefined;
  readonly timelineFilter: EntryFilter;
  /** What is on the screen was asked for with another filter; the answer is on its way. */
  readonly timelineChanging: boolean;
  readonly readingBack: ReadingBack;
  readonly revealed: RevealedEntry | undefined;

  /** Follows the entries of another incident, or of none. */
  followTimeline(incidentId: string | undefined): void;
  filterTimeline(filter: EntryFilter): void;
  /** Loads one page more from before the first entry. */
  loadOlderEntries(): void;
  /** Brings one entry onto the screen, however far back; also of an incident that is about to be opened. */
  revealEntry(incidentId: string, place: EntryPlace): void;
  /** It was seen, or is no longer wanted. */
  forgetRevealed(): void;
  /** Overwrites what an entry says. It cannot be undone. */
  /** Keeps a file as an entry; `bytes` are base64. */
  attachFile(file: {
    readonly name: string;
    readonly mediaType: string;
    readonly bytes: string;
  }): Promise<Outcome<unknown>>;
  purgeEntry(
    eventId: string,
    reason: string,
  ): Promise<Outcome<{ readonly remains: boolean; readonly underWay?: true | undefined }>>;
}

const nothing = {
  timeline: undefined,
  timelineFilter: {},
  timelineChanging: false,
  readingBack: { kind: 'idle' },
} as const;

/** What happened in the incident on the screen, as far as it is loaded: the services filter, find and count. */
export function createTimelineSlice(client: Client): StateCreator<TimelineSlice, [], [], TimelineSlice> {
  return (set, get) => {
    let followed: string | undefined;
    let following = new AbortController();
    let feed: TimelineFeed | undefined;

    const showRevealed = (window: TimelineWindow) => {
      const { revealed } = get();
      if (revealed?.state !== 'reading' || revealed.incidentId !== followed || !reachesBack(window, revealed)) return;
      const there = window.entries.some(({ eventId }) => eventId === revealed.eventId);
      set({ revealed: { ...revealed, state: there ? 'there' : 'absent' } });
    };
    const open = (incidentId: string, filter: EntryFilter) => {
      following.abort();
      following = new AbortController();
      feed = openTimelineFeed({
        client,
        incidentId,
        filter,
        signal: following.signal,
        onWindow: (timeline) => {
          set({ timeline, timelineChanging: false });
          showRevealed(timeline);
        },
        onReading: (readingBack) => set({ readingBack }),
      });
      const { revealed } = get();
      if (revealed?.state === 'reading' && revealed.incidentId === incidentId) feed.readBackTo(placeOf(revealed));
    };

    return {
      ...nothing,
      revealed: undefined,

      followTimeline(incidentId) {
        if (followed === incidentId) return;
        followed = incidentId;
        following.abort();
        feed = undefined;
        set(nothing);
        if (incidentId !== undefined) open(incidentId, {});
      },

      filterTimeline(timelineFilter) {
        set({ timelineFilter, timelineChanging: true, readingBack: { kind: 'idle' } });
        if (followed !== undefined) open(followed, timelineFilter);
      },

      loadOlderEntries() {
        if (get().timeline?.older && get().readingBack.kind !== 'reading') feed?.readOlder();
      },

      revealEntry(incidentId, place) {
        set({ revealed: { incidentId, ...placeOf(place), state: 'reading' } });
        if (followed !== incidentId) return;
        const { timeline, timelineFilter } = get();
        if (isFiltering(timelineFilter)) get().filterTimeline({});
        else if (timeline && reachesBack(timeline, place)) showRevealed(timeline);
        else feed?.readBackTo(placeOf(place));
      },

      forgetRevealed() {
        set({ revealed: undefined });
        feed?.readBackTo(undefined);
      },

      async attachFile(file) {
        if (followed === undefined) return servicesSilent();
        return client.timeline.attach({ incidentId: followed, ...file }).catch(servicesSilent);
      },

      async purgeEntry(eventId, reason) {
        if (followed === undefined) return servicesSilent();
        return client.timeline.purge({ incidentId: followed, eventId, reason }).catch(servicesSilent);
      },
    };
  };
}

/** Whether a filter leaves anything out. */
export function isFiltering({ categories, people, text, pinned }: EntryFilter): boolean {
  return (categories?.length ?? 0) > 0 || (people?.length ?? 0) > 0 || (text ?? '').trim() !== '' || pinned === true;
}
