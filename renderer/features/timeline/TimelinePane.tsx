import { ListFilter, NotebookPen, Search } from 'lucide-react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { plural } from '#shared/domain/plural.ts';
import { useCommands } from '../../commands/index.ts';
import { Button, EmptyState, ErrorNote, IconButton, Pane, Skeleton, Spinner } from '../../components/index.ts';
import { isFiltering, useStore, useStoreApi, useZonedTime } from '../../store/index.ts';
import { Composer } from './Composer.tsx';
import { DeskBar } from './DeskBar.tsx';
import { EntryList } from './EntryList.tsx';
import { FilterField, FilterMenu } from './FilterBar.tsx';
import { tidyFilter } from './filter-words.ts';
import { PurgeDialog } from './PurgeDialog.tsx';
import { useEntryActions } from './use-entry-actions.ts';

/** Everything that happened, and the place to add to it. */
export function TimelinePane() {
  const store = useStoreApi();
  const incidentId = useStore((state) => state.incidentId);
  const timeline = useStore((state) => state.timeline);
  const filter = useStore((state) => state.timelineFilter);
  const changing = useStore((state) => state.timelineChanging);
  const eventCount = useStore((state) => state.incident?.eventCount);
  const time = useZonedTime();
  const [searching, setSearching] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const { actions, task, histories, purging, problem, endPurge, dismissProblem } = useEntryActions();

  const changeFilter = useCallback((next: typeof filter) => store.getState().filterTimeline(tidyFilter(next)), [store]);
  const changeText = useCallback(
    (text: string) => changeFilter({ ...store.getState().timelineFilter, text }),
    [store, changeFilter],
  );
  const showAll = useCallback(() => {
    setSearching(false);
    changeFilter({});
  }, [changeFilter]);
  /** Folded away or covered, nobody would see it. */
  const uncover = useCallback(() => {
    const { layout, togglePane, hidePanel } = store.getState();
    if (layout.collapsed.includes('timeline')) togglePane('timeline');
    if (body.current?.closest('[inert]')) hidePanel();
  }, [store]);
  const toReveal = useStore((state) => state.revealed?.incidentId === incidentId && state.revealed?.state === 'there');
  useEffect(() => {
    if (toReveal) uncover();
  }, [toReveal, uncover]);
  const openFilter = useCallback(() => {
    // At once: what is typed right after the key belongs into the field.
    flushSync(() => {
      uncover();
      setSearching(true);
    });
    field.current?.focus();
  }, [uncover]);
  const closeFilter = () => {
    setSearching(false);
    changeText('');
    focusComposer();
  };
  const focusComposer = () => body.current?.querySelector<HTMLElement>('[data-pane-focus]')?.focus();
  const focusLastEntry = () => [...(body.current?.querySelectorAll<HTMLElement>('[data-entry]') ?? [])].at(-1)?.focus();

  useCommands(
    useMemo(
      () => [
        {
          id: 'timeline.filter',
          title: 'Filter the timeline',
          group: 'Timeline',
          keys: '/',
          icon: Search,
          keywords: ['find', 'search', 'words'],
          run: openFilter,
        },
        {
          id: 'timeline.show-all',
          title: 'Show all entries',
          group: 'Timeline',
          icon: ListFilter,
          keywords: ['filter', 'clear'],
          run: showAll,
        },
      ],
      [openFilter, showAll],
    ),
  );

  return (
    <Pane
      name="Timeline"
      className="flex flex-col"
      status={changing && timeline && <Spinner className="text-ink-3" />}
      actions={
        <>
          <FilterMenu filter={filter} people={timeline?.people ?? []} onChange={changeFilter} />
          <IconButton
            icon={Search}
            label="Filter the timeline"
            shortcut="/"
            pressed={searching}
            onClick={() => (searching ? closeFilter() : openFilter())}
          />
        </>
      }
    >
      <div ref={body} className="flex min-h-0 flex-1 flex-col">
        {searching && (
          <FilterField text={filter.text ?? ''} field={field} onChange={changeText} onClose={closeFilter} />
        )}
        <DeskBar />
        {!timeline ? (
          <Loading />
        ) : timeline.entries.length > 0 ? (
          <EntryList
            timeline={timeline}
            time={time}
            task={task}
            histories={histories}
            actions={actions}
            onLeave={focusComposer}
          />
        ) : (
          <div className="min-h-0 flex-1">
            {isFiltering(filter) ? (
              <EmptyState
                icon={ListFilter}
                title="Nothing matches"
                actions={<Button onClick={showAll}>Show all entries</Button>}
              >
                The filter leaves out all that {plural(eventCount ?? 0, 'event')} recorded.
              </EmptyState>
            ) : (
              <EmptyState icon={NotebookPen} title="Nothing recorded yet">
                Commands, alerts and graphs arrive here by themselves. Type below to add what you see.
              </EmptyState>
            )}
          </div>
        )}
        {problem && (
          <div className="flex items-start gap-2 px-3.5 pb-2">
            <div className="min-w-0 flex-1">
              <ErrorNote message={problem.message} action={problem.action}>
                <Button onClick={dismissProblem}>Dismiss</Button>
              </ErrorNote>
            </div>
          </div>
        )}
        <p aria-live="polite" className="sr-only">
          {timeline?.entries.at(-1)?.headline}
        </p>
        {incidentId && <Composer key={incidentId} incidentId={incidentId} onLeave={focusLastEntry} />}
      </div>
      {purging && <PurgeDialog entry={purging} onClose={endPurge} />}
    </Pane>
  );
}

/** From then on it says that it takes its time. */
const LATE_MS = 3000;

function Loading() {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), LATE_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div role="status" aria-label="Reading the timeline" className="flex min-h-0 flex-1 flex-col gap-5 p-3.5">
      {['w-3/4', 'w-1/2', 'w-2/3', 'w-5/6'].map((width) => (
        <div key={width} className="flex gap-4">
          <Skeleton className="h-4 w-14" />
          <Skeleton className={`h-4 ${width}`} />
        </div>
      ))}
      {late && (
        <p className="text-small text-ink-2">Reading the record takes longer than usual. Writing works already.</p>
      )}
    </div>
  );
}
