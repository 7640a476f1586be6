import type { Session, TerminalProblemCode } from '#shared/contract/index.ts';
import { fail, type Outcome, succeed } from '#shared/domain/outcome.ts';
import type { TerminalProfile } from '#shared/domain/terminal-profile.ts';
import { Latest } from '../latest.ts';
import type { Handlers } from '../rpc/handlers.ts';
import type { TerminalChannel } from './channel.ts';
import { createPassingMemory, saveVariables, type VariableMemory } from './incident-variables.ts';
import type { InsertedStep } from './insertion.ts';
import type { TerminalSession } from './session.ts';
import { isDirectory } from './shell.ts';
import { createSessionStarter, type SessionDependencies, type SessionRequest } from './start-session.ts';

export type { TerminalChannel } from './channel.ts';
export { createVariableMemory } from './incident-variables.ts';
export { type InsertedStep, withoutControls } from './insertion.ts';
export {
  commandExcerpt,
  createRecordedRecordings,
  plainLines,
  readCastHeader,
  transcriptText,
} from './recording/index.ts';
export { StreamParser } from './stream-parser.ts';

/** Tabs at a time, exited ones included: each keeps its scrollback. */
export const MAX_SESSIONS = 30;

export interface TerminalsDependencies extends SessionDependencies {
  /** The profiles of the settings, as they are now. Default: none. */
  readonly profiles?: () => readonly TerminalProfile[];
  /** Default: for this run only. */
  readonly variables?: VariableMemory;
  /** Between hanging up and killing when a session is closed. Default: 2 s. */
  readonly closeGraceMs?: number;
}

export type TerminalsService = ReturnType<typeof createTerminalsService>;

