import { useCallback, useMemo, useState } from 'react';
import type { Session } from '#shared/contract/index.ts';
import type { RecordingLevel } from '#shared/domain/transcript/level.ts';
import {
  arrangementOf,
  MAX_SHOWN,
  type SplitDirection,
  type SplitPlace,
  shownTabs,
  tabScope,
  useStore,
  useStoreApi,
} from '../../store/index.ts';
import type { NewTab } from './NewTabMenu.tsx';
import { afterClosing, stepTab, tabsOf } from './tab-list.ts';

/** A program would be ended: the person is asked. */
export interface EndQuestion {
  readonly session: Session;
  readonly action: 'close' | 'restart';
}

/** The tabs of the incident on the screen, which of them are shown, and what a person can do with them. */
export function useTerminalTabs() {
  const store = useStoreApi();
  const incidentId = useStore((state) => state.incidentId);
  const scope = tabScope(incidentId);
  const sessions = useStore((state) => state.sessions);
  const wanted = useStore((state) => state.arrangements[scope]);
  const tabs = useMemo(() => tabsOf(sessions ?? [], incidentId), [sessions, incidentId]);
  const arrangement = useMemo(() => arrangementOf(tabs, wanted), [tabs, wanted]);
  const shownIds = useMemo(() => (arrangement ? shownTabs(arrangement.tree) : []), [arrangement]);
  const active = tabs.find(({ sessionId }) => sessionId === arrangement?.active);
  const [question, setQuestion] = useState<EndQuestion>();

  /** Makes what holds what is wanted, so that a change starts from what is on the screen. */
  const settle = useCallback(() => {
    if (arrangement && arrangement !== store.getState().arrangements[scope]) {
      store.getState().arrangeTabs(scope, arrangement);
    }
    return store.getState();
  }, [store, scope, arrangement]);

  const show = useCallback(
    (sessionId: string | undefined, focus = false) => {
      if (sessionId === undefined) return;
      settle().showTab(scope, sessionId);
      if (focus) store.getState().focusTerminal();
    },
    [settle, store, scope],
  );

  const open = useCallback(
    async ({ runbook, profile }: NewTab, place?: SplitPlace) => {
      const session = await settle().openSession(
        {
          ...(incidentId !== undefined && { incidentId }),
          ...(runbook && { runbookId: runbook.runbookId, title: runbook.title }),
          ...(profile && { profileId: profile.id }),
        },
        place,
      );
      if (session) store.getState().focusTerminal();
    },
    [settle, store, incidentId],
  );

  const close = useCallback(
    async (sessionId: string, force = false) => {
      const session = tabs.find((tab) => tab.sessionId === sessionId);
      const answer = await store.getState().closeSession(sessionId, force);
      if (!answer.ok) {
        if (answer.error.code === 'running-program' && session) setQuestion({ session, action: 'close' });
        return;
      }
      setQuestion(undefined);
      if (shownIds.length > 1) settle().closeSplit(scope, sessionId);
      else if (shownIds.includes(sessionId)) show(afterClosing(tabs, sessionId));
      store.getState().focusTerminal();
    },
    [tabs, store, settle, show, scope, shownIds],
  );

  const restart = useCallback(
    async (session: Session, force = false) => {
      const answer = await settle().restartSession(session, force);
      if (answer.ok) store.getState().focusTerminal();
      if (!answer.ok && answer.error.code === 'running-program') setQuestion({ session, action: 'restart' });
      else setQuestion(undefined);
    },
    [settle, store],
  );

  const split = useCallback(
    (session: Session, direction: SplitDirection) => {
      const at = arrangement?.active;
      if (at === undefined) return;
      if (shownIds.includes(session.sessionId)) void open({}, { at: session.sessionId, direction });
      else {
        settle().splitTab(scope, at, session.sessionId, direction);
        store.getState().focusTerminal();
      }
    },
    [arrangement, shownIds, open, settle, store, scope],
  );

  return {
    incidentId,
    scope,
    sessions,
    tabs,
    active,
    arrangement,
    shownIds,
    canSplit: shownIds.length < MAX_SHOWN,
    question,
    forgetQuestion: () => setQuestion(undefined),
    show,
    open,
    close,
    restart,
    split,
    closeSplit: (sessionId: string) => {
      settle().closeSplit(scope, sessionId);
      store.getState().focusTerminal();
    },
    resizeSplit: (path: readonly number[], sizes: readonly number[]) => settle().resizeSplit(scope, path, sizes),
    reorder: (ids: readonly string[]) => void store.getState().reorderSessions(ids),
    /** One place to the left or right; answers the new order. */
    step: (sessionId: string, by: 1 | -1) => {
      const order = stepTab(tabs, sessionId, by);
      if (order) void store.getState().reorderSessions(order);
      return order;
    },
    rename: (sessionId: string, title: string) => void store.getState().renameSession(sessionId, title),
    setLevel: (sessionId: string, level: RecordingLevel) => void store.getState().setRecordingLevel(sessionId, level),
    bringHere: async (sessionId: string) => {
      const answer = await settle().moveSession(sessionId, incidentId);
      if (answer.ok) store.getState().focusTerminal();
    },
  };
}

export type TerminalTabs = ReturnType<typeof useTerminalTabs>;
