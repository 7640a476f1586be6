import { useMemo, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Problem } from '#shared/domain/outcome.ts';
import type { TimelineEntry } from '#shared/domain/timeline.ts';
import { copyText } from '../../components/index.ts';
import { useStoreApi } from '../../store/index.ts';
import { type EntryActions, type EntryTask, entryAsText } from './entry-actions.ts';
import { toggled } from './filter-words.ts';
import { focusEntry } from './focus-entry.ts';

/** What a person does to entries: what is open for it in the list, and the problem that it may have met. */
export function useEntryActions() {
  const store = useStoreApi();
  const [task, setTask] = useState<{ readonly eventId: string; readonly task: EntryTask }>();
  const [histories, setHistories] = useState<ReadonlySet<string>>(new Set());
  const [purging, setPurging] = useState<TimelineEntry>();
  const [problem, setProblem] = useState<Problem>();

  const actions = useMemo<EntryActions>(
    () => ({
      begin: (eventId, next) => {
        // At once: a key that is pressed right after it belongs to the form, or again to the row.
        flushSync(() => setTask(next && { eventId, task: next }));
        if (!next) focusEntry(eventId);
      },
      pin: async ({ eventId, pinned }) => {
        const answer = await store.getState().pinEntry(eventId, !pinned);
        setProblem(answer.ok ? undefined : answer.error);
      },
      copy: async (entry) => {
        const copied = await copyText(entryAsText(entry));
        store
          .getState()
          .showToast(
            copied
              ? { tone: 'ok', message: 'Entry copied' }
              : { tone: 'critical', message: 'The clipboard is closed to us' },
          );
      },
      purge: setPurging,
      toggleHistory: (eventId) => setHistories((open) => new Set(toggled([...open], eventId))),
    }),
    [store],
  );
  return {
    actions,
    task,
    histories,
    purging,
    problem,
    endPurge: () => setPurging(undefined),
    dismissProblem: () => setProblem(undefined),
  };
}
