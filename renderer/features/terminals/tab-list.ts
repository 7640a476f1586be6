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

/** The sessions of one incident (absent: of the desk), in the order that the services keep. */
export function tabsOf(sessions: readonly Session[], incidentId: string | undefined): readonly Session[] {
  return sessions.filter((session) => session.incidentId === incidentId);
}

/** The order with a tab one place further left or right; undefined at the end of the row. */
export function stepTab(tabs: readonly Session[], sessionId: string, by: 1 | -1): readonly string[] | undefined {
  const ids = tabs.map((tab) => tab.sessionId);
  const from = ids.indexOf(sessionId);
  const to = from + by;
  if (from === -1 || to < 0 || to >= ids.length) return undefined;
  return ids.toSpliced(from, 1).toSpliced(to, 0, sessionId);
}

/** The order with a tab dropped before or behind another one; undefined where that changes nothing. */
export function dropTab(
  tabs: readonly Session[],
  sessionId: string,
  { target, behind }: { readonly target: string; readonly behind: boolean },
): readonly string[] | undefined {
  const ids = tabs.map((tab) => tab.sessionId);
  const others = ids.filter((id) => id !== sessionId);
  const at = others.indexOf(target);
  if (at === -1 || others.length === ids.length) return undefined;
  const next = others.toSpliced(at + (behind ? 1 : 0), 0, sessionId);
  return next.every((id, index) => id === ids[index]) ? undefined : next;
}

/** What of a session is recorded, in words, and whether a person has to know it before they type. */
export interface RecordingState {
  readonly kind: 'everything' | 'steps' | 'nothing' | 'stopped' | 'no commands' | 'over';
  readonly words: string;
  readonly explanation: string;
}

const ofLevel = {
  everything: {
    kind: 'everything',
    words: 'recorded',
    explanation:
      'What this terminal prints is recorded, and every command goes on the timeline with its folder, duration, exit code and an excerpt of its output. What is typed is not recorded, and what is run inside a program, as ssh, psql or another shell, is no command of its own.',
  },
  steps: {
    kind: 'steps',
    words: 'steps recorded',
    explanation: 'Only the output of runbook steps is recorded. Every command still goes on the timeline.',
  },
  nothing: {
    kind: 'nothing',
    words: 'output not recorded',
    explanation: 'Nothing this terminal prints is recorded. Every command still goes on the timeline.',
  },
} as const satisfies Record<Session['recordingLevel'], RecordingState>;

export function recordingState(session: Session): RecordingState {
  if (session.state === 'exited') return { kind: 'over', words: 'ended', explanation: 'The shell has ended.' };
  if (session.recording === 'stopped') {
    return {
      kind: 'stopped',
      words: 'recording stopped',
      explanation:
        'The disk is nearly full, or the recording cannot be written. Commands still go on the timeline; the recording goes on by itself once there is room.',
    };
  }
  if (session.integration === 'none' && session.recordingLevel !== 'nothing') {
    return {
      kind: 'no commands',
      words: 'commands not recorded',
      explanation:
        'This program does not say where a command begins and ends, so its commands do not go on the timeline. ' +
        (session.recordingLevel === 'everything' ? 'What it prints is recorded.' : 'Its steps cannot be told apart.'),
    };
  }
  if (session.integration === 'none') {
    return { kind: 'nothing', words: 'not recorded', explanation: 'Neither commands nor output are recorded.' };
  }
  return ofLevel[session.recordingLevel];
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
