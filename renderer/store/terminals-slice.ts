import type { StateCreator } from 'zustand';
import type { Client, Session, TerminalProblemCode } from '#shared/contract/index.ts';
import { type Outcome, type Problem, succeed } from '#shared/domain/outcome.ts';
import { followStream } from './follow-stream.ts';
import { type ServiceProblemCode, servicesSilent } from './services-silent.ts';

/** What a new tab starts with. */
export interface OpenSessionRequest {
  /** Absent: the desk. */
  readonly incidentId?: string;
  readonly runbookId?: string;
  readonly title?: string;
  readonly cwd?: string;
}

/** The size of the terminals pane, so that a new shell starts in the size it will have. */
export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

export interface TerminalsSlice {
  /** Undefined until the services have said which sessions there are. */
  readonly sessions: readonly Session[] | undefined;
  /** The tab in front, per incident id, or 'desk'. */
  readonly activeTabs: Readonly<Record<string, string>>;
  readonly terminalSize: TerminalSize;
  readonly openProblem: Problem | undefined;
  readonly opening: boolean;
  /** Counts up whenever the keyboard should go to the tab in front. */
  readonly terminalFocus: number;

  followTerminals(signal: AbortSignal): void;
  setTerminalSize(size: TerminalSize): void;
  /** Opens a tab and brings it to the front. */
  openSession(request: OpenSessionRequest): Promise<Session | undefined>;
  showTab(scope: string, sessionId: string): void;
  focusTerminal(): void;
  renameSession(sessionId: string, title: string): Promise<Outcome<unknown, TerminalProblemCode | ServiceProblemCode>>;
  /** Refused with 'running-program' unless forced. */
  closeSession(sessionId: string, force: boolean): Promise<Outcome<unknown, TerminalProblemCode | ServiceProblemCode>>;
  forgetOpenProblem(): void;
}

/** The key of `activeTabs` for an incident, or for the desk. */
export function tabScope(incidentId: string | undefined): string {
  return incidentId ?? 'desk';
}

/** The terminals part of the store. Bytes never pass through it: see `features/terminals/session-stream.ts`. */
export function createTerminalsSlice(client: Client): StateCreator<TerminalsSlice, [], [], TerminalsSlice> {
  return (set, get) => ({
    sessions: undefined,
    activeTabs: {},
    terminalSize: { columns: 80, rows: 24 },
    openProblem: undefined,
    opening: false,
    terminalFocus: 0,

    followTerminals(signal) {
      void followStream({
        open: () => client.terminals.watch(undefined, { signal }),
        onValue: (sessions) => set({ sessions }),
        signal,
      });
    },

    setTerminalSize(terminalSize) {
      const { columns, rows } = get().terminalSize;
      if (columns !== terminalSize.columns || rows !== terminalSize.rows) set({ terminalSize });
    },

    async openSession(request) {
      set({ opening: true, openProblem: undefined });
      const answer = await client.terminals.open({ ...request, ...get().terminalSize }).catch(servicesSilent);
      set({ opening: false });
      if (!answer.ok) {
        set({ openProblem: answer.error });
        return undefined;
      }
      const session = answer.value;
      set(({ sessions = [], activeTabs }) => ({
        // The stream brings it as well, a moment later; the tab should not wait for that.
        sessions: sessions.some(({ sessionId }) => sessionId === session.sessionId) ? sessions : [...sessions, session],
        activeTabs: { ...activeTabs, [tabScope(request.incidentId)]: session.sessionId },
      }));
      return session;
    },

    showTab(scope, sessionId) {
      set(({ activeTabs }) => ({ activeTabs: { ...activeTabs, [scope]: sessionId } }));
    },

    focusTerminal() {
      set(({ terminalFocus }) => ({ terminalFocus: terminalFocus + 1 }));
    },

    async renameSession(sessionId, title) {
      return await client.terminals.rename({ sessionId, title }).catch(servicesSilent);
    },

    async closeSession(sessionId, force) {
      const answer = await client.terminals.close({ sessionId, force }).catch(servicesSilent);
      // Closed already, by another page or with its shell: that is what was asked for.
      return !answer.ok && answer.error.code === 'unknown-session' ? succeed({}) : answer;
    },

    forgetOpenProblem() {
      set({ openProblem: undefined });
    },
  });
}
