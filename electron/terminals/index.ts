import { randomBytes } from 'node:crypto';
import { homedir } from 'node:os';
import { basename } from 'node:path';
import type { Session, TerminalProblemCode } from '#shared/contract/index.ts';
import { fail, type Outcome, succeed } from '#shared/domain/outcome.ts';
import { Latest } from '../latest.ts';
import type { Handlers } from '../rpc/handlers.ts';
import type { TerminalChannel } from './channel.ts';
import { type Environment, shellEnvironment } from './environment.ts';
import type { InsertedStep } from './insertion.ts';
import { findLoginPath } from './login-path.ts';
import { openPty, type Pty } from './pty.ts';
import { TerminalSession } from './session.ts';
import { SessionRecord, type SessionRecordDependencies } from './session-record.ts';
import { findBash, findShell, isDirectory, planLaunch, type ShellLaunch } from './shell.ts';

export type { TerminalChannel } from './channel.ts';
export type { InsertedStep } from './insertion.ts';

/** Tabs at a time, exited ones included: each keeps its scrollback. */
export const MAX_SESSIONS = 30;

export interface TerminalsDependencies extends SessionRecordDependencies {
  /** The shipped `resources/`. Shells read their integration from it, so it has to be a real directory. */
  readonly resourcesDir: string;
  /** The environment this program was started with. */
  readonly env: Environment;
  /** Where a session starts that names no directory. Default: the home directory. */
  readonly home?: string;
  /** The platform expects login shells. Default: on macOS. */
  readonly loginShells?: boolean;
  /** Between hanging up and killing when a session is closed. Default: 2 s. */
  readonly closeGraceMs?: number;
  /** A shell that has sent no mark by then is shown as not recorded. Default: 10 s. */
  readonly integrationWaitMs?: number;
}

export type TerminalsService = ReturnType<typeof createTerminalsService>;

/** Sessions: shells in pseudo-terminals, their commands recorded, shown on any number of pages. */
export function createTerminalsService(dependencies: TerminalsDependencies) {
  const { env, closeGraceMs = 2_000, integrationWaitMs = 10_000 } = dependencies;
  const loginShells = dependencies.loginShells ?? process.platform === 'darwin';
  const home = dependencies.home ?? env.HOME ?? homedir();
  const sessions = new Map<string, TerminalSession>();
  const latest = new Latest<Session[]>([]);
  let opening = 0;
  let closed = false;
  let loginPath: Promise<string> | undefined;

  const publish = (): void => latest.set(Array.from(sessions.values(), (session) => session.describe()));

  const findSession = (sessionId: string): Outcome<TerminalSession, 'unknown-session'> => {
    const session = sessions.get(sessionId);
    return session === undefined
      ? fail('unknown-session', 'This terminal is no longer there.', 'Open a new terminal.')
      : succeed(session);
  };

  type OpenInput = Parameters<Handlers<'terminals'>['open']>[0];

  const start = async (input: OpenInput): Promise<Outcome<Session, TerminalProblemCode>> => {
    const ownShell = findShell(env);
    const file = (input.runbookId === undefined ? undefined : findBash(env)) ?? ownShell;
    if (file === undefined || ownShell === undefined) return shellNotFound();
    const cwd = input.cwd ?? home;
    if (!isDirectory(cwd)) return directoryMissing(cwd);
    // Login shells of macOS set PATH themselves.
    loginPath ??= loginShells ? Promise.resolve(env.PATH ?? '') : findLoginPath(ownShell, env);
    const path = await loginPath;
    if (closed) return fail('spawn-failed', 'The application is closing.');
    const nonce = randomBytes(16).toString('hex');
    const launch = planLaunch(file, { resourcesDir: dependencies.resourcesDir, nonce, env, login: loginShells });
    const base = { ...shellEnvironment(env, path), SHELL: ownShell, ...launch.env };
    const opened = trySpawn(launch, cwd, base, input);
    if (!opened.ok) return opened;
    const sessionId = dependencies.newId();
    const session = new TerminalSession({
      session: {
        sessionId,
        ...(input.incidentId === undefined ? {} : { incidentId: input.incidentId }),
        title: input.title?.trim() || basename(file),
        shell: file,
        pid: opened.value.pid,
        cwd,
        integration: launch.kind === 'other' ? 'none' : 'starting',
        state: launch.kind === 'other' ? 'prompt' : 'starting',
        ...(input.runbookId === undefined ? {} : { runbookId: input.runbookId }),
        openedAt: dependencies.now(),
      },
      pty: opened.value,
      nonce,
      columns: input.columns,
      rows: input.rows,
      record: new SessionRecord(sessionId, input.incidentId, dependencies),
      integrationWaitMs,
      onChange: publish,
    });
    sessions.set(sessionId, session);
    publish();
    return succeed(session.describe());
  };

  const handlers = {
    async open(input) {
      if (sessions.size + opening >= MAX_SESSIONS) return limitReached();
      opening += 1;
      try {
        return await start(input);
      } finally {
        opening -= 1;
      }
    },
    watch: (_, { signal }) => latest.watch(signal),
    rename({ sessionId, title }) {
      const found = findSession(sessionId);
      if (!found.ok) return found;
      found.value.rename(title);
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
    sessions: (): readonly Session[] => latest.get(),
    /** Some session would lose a running program if the application ended now. */
    hasRunning: (): boolean => Array.from(sessions.values()).some((session) => session.runningProgram() !== undefined),
    /** Programs that would be lost if the application ended now, each with its tab: "kubectl in db". */
    runningPrograms: (): readonly string[] =>
      Array.from(sessions.values()).flatMap((session) => {
        const program = session.runningProgram();
        return program === undefined ? [] : [`${program} in ${session.describe().title}`];
      }),
    /** For the end of the application: ends every session, and leaves no process behind. */
    async shutdown(): Promise<void> {
      closed = true;
      await Promise.all(Array.from(sessions.values(), (session) => session.close(closeGraceMs)));
      sessions.clear();
      publish();
    },
  };
}

function trySpawn(
  launch: ShellLaunch,
  cwd: string,
  env: Readonly<Record<string, string>>,
  size: { readonly columns: number; readonly rows: number },
): Outcome<Pty, 'spawn-failed'> {
  try {
    return succeed(openPty({ ...launch, cwd, env, columns: size.columns, rows: size.rows }));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return fail(
      'spawn-failed',
      `${launch.file} could not be started: ${reason}.`,
      'Close other programs and try again.',
    );
  }
}

const shellNotFound = () =>
  fail('shell-not-found', 'No shell was found: neither yours nor bash nor sh can be run.', 'Set SHELL to your shell.');

const directoryMissing = (cwd: string) =>
  fail('directory-missing', `${cwd} is not a directory that can be entered.`, 'Choose another directory.');

const limitReached = () =>
  fail('limit-reached', `${MAX_SESSIONS} terminals are open, which is as many as there can be.`, 'Close one first.');

const runningProgram = (name: string) =>
  fail(
    'running-program',
    `"${name}" is still running in this terminal, and closing ends it.`,
    'Close anyway, or wait.',
  );
