import type { Session } from '#shared/contract/index.ts';

/** What a tab's dot says; the word is read out and shown on hover, so that colour never stands alone. */
export interface TabState {
  readonly tone: 'idle' | 'busy' | 'ok' | 'failed' | 'gone';
  readonly word: string;
}

/** The state of a session in one word and one tone. */
export function tabState(session: Session): TabState {
  switch (session.state) {
    case 'starting':
      return { tone: 'idle', word: 'starting' };
    case 'running':
      return { tone: 'busy', word: session.runningCommand ? `running ${session.runningCommand}` : 'running a program' };
    case 'exited':
      return { tone: 'gone', word: session.exitCode === undefined ? 'exited' : `exited with ${session.exitCode}` };
    case 'prompt':
      if (session.lastExitCode === undefined || session.lastExitCode === 0)
        return { tone: 'ok', word: 'at its prompt' };
      return { tone: 'failed', word: `at its prompt, last command exited with ${session.lastExitCode}` };
  }
}

/** The sessions of one incident (absent: of the desk), oldest first, so that tabs never change places by themselves. */
export function tabsOf(sessions: readonly Session[], incidentId: string | undefined): readonly Session[] {
  return sessions
    .filter((session) => session.incidentId === incidentId)
    .sort((a, b) => a.openedAt - b.openedAt || a.sessionId.localeCompare(b.sessionId));
}

/** The tab `step` places to the right of the active one, around the ends; the first when none is active. */
export function neighbour(tabs: readonly Session[], activeId: string | undefined, step: 1 | -1): string | undefined {
  if (tabs.length === 0) return undefined;
  const index = tabs.findIndex(({ sessionId }) => sessionId === activeId);
  if (index === -1) return tabs[0]?.sessionId;
  return tabs[(index + step + tabs.length) % tabs.length]?.sessionId;
}

/** Which tab to show after `closedId` went: its right neighbour, else its left one. */
export function afterClosing(tabs: readonly Session[], closedId: string): string | undefined {
  const index = tabs.findIndex(({ sessionId }) => sessionId === closedId);
  return (tabs[index + 1] ?? tabs[index - 1])?.sessionId;
}
