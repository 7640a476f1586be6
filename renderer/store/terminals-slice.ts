import type { StateCreator } from 'zustand';
import type { Client, Session, TerminalProblemCode } from '#shared/contract/index.ts';
import { type Outcome, type Problem, succeed } from '#shared/domain/outcome.ts';
import type { Variables } from '#shared/domain/terminal-profile.ts';
import type { RecordingLevel } from '#shared/domain/transcript/level.ts';
import { followStream } from './follow-stream.ts';
import { finishedLongCommands } from './long-commands.ts';
import { type ServiceProblemCode, servicesSilent } from './services-silent.ts';
import type { SplitDirection } from './terminal-splits.ts';
import { createTerminalViews, type TerminalViews, tabScope } from './terminal-views.ts';
import type { ViewSlice } from './view-slice.ts';

/** What a new tab starts with. */
export interface OpenSessionRequest {
  /** Absent: the desk. */
  readonly incidentId?: string;
  readonly runbookId?: string;
  readonly profileId?: string;
  readonly title?: string;
  readonly cwd?: string;
}

/** Where a new tab is shown. */
export interface SplitPlace {
  readonly at: string;
  readonly direction: SplitDirection;
}

/** The size of the terminals pane, so that a new shell starts in the size it will have. */
export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

/** A tab that did not open, or did not start again, and how to try once more. */
export interface OpenProblem extends Problem {
  readonly request: OpenSessionRequest;
}

type Answer<Value = unknown> = Promise<Outcome<Value, TerminalProblemCode | ServiceProblemCode>>;

export interface TerminalsSlice extends TerminalViews {
  /** All tabs in their order. Undefined until the services have said which there are. */
  readonly sessions: readonly Session[] | undefined;
  readonly terminalSize: TerminalSize;
  readonly openProblem: OpenProblem | undefined;
  readonly opening: boolean;
  /** How long a session lived, in milliseconds, where this page saw it end. */
  readonly lifetimes: Readonly<Record<string, number>>;

  followTerminals(signal: AbortSignal): void;
  setTerminalSize(size: TerminalSize): void;
  /** Opens a tab and shows it, in place of the active one or at `place`. */
  openSession(request: OpenSessionRequest, place?: SplitPlace): Promise<Session | undefined>;
  renameSession(sessionId: string, title: string): Answer;
  /** Refused with 'running-program' unless forced. */
  closeSession(sessionId: string, force: boolean): Answer;
  /** The same; the new session takes the old one's place on the screen. What else goes wrong is an `openProblem`. */
  restartSession(session: Session, force: boolean): Answer;
  /** `incidentId` undefined: to the desk. */
  moveSession(sessionId: string, incidentId: string | undefined): Answer;
  /** The tabs of one incident, in their new order. */
  reorderSessions(sessionIds: readonly string[]): Answer;
  setRecordingLevel(sessionId: string, level: RecordingLevel): Answer;
  /** Undefined when the services did not answer. */
  loadVariables(incidentId: string): Promise<Variables | undefined>;
  saveVariables(incidentId: string, variables: Variables): Answer;
  forgetOpenProblem(): void;
}

/** What the slice asks of the rest of the page. */
export interface TerminalSurroundings {
  readonly showToast: ViewSlice['showToast'];
  /** Nobody looks at the window. */
  readonly isHidden: () => boolean;
  /** True for one of all open pages that claim the same, before others for one that is looked at. */
  readonly claim: (name: string, hidden: boolean) => Promise<boolean>;
  /** UTC ms. */
  readonly now: () => number;
}

