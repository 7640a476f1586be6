import { ListFilter, NotebookPen, Search } from 'lucide-react';
import { useMemo, useState } from 'react';
import { plural } from '#shared/domain/plural.ts';
import { useCommands } from '../../commands/index.ts';
import { Button, EmptyState, ErrorNote, IconButton, Pane, Skeleton } from '../../components/index.ts';
import { useStore, useZonedTime } from '../../store/index.ts';
import { Composer } from './Composer.tsx';
import { EntryList } from './EntryList.tsx';
import { FilterMenu, SearchBar } from './FilterBar.tsx';
import { filterEntries, isFiltering, noFilter, peopleOf, type TimelineFilter } from './filter-entries.ts';

/** Everything that happened, and the place to add to it. */
export function TimelinePane() {
  const incidentId = useStore((state) => state.incidentId);
  const entries = useStore((state) => state.entries);
  const caughtUp = useStore((state) => state.caughtUp);
  const pinEntry = useStore((state) => state.pinEntry);
  const time = useZonedTime();
  const [filter, setFilter] = useState<TimelineFilter>(noFilter);
  const [searching, setSearching] = useState(false);
  const [pinProblem, setPinProblem] = useState<string>();
  const shown = useMemo(() => filterEntries(entries, filter), [entries, filter]);
  const people = useMemo(() => peopleOf(entries), [entries]);

  useCommands(
    useMemo(
      () => [
        {
          id: 'timeline.search',
          title: 'Search the timeline',
          group: 'Timeline',
          icon: Search,
          keywords: ['find', 'filter'],
          run: () => setSearching(true),
        },
        {
          id: 'timeline.show-all',
          title: 'Show all entries',
          group: 'Timeline',
          icon: ListFilter,
          keywords: ['filter', 'clear'],
          run: () => setFilter(noFilter),
        },
      ],
      [],
    ),
  );

  const pin = useMemo(
    () => async (eventId: string, pinned: boolean) => {
      const answer = await pinEntry(eventId, pinned);
      setPinProblem(answer.ok ? undefined : `${answer.error.message} ${answer.error.action}`);
    },
    [pinEntry],
  );
  const closeSearch = () => {
    setSearching(false);
    setFilter({ ...filter, text: '' });
  };

  return (
    <Pane
      name="Timeline"
      className="flex flex-col"
      actions={
        <>
          <FilterMenu filter={filter} people={people} onChange={setFilter} />
          <IconButton
            icon={Search}
            label="Search the timeline"
            pressed={searching}
            onClick={() => (searching ? closeSearch() : setSearching(true))}
          />
        </>
      }
    >
      {searching && (
        <SearchBar text={filter.text} onChange={(text) => setFilter({ ...filter, text })} onClose={closeSearch} />
      )}
      {!caughtUp ? (
        <Loading />
      ) : shown.length > 0 ? (
        <EntryList entries={shown} time={time} onPin={pin} />
      ) : (
        <div className="min-h-0 flex-1">
          {isFiltering(filter) ? (
            <EmptyState
              icon={ListFilter}
              title="Nothing matches"
              actions={<Button onClick={() => setFilter(noFilter)}>Show all entries</Button>}
            >
              The filter hides {plural(entries.length, 'entry', 'entries')}.
            </EmptyState>
          ) : (
            <EmptyState icon={NotebookPen} title="Nothing recorded yet">
              Commands, alerts and graphs arrive here by themselves. Type below to add what you see.
            </EmptyState>
          )}
        </div>
      )}
      {pinProblem && (
        <div className="px-3.5 pb-2">
          <ErrorNote message={pinProblem} />
        </div>
      )}
      <p aria-live="polite" className="sr-only">
        {entries.at(-1)?.headline}
      </p>
      {incidentId && <Composer key={incidentId} incidentId={incidentId} />}
    </Pane>
  );
}

function Loading() {
  return (
    <div role="status" aria-label="Reading the timeline" className="flex min-h-0 flex-1 flex-col gap-5 p-3.5">
      {['w-3/4', 'w-1/2', 'w-2/3', 'w-5/6'].map((width) => (
        <div key={width} className="flex gap-4">
          <Skeleton className="h-4 w-14" />
          <Skeleton className={`h-4 ${width}`} />
        </div>
      ))}
    </div>
  );
}
