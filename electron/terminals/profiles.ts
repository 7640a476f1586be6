import { join } from 'node:path';
import type { TerminalProblemCode } from '#shared/contract/index.ts';
import { fail, type Outcome, succeed } from '#shared/domain/outcome.ts';
import type { TerminalProfile } from '#shared/domain/terminal-profile.ts';
import type { Environment } from './environment.ts';
import { findBash, findProgram, findShell, isShell, shellKind } from './shell.ts';

/** What a session runs. */
export interface Program {
  readonly file: string;
  readonly args: readonly string[];
  /** A shell without arguments of its own, which can be given our integration; or started as it is. */
  readonly integrate: boolean;
  readonly login: boolean;
  /** It waits for commands; anything else is a running program as long as it lives. */
  readonly shell: boolean;
}

export interface ProgramRequest {
  readonly profile: TerminalProfile | undefined;
  /** A command to be run instead of a shell: program and arguments. */
  readonly command: readonly string[] | undefined;
  readonly forRunbook: boolean;
  /** Login shells are what the platform expects. */
  readonly login: boolean;
  readonly cwd: string;
  /** The environment that the program will have. */
  readonly env: Environment;
}

/** The directory that a profile names; `~` is the home directory. */
export function profileDirectory(profile: TerminalProfile | undefined, home: string): string | undefined {
  const cwd = profile?.cwd?.trim();
  if (!cwd) return undefined;
  return cwd === '~' || cwd.startsWith('~/') ? join(home, cwd.slice(1)) : cwd;
}

/**
 * The program of a session: the command asked for, else the profile's, else bash for a runbook, else the person's shell.
 * A profile that names bash, zsh or fish without more than "login" and "interactive" gets our integration; anything else
 * is started as it stands, and its commands are not recorded.
 */
export function chooseProgram(request: ProgramRequest): Outcome<Program, TerminalProblemCode> {
  const { command = request.profile?.command, login, env } = request;
  if (command !== undefined) return findCommand(command, request);
  const file = (request.forRunbook ? findBash(env) : undefined) ?? findShell(env);
  return file === undefined ? shellNotFound() : succeed({ file, args: [], integrate: true, login, shell: true });
}

function findCommand(
  [name = '', ...args]: readonly string[],
  { command, profile, login, cwd, env }: ProgramRequest,
): Outcome<Program, TerminalProblemCode> {
  const file = findProgram(name, env.PATH ?? '', cwd);
  if (file === undefined) return programNotFound(name, command === undefined ? profile?.name : undefined);
  const asShell =
    command === undefined && shellKind(file) !== 'other' && args.every((arg) => plainShellOption.test(arg));
  if (!asShell)
    return succeed({ file, args, integrate: false, login: false, shell: isShell(file) && args.length === 0 });
  return succeed({ file, args: [], integrate: true, login: login || args.some((arg) => /l/.test(arg)), shell: true });
}

/** Options that change nothing but whether the shell is a login shell; `--interactive` is fish's. */
const plainShellOption = /^(-[il]{1,2}|--login|--interactive)$/;

const shellNotFound = () =>
  fail('shell-not-found', 'No shell was found: neither yours nor bash nor sh can be run.', 'Set SHELL to your shell.');

const programNotFound = (name: string, profile: string | undefined) =>
  fail(
    'shell-not-found',
    `"${name}" was not found, or it can't be run.`,
    profile === undefined ? 'Look at its name and at PATH.' : `Install it, or correct the profile "${profile}".`,
  );
