import { homedir } from 'node:os';
import { basename } from 'node:path';
import type { Session, TerminalProblemCode } from '#shared/contract/index.ts';
import { fail, type Outcome, succeed } from '#shared/domain/outcome.ts';
import type { TerminalProfile, Variables } from '#shared/domain/terminal-profile.ts';
import { type Environment, type Surroundings, shellEnvironment } from './environment.ts';
import { findLoginPath } from './login-path.ts';
import { createNonceFile } from './nonce-file.ts';
import { chooseProgram, profileDirectory } from './profiles.ts';
import { openPty, type Pty } from './pty.ts';
import type { Recordings } from './recording/index.ts';
import { TerminalSession } from './session.ts';
import { SessionRecord, type SessionRecordDependencies } from './session-record.ts';
import { findShell, isDirectory, planLaunch, type ShellLaunch } from './shell.ts';
import { tabTitle } from './tab-title.ts';

export interface SessionDependencies extends SessionRecordDependencies {
  /** The shipped `resources/`. Shells read their integration from it, so it has to be a real directory. */
  readonly resourcesDir: string;
  /** The environment this program was started with. */
  readonly env: Environment;
  /** Where a session starts that names no directory. Default: the home directory. */
  readonly home?: string;
  /** The platform expects login shells. Default: on macOS. */
  readonly loginShells?: boolean;
  /** A shell that has sent no mark by then is shown as not recorded. Default: 10 s. */
  readonly integrationWaitMs?: number;
  /** Default: on a page. */
  readonly shownIn?: Surroundings;
  /** Where the output is recorded. Default: nowhere, only the commands are. */
  readonly recordings?: Pick<Recordings, 'start' | 'close'> | undefined;
  /** Told of values that go into an environment and look like secrets; `redact` has to know them then. */
  readonly onSecret?: (value: string) => void;
}

export interface SessionRequest {
  readonly incidentId?: string | undefined;
  readonly runbookId?: string | undefined;
  readonly title?: string | undefined;
  /** Default: the profile's directory, else home. */
  readonly cwd?: string | undefined;
  readonly profile?: TerminalProfile | undefined;
  /** The incident's own variables. */
  readonly variables?: Variables | undefined;
  /** Run instead of a shell, and recorded as one command from its start to its end. */
  readonly command?: { readonly words: readonly string[]; readonly line: string } | undefined;
  readonly columns: number;
  readonly rows: number;
}

export type SessionStarter = (
  request: SessionRequest,
  onChange: () => void,
) => Promise<Outcome<TerminalSession, TerminalProblemCode>>;

/** Starts sessions: chooses the program, its directory and environment, and runs it in a pseudo-terminal. */
export function createSessionStarter(dependencies: SessionDependencies): SessionStarter {
  const { env, resourcesDir, integrationWaitMs = 10_000, shownIn = 'page', redact, onSecret } = dependencies;
  const loginShells = dependencies.loginShells ?? process.platform === 'darwin';
  const home = dependencies.home ?? env.HOME ?? homedir();
  let loginPath: Promise<string> | undefined;

  const findPath = (): Promise<string> => {
    const shell = findShell(env);
    // Login shells of macOS set PATH themselves.
    loginPath ??= loginShells || shell === undefined ? Promise.resolve(env.PATH ?? '') : findLoginPath(shell, env);
    return loginPath;
  };

  return async (request, onChange) => {
    const { profile, incidentId, runbookId, command } = request;
    const cwd = request.cwd ?? profileDirectory(profile, home) ?? home;
    if (!isDirectory(cwd)) return directoryMissing(cwd);
    const given = { ...profile?.env, ...request.variables };
    for (const [name, value] of Object.entries(given)) {
      if (redact(`${name}=${value}`) !== `${name}=${value}`) onSecret?.(value);
    }
    const shell = findShell(env);
    const base = shellEnvironment(env, await findPath(), shownIn);
    const programEnv = { ...base, ...(shell !== undefined && { SHELL: shell }), ...given };
    const chosen = chooseProgram({
      profile,
      command: command?.words,
      forRunbook: runbookId !== undefined,
      login: loginShells,
      cwd,
      env: programEnv,
    });
    if (!chosen.ok) return chosen;
    const { file, args, integrate, login } = chosen.value;
    const nonceFile = integrate ? createNonceFile(env) : undefined;
    const launch: ShellLaunch = integrate
      ? planLaunch(file, { resourcesDir, nonceFile: nonceFile?.path, env: programEnv, login })
      : { file, args, kind: 'other', env: {} };
    const opened = trySpawn(launch, cwd, { ...programEnv, ...launch.env }, request);
    if (!opened.ok) {
      nonceFile?.remove();
      return opened;
    }
    const sessionId = dependencies.newId();
    const marked = launch.kind !== 'other';
    const session: Session = {
      sessionId,
      title: tabTitle(request.title ?? '') || tabTitle(profile?.name ?? '') || tabTitle(basename(file)),
      shell: file,
      pid: opened.value.pid,
      cwd,
      integration: marked ? 'starting' : 'none',
      state: marked ? 'starting' : 'prompt',
      ...(incidentId !== undefined && { incidentId }),
      ...(runbookId !== undefined && { runbookId }),
      ...(profile !== undefined && { profileId: profile.id }),
      ...(profile?.colour !== undefined && { colour: profile.colour }),
      ...(profile?.production !== undefined && { production: profile.production }),
      recordingLevel: 'everything',
      recording: dependencies.recordings === undefined ? 'none' : 'recording',
      openedAt: dependencies.now(),
    };
    const { columns, rows } = request;
    const recording = dependencies.recordings?.start(
      { ...session, level: session.recordingLevel, columns, rows },
      { onCaughtUp: () => started.recordingChanged(), onState: () => started.recordingChanged() },
    );
    const started: TerminalSession = new TerminalSession({
      session,
      pty: opened.value,
      nonce: nonceFile?.nonce ?? '',
      onNonceRead: () => nonceFile?.remove(),
      waitsForCommands: chosen.value.shell,
      wholeCommand: command?.line,
      columns,
      rows,
      record: new SessionRecord(sessionId, incidentId, dependencies, recording),
      recording,
      integrationWaitMs,
      onChange,
    });
    return succeed(started);
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

const directoryMissing = (cwd: string) =>
  fail('directory-missing', `${cwd} is not a directory that can be entered.`, 'Choose another directory.');
