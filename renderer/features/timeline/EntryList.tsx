import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown } from 'lucide-react';
import { type KeyboardEvent, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { plural } from '#shared/domain/plural.ts';
import type { ZonedTime } from '#shared/domain/zoned-time.ts';
import { Button } from '../../components/index.ts';
import { type TimelineWindow, useStore } from '../../store/index.ts';
import { EntryRow } from './EntryRow.tsx';
import { actionOfKey, type EntryActions, type EntryTask } from './entry-actions.ts';
import { focusEntry } from './focus-entry.ts';
import { ReadingBackNote } from './ReadingBackNote.tsx';

interface Props {
  readonly timeline: TimelineWindow;
  readonly time: ZonedTime;
  readonly task: { readonly eventId: string; readonly task: EntryTask } | undefined;
  readonly histories: ReadonlySet<string>;
  readonly actions: EntryActions;
  /** Where the keys go when one leaves the entries: to the editor below. */
  readonly onLeave: () => void;
}

/** Close enough to the end to follow what is added, in pixels. */
const FOLLOW_DISTANCE = 48;
/** Rows from the first one at which the page before it is asked for: some screens, so that nobody waits. */
const READ_AHEAD = 60;
/** Rows that PageUp and PageDown move by. */
const PAGE_ROWS = 8;
/** How long the entry stays marked that somebody was brought to. */
const MARK_MS = 6000;

/** Newest at the bottom, like a log: it follows the end while one looks at the end, and stays put otherwise. */
export function EntryList({ timeline, time, task, histories, actions, onLeave }: Props) {
  const { entries, total } = timeline;
  const revealed = useStore((state) => state.revealed);
  const forgetRevealed = useStore((state) => state.forgetRevealed);
  const loadOlder = useStore((state) => state.loadOlderEntries);
  const scroller = useRef<HTMLDivElement>(null);
  const [following, setFollowing] = useState(revealed === undefined);
  /** The newest entry when one looked away from the end. */
  const [lastSeen, setLastSeen] = useState<string>();
  const [current, setCurrent] = useState<string>();
  const [menu, setMenu] = useState<string>();
  const currentIndex = useMemo(() => entries.findIndex(({ eventId }) => eventId === current), [entries, current]);
  const rows = useVirtualizer({
    count: entries.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 56,
    getItemKey: useCallback((index: number) => entries[index]?.eventId ?? index, [entries]),
    // The row with the focus, or with a form in it, stays when it is scrolled out of sight.
    rangeExtractor: useCallback(
      (range: Parameters<typeof defaultRangeExtractor>[0]) => {
        const shown = defaultRangeExtractor(range);
        if (currentIndex === -1 || shown.includes(currentIndex)) return shown;
        return [...shown, currentIndex].sort((a, b) => a - b);
      },
      [currentIndex],
    ),
    overscan: 8,
    paddingStart: 4,
    paddingEnd: 8,
    // What is in sight keeps its place when earlier entries are put in above it.
    anchorTo: 'end',
  });
  const size = rows.getTotalSize();
  const items = rows.getVirtualItems();
  const firstIndex = items[0]?.index ?? 0;
  // One row is what Tab reaches; arrows go on from there.
  const tabStop = currentIndex === -1 ? rows.range?.endIndex : currentIndex;

  // biome-ignore lint/correctness/useExhaustiveDependencies: rows are measured after they are drawn, so the end moves
  useLayoutEffect(() => {
    if (following && scroller.current) scroller.current.scrollTop = scroller.current.scrollHeight;
  }, [following, entries, size]);

  // The pane changes its height when the composer grows or a separator is moved.
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const observer = new ResizeObserver(() => {
      if (following) element.scrollTop = element.scrollHeight;
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [following]);

  useEffect(() => {
    if (timeline.older && firstIndex < READ_AHEAD) loadOlder();
  }, [timeline, firstIndex, loadOlder]);

  const moveTo = (index: number) => {
    const entry = entries[Math.max(0, Math.min(entries.length - 1, index))];
    if (!entry) return;
    setCurrent(entry.eventId);
    rows.scrollToIndex(entries.indexOf(entry), { align: 'auto' });
    requestAnimationFrame(() => focusEntry(entry.eventId));
  };

  const target = revealed?.state === 'there' ? revealed.eventId : undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each entry that is to be shown
  useEffect(() => {
    const index = target === undefined ? -1 : entries.findIndex(({ eventId }) => eventId === target);
    const element = scroller.current;
    if (index === -1 || target === undefined || !element) return;
    // Where all of it fits there is no end to follow.
    setFollowing(element.scrollHeight - element.clientHeight < FOLLOW_DISTANCE);
    setCurrent(target);
    rows.scrollToIndex(index, { align: 'center' });
    const focus = setTimeout(() => focusEntry(target), 50);
    const forget = setTimeout(forgetRevealed, MARK_MS);
    return () => {
      clearTimeout(focus);
      clearTimeout(forget);
    };
  }, [target]);

  const onScroll = () => {
    const element = scroller.current;
    if (!element) return;
    const atEnd = element.scrollHeight - element.scrollTop - element.clientHeight < FOLLOW_DISTANCE;
    if (following && !atEnd) setLastSeen(entries.at(-1)?.eventId);
    setFollowing(atEnd);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const entry = entries[currentIndex];
    // Only on the row itself: inside it a key belongs to what has the focus.
    if (!(event.target instanceof HTMLElement) || event.target.dataset.entry === undefined || !entry) return;
    const go = (index: number) => {
      event.preventDefault();
      moveTo(index);
    };
    if (event.key === 'Escape' || (event.key === 'ArrowDown' && currentIndex === entries.length - 1)) {
      event.preventDefault();
      onLeave();
    } else if (event.key === 'ArrowDown') go(currentIndex + 1);
    else if (event.key === 'ArrowUp') go(currentIndex - 1);
    else if (event.key === 'PageDown') go(currentIndex + PAGE_ROWS);
    else if (event.key === 'PageUp') go(currentIndex - PAGE_ROWS);
    else if (event.key === 'Home') go(0);
    else if (event.key === 'End') go(entries.length - 1);
    else if (event.key === 'Enter' || event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
      event.preventDefault();
      setMenu(entry.eventId);
    } else if (!event.ctrlKey && !event.metaKey && !event.altKey) {
      const act = actionOfKey(event.key, entry);
      if (!act) return;
      event.preventDefault();
      act(actions);
    }
  };

  const unseen = following ? 0 : countAfter(entries, lastSeen);
  return (
    <div className="relative min-h-0 flex-1">
      <div ref={scroller} data-ring="inside" onScroll={onScroll} className="h-full overflow-y-auto">
        <ol aria-label="Entries" className="relative" style={{ height: size }} onKeyDown={onKeyDown}>
          {items.map((item) => {
            const entry = entries[item.index];
            if (!entry) return null;
            const before = entries[item.index - 1];
            const day = time.day(entry.occurredAt);
            const { eventId } = entry;
            return (
              <li
                key={item.key}
                ref={rows.measureElement}
                data-index={item.index}
                data-entry={eventId}
                data-ring="inside"
                tabIndex={item.index === tabStop ? 0 : -1}
                aria-posinset={Math.max(total, entries.length) - entries.length + item.index + 1}
                aria-setsize={Math.max(total, entries.length)}
                onFocus={() => setCurrent(eventId)}
                onContextMenu={(event) => {
                  if (window.getSelection()?.isCollapsed === false) return;
                  event.preventDefault();
                  setCurrent(eventId);
                  setMenu(eventId);
                }}
                className="absolute inset-x-0 top-0"
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <EntryRow
                  entry={entry}
                  time={time}
                  day={before && time.day(before.occurredAt) !== day ? day : undefined}
                  current={eventId === current}
                  marked={eventId === target}
                  task={task?.eventId === eventId ? task.task : undefined}
                  historyOpen={histories.has(eventId)}
                  menuOpen={menu === eventId}
                  onMenu={(open) => setMenu(open ? eventId : undefined)}
                  actions={actions}
                />
              </li>
            );
          })}
        </ol>
      </div>
      <ReadingBackNote timeline={timeline} time={time} />
      {!following && task === undefined && (
        <Button
          icon={ArrowDown}
          className="absolute bottom-3 left-1/2 -translate-x-1/2 shadow-pop"
          onClick={() => setFollowing(true)}
        >
          {unseen > 0 ? plural(unseen, 'new entry', 'new entries') : 'Newest'}
        </Button>
      )}
    </div>
  );
}

/** How many entries come after that one; none when it is not among them. */
function countAfter(entries: TimelineWindow['entries'], eventId: string | undefined): number {
  const index = eventId === undefined ? -1 : entries.findLastIndex((entry) => entry.eventId === eventId);
  return index === -1 ? 0 : entries.length - 1 - index;
}