/** The terminals part of the store. Bytes never pass through it: see `features/terminals/session-stream.ts`. */
export function createTerminalsSlice(
  client: Client,
  { showToast, isHidden, claim, now }: TerminalSurroundings,
): StateCreator<TerminalsSlice, [], [], TerminalsSlice> {
  return (set, get, api) => {
    const sayWhatEnded = (before: readonly Session[], after: readonly Session[]) => {
      for (const ended of finishedLongCommands(before, after, now())) {
        const { sessionId, incidentId, message, detail, failed } = ended;
        const hidden = isHidden();
        const seen = !hidden && get().seenTabs.includes(sessionId);
        if (!seen) {
          get().noticeUnseen(sessionId, 'finished');
          showToast({ message, detail, tone: failed ? 'critical' : 'ok', ...(incidentId && { incidentId }) });
        }
        void claim(`long command ${sessionId} ${ended.startedAt}`, hidden).then((mine) => {
          // A desktop without notices has the toast, which waits in the window.
          if (mine && hidden) client.app.notify({ title: message, body: detail }).catch(() => undefined);
        });
      }
    };
    const takeSessions = (sessions: readonly Session[]) => {
      const before = get().sessions ?? [];
      const ended = sessions.filter(
        ({ sessionId, state }) =>
          state === 'exited' && before.some((one) => one.sessionId === sessionId && one.state !== 'exited'),
      );
      set(({ lifetimes }) => ({
        sessions,
        lifetimes: {
          ...lifetimes,
          ...Object.fromEntries(ended.map(({ sessionId, openedAt }) => [sessionId, now() - openedAt])),
        },
      }));
      sayWhatEnded(before, sessions);
    };

    return {
      // The views know nothing of sessions; they only see their own part.
      ...createTerminalViews(set, get, api as never),
      sessions: undefined,
      terminalSize: { columns: 80, rows: 24 },
      openProblem: undefined,
      opening: false,
      lifetimes: {},

      followTerminals(signal) {
        void followStream({
          open: () => client.terminals.watch(undefined, { signal }),
          onValue: takeSessions,
          signal,
        });
      },

      setTerminalSize(terminalSize) {
        const { columns, rows } = get().terminalSize;
        if (columns !== terminalSize.columns || rows !== terminalSize.rows) set({ terminalSize });
      },

      async openSession(request, place) {
        set({ opening: true, openProblem: undefined });
        const answer = await client.terminals.open({ ...request, ...get().terminalSize }).catch(servicesSilent);
        set({ opening: false });
        if (!answer.ok) {
          set({ openProblem: { ...answer.error, request } });
          return undefined;
        }
        const session = answer.value;
        const { sessions = [], showTab, splitTab } = get();
        // The stream brings it as well, a moment later; the tab should not wait for that.
        if (!sessions.some(({ sessionId }) => sessionId === session.sessionId)) {
          set({ sessions: [...sessions, session] });
        }
        const scope = tabScope(request.incidentId);
        if (place) splitTab(scope, place.at, session.sessionId, place.direction);
        else showTab(scope, session.sessionId);
        return session;
      },

      async renameSession(sessionId, title) {
        return await client.terminals.rename({ sessionId, title }).catch(servicesSilent);
      },

      async closeSession(sessionId, force) {
        const answer = await client.terminals.close({ sessionId, force }).catch(servicesSilent);
        // Closed already, by another page or with its shell: that is what was asked for.
        return !answer.ok && answer.error.code === 'unknown-session' ? succeed({}) : answer;
      },

      async restartSession({ sessionId, incidentId, title }, force) {
        set({ openProblem: undefined });
        const answer = await client.terminals.restart({ sessionId, force }).catch(servicesSilent);
        if (answer.ok) {
          const next = answer.value;
          set(({ sessions }) => ({
            // Unless the stream was first.
            sessions: sessions?.some((one) => one.sessionId === next.sessionId)
              ? sessions
              : sessions?.map((one) => (one.sessionId === sessionId ? next : one)),
          }));
          get().replaceTab(sessionId, next.sessionId);
        } else if (answer.error.code !== 'running-program') {
          set({ openProblem: { ...answer.error, request: { ...(incidentId && { incidentId }), title } } });
        }
        return answer;
      },

      async moveSession(sessionId, incidentId) {
        const answer = await client.terminals
          .move({ sessionId, ...(incidentId && { incidentId }) })
          .catch(servicesSilent);
        if (answer.ok) get().showTab(tabScope(incidentId), sessionId);
        return answer;
      },

      async reorderSessions(sessionIds) {
        // At once, so that the tab stays under the hand; the stream says the same, or puts it right.
        set(({ sessions }) => ({ sessions: sessions && inOrder(sessions, sessionIds) }));
        return await client.terminals.reorder({ sessionIds: [...sessionIds] }).catch(servicesSilent);
      },

      async setRecordingLevel(sessionId, level) {
        return await client.terminals.setRecordingLevel({ sessionId, level }).catch(servicesSilent);
      },

      async loadVariables(incidentId) {
        const answer = await client.terminals.environment({ incidentId }).catch(() => undefined);
        return answer?.variables;
      },

      async saveVariables(incidentId, variables) {
        return await client.terminals.setEnvironment({ incidentId, variables: { ...variables } }).catch(servicesSilent);
      },

      forgetOpenProblem() {
        set({ openProblem: undefined });
      },
    };
  };
}

function inOrder(sessions: readonly Session[], ids: readonly string[]): readonly Session[] {
  const named = ids.flatMap((id) => sessions.find(({ sessionId }) => sessionId === id) ?? []);
  return [...named, ...sessions.filter((session) => !named.includes(session))];
}