/** Sessions: shells in pseudo-terminals, their commands recorded, shown on any number of pages. */
export function createTerminalsService(dependencies: TerminalsDependencies) {
  const { closeGraceMs = 2_000, profiles = () => [], variables = createPassingMemory() } = dependencies;
  const startSession = createSessionStarter(dependencies);
  const sessions = new Map<string, TerminalSession>();
  const latest = new Latest<Session[]>([]);
  let opening = 0;
  let closed = false;

  const publish = (): void => latest.set(Array.from(sessions.values(), (session) => session.describe()));

  const findSession = (sessionId: string): Outcome<TerminalSession, 'unknown-session'> => {
    const session = sessions.get(sessionId);
    return session === undefined ? noSession() : succeed(session);
  };

  const start = async (request: SessionRequest): Promise<Outcome<TerminalSession, TerminalProblemCode>> => {
    const { incidentId } = request;
    const ofIncident = incidentId === undefined ? {} : { variables: variables.load(incidentId) };
    const started = await startSession({ ...request, ...ofIncident }, publish);
    if (!started.ok || !closed) return started;
    await started.value.close(closeGraceMs);
    return fail('spawn-failed', 'The application is closing.');
  };

  const open = async (request: SessionRequest): Promise<Outcome<Session, TerminalProblemCode>> => {
    if (sessions.size + opening >= MAX_SESSIONS) return limitReached();
    opening += 1;
    try {
      const started = await start(request);
      if (!started.ok) return started;
      sessions.set(started.value.describe().sessionId, started.value);
      publish();
      return succeed(started.value.describe());
    } finally {
      opening -= 1;
    }
  };

  /** Puts one session in the place of another; false when that one is gone. */
  const replace = (old: TerminalSession, next: TerminalSession): boolean => {
    const present = [...sessions.values()];
    if (!present.includes(old)) return false;
    sessions.clear();
    for (const session of present) {
      const kept = session === old ? next : session;
      sessions.set(kept.describe().sessionId, kept);
    }
    publish();
    return true;
  };

  const findProfile = (profileId: string | undefined): Outcome<TerminalProfile | undefined, 'unknown-profile'> => {
    const profile = profiles().find(({ id }) => id === profileId);
    return profileId === undefined || profile !== undefined ? succeed(profile) : unknownProfile();
  };

  const handlers = {
    async open({ profileId, ...input }) {
      const profile = findProfile(profileId);
      return profile.ok ? open({ ...input, profile: profile.value }) : profile;
    },
    watch: (_, { signal }) => latest.watch(signal),
    rename({ sessionId, title }) {
      const found = findSession(sessionId);
      if (!found.ok) return found;
      found.value.rename(title);
      return succeed({});
    },
    setRecordingLevel({ sessionId, level }) {
      const found = findSession(sessionId);
      if (!found.ok) return found;
      found.value.setRecordingLevel(level);
      return succeed({});
    },
    move({ sessionId, incidentId }) {
      const found = findSession(sessionId);
      if (!found.ok) return found;
      if (incidentId !== undefined && dependencies.recorder.incident(incidentId) === undefined) return noIncident();
      found.value.move(incidentId);
      return succeed({});
    },
    reorder({ sessionIds }) {
      const named = sessionIds.flatMap((sessionId) => sessions.get(sessionId) ?? []);
      const ordered = [...new Set([...named, ...sessions.values()])];
      sessions.clear();
      for (const session of ordered) sessions.set(session.describe().sessionId, session);
      publish();
      return succeed({});
    },
    async close({ sessionId, force }) {
      const found = findSession(sessionId);
      if (!found.ok) return found;
      const running = found.value.runningProgram();
      if (running !== undefined && !force) return runningProgram(running);
      await found.value.close(closeGraceMs);
      sessions.delete(sessionId);
      publish();
      return succeed({});
    },
    async restart({ sessionId, force }) {
      const found = findSession(sessionId);
      if (!found.ok) return found;
      const old = found.value;
      const { profileId, cwd, ...described } = old.describe();
      const profile = findProfile(profileId);
      if (!profile.ok) return profile;
      const running = old.runningProgram();
      if (running !== undefined && !force) return runningProgram(running);
      await old.close(closeGraceMs);
      const { incidentId, runbookId, title, recordingLevel } = described;
      const started = await start({
        ...{ incidentId, runbookId, title, profile: profile.value, ...old.size },
        // Where the directory is gone it starts where a new terminal would.
        ...(isDirectory(cwd) && { cwd }),
      });
      if (!started.ok) return started;
      // Before its first byte: what was not to be recorded is not recorded now.
      started.value.setRecordingLevel(recordingLevel);
      if (replace(old, started.value)) return succeed(started.value.describe());
      await started.value.close(closeGraceMs);
      return noSession();
    },
    withoutSecrets: ({ text }) => ({ text: dependencies.redact(text) }),
    environment: ({ incidentId }) => ({ variables: variables.load(incidentId) }),
    setEnvironment: ({ incidentId, variables: given }) => saveVariables(variables, incidentId, given),
  } satisfies Handlers<'terminals'>;

  return {
    ...handlers,
    /** Connects a page to a session. The channel is closed at once when there is no such session. */
    attach(sessionId: string, channel: TerminalChannel): void {
      const found = findSession(sessionId);
      if (found.ok) found.value.attach(channel);
      else channel.close();
    },
    /**
     * Puts `text` on the session's command line, and runs it with `submit`. With `step`, the next command of the session
     * is recorded as that step if it is what was inserted, perhaps edited.
     */
    insert(
      sessionId: string,
      text: string,
      options: { readonly submit: boolean; readonly step?: InsertedStep },
    ): Outcome<object, TerminalProblemCode> {
      const found = findSession(sessionId);
      return found.ok ? found.value.insert(text, options.submit, options.step) : found;
    },
    /** Runs `command` instead of a shell, and records it as one command, which reads `line`. */
    openCommand: (
      command: { readonly words: readonly string[]; readonly line: string },
      request: Omit<SessionRequest, 'command' | 'profile' | 'runbookId'>,
    ): Promise<Outcome<Session, TerminalProblemCode>> => open({ ...request, command }),
    sessions: (): readonly Session[] => latest.get(),
    /** Some session would lose a running program if the application ended now. */
    hasRunning: (): boolean => Array.from(sessions.values()).some((session) => session.runningProgram() !== undefined),
    /** Programs that would be lost if the application ended now, each with its tab: "kubectl in db". */
    runningPrograms: (): readonly string[] =>
      Array.from(sessions.values()).flatMap((session) => {
        const program = session.runningProgram();
        return program === undefined ? [] : [`${program} in ${session.describe().title}`];
      }),
    /** For the end of the application: ends every session and its recording, and leaves no process behind. */
    async shutdown(): Promise<void> {
      closed = true;
      await Promise.all(Array.from(sessions.values(), (session) => session.close(closeGraceMs)));
      sessions.clear();
      publish();
      await dependencies.recordings?.close();
    },
  };
}

const noSession = () => fail('unknown-session', 'This terminal is no longer there.', 'Open a new terminal.');

const noIncident = () => fail('unknown-incident', 'There is no such incident.', 'Choose another one.');

const unknownProfile = () =>
  fail('unknown-profile', 'The settings have no such terminal profile any more.', 'Choose another profile.');

const limitReached = () =>
  fail('limit-reached', `${MAX_SESSIONS} terminals are open, which is as many as there can be.`, 'Close one first.');

const runningProgram = (name: string) =>
  fail(
    'running-program',
    `"${name}" is still running in this terminal, and closing ends it.`,
    'Close anyway, or wait.',
  );
