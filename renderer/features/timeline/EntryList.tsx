import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown } from 'lucide-react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { TimelineEntry } from '#shared/domain/timeline.ts';
import type { ZonedTime } from '#shared/domain/zoned-time.ts';
import { Button } from '../../components/index.ts';
import { EntryRow } from './EntryRow.tsx';

interface Props {
  readonly entries: readonly TimelineEntry[];
  readonly time: ZonedTime;
  readonly onPin: (eventId: string, pinned: boolean) => void;
}

/** Close enough to the end to follow what is added, in pixels. */
const FOLLOW_DISTANCE = 48;

/** Newest at the bottom, like a log: it follows the end while one looks at the end, and stays put otherwise. */
export function EntryList({ entries, time, onPin }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const [following, setFollowing] = useState(true);
  const rows = useVirtualizer({
    count: entries.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 56,
    getItemKey: (index) => entries[index]?.eventId ?? index,
    overscan: 8,
    paddingStart: 4,
    paddingEnd: 8,
  });
  const size = rows.getTotalSize();

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

  const onScroll = () => {
    const element = scroller.current;
    if (!element) return;
    setFollowing(element.scrollHeight - element.scrollTop - element.clientHeight < FOLLOW_DISTANCE);
  };

  return (
    <div className="relative min-h-0 flex-1">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard */}
      <div ref={scroller} tabIndex={0} data-ring="inside" onScroll={onScroll} className="h-full overflow-y-auto">
        <ol aria-label="Entries" className="relative" style={{ height: size }}>
          {rows.getVirtualItems().map((item) => {
            const entry = entries[item.index];
            if (!entry) return null;
            const before = entries[item.index - 1];
            const day = time.day(entry.occurredAt);
            return (
              <li
                key={item.key}
                ref={rows.measureElement}
                data-index={item.index}
                aria-posinset={item.index + 1}
                aria-setsize={entries.length}
                className="absolute inset-x-0 top-0"
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <EntryRow
                  entry={entry}
                  time={time}
                  day={before && time.day(before.occurredAt) === day ? undefined : before ? day : undefined}
                  onPin={onPin}
                />
              </li>
            );
          })}
        </ol>
      </div>
      {!following && (
        <Button
          icon={ArrowDown}
          className="absolute bottom-3 left-1/2 -translate-x-1/2 shadow-pop"
          onClick={() => setFollowing(true)}
        >
          Newest
        </Button>
      )}
    </div>
  );
}
