import { accessSync, constants, statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { basename, delimiter, isAbsolute, join, resolve } from 'node:path';
import type { Environment } from './environment.ts';

export type ShellKind = 'bash' | 'zsh' | 'fish' | 'other';

/** How a shell is started so that it tells us of its prompts and commands. */
export interface ShellLaunch {
  readonly file: string;
  readonly kind: ShellKind;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** The person's own shell: $SHELL, else the user database's, else bash, else sh. Undefined where none can be run. */
export function findShell(env: Environment): string | undefined {
  return firstShell([env.SHELL, loginShell(), '/bin/bash', '/bin/sh']);
}

/** A bash for runbooks, whose `bash` blocks run in bash whatever the person's shell is. A newer one first on macOS. */
export function findBash(env: Environment): string | undefined {
  const own = env.SHELL !== undefined && basename(env.SHELL) === 'bash' ? env.SHELL : undefined;
  return firstShell([own, '/opt/homebrew/bin/bash', '/usr/local/bin/bash', '/bin/bash', '/usr/bin/bash']);
}

/**
 * The command line and environment that start `file` with our integration from `resourcesDir`. Where the platform
 * expects a login shell (macOS) it is one: bash can't read `--init-file` as a login shell, so the script does its reading.
 */
export function planLaunch(
  file: string,
  context: {
    readonly resourcesDir: string;
    /** The file with the secret, see `createNonceFile`; undefined: without integration. */
    readonly nonceFile: string | undefined;
    readonly env: Environment;
    readonly login: boolean;
  },
): ShellLaunch {
  const scripts = join(context.resourcesDir, 'shell-integration');
  const kind = context.nonceFile === undefined ? 'other' : shellKind(file);
  const login = context.login ? ['-l'] : [];
  const nonce = { WAR_ROOM_NONCE_FILE: context.nonceFile ?? '' };
  switch (kind) {
    case 'bash':
      return {
        file,
        kind,
        args: ['--init-file', join(scripts, 'bash.bash'), '-i'],
        env: { ...nonce, ...(context.login ? { WAR_ROOM_LOGIN: '1' } : {}) },
      };
    case 'zsh':
      return {
        file,
        kind,
        args: ['-i', ...login],
        env: {
          ...nonce,
          ZDOTDIR: join(scripts, 'zsh'),
          ...(context.env.ZDOTDIR === undefined ? {} : { WAR_ROOM_ZDOTDIR: context.env.ZDOTDIR }),
        },
      };
    case 'fish': {
      const quoted = join(scripts, 'fish.fish').replace(/[\\']/g, '\\$&');
      return { file, kind, args: [...login, '--init-command', `source '${quoted}'`], env: nonce };
    }
    case 'other':
      return { file, kind, args: login, env: {} };
  }
}

/** Whether `path` names a directory that can be entered. */
export function isDirectory(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/**
 * The file that `program` names, as a shell would find it: by PATH, or from `cwd` where it holds a slash. Undefined when
 * it cannot be run.
 */
export function findProgram(program: string, path: string, cwd: string): string | undefined {
  const files = program.includes('/')
    ? [resolve(cwd, program)]
    : path.split(delimiter).map((folder) => join(folder, program));
  return files.find(canRun);
}

/** Shells that have no integration of ours; like those that have, they only wait when nothing runs in them. */
const plainShells = new Set([
  'sh',
  'dash',
  'ash',
  'ksh',
  'ksh93',
  'mksh',
  'csh',
  'tcsh',
  'nu',
  'elvish',
  'xonsh',
  'pwsh',
]);

/** Whether a program waits for commands, so that nothing is lost when it ends at its prompt. */
export function isShell(file: string): boolean {
  return shellKind(file) !== 'other' || plainShells.has(basename(file));
}

export function shellKind(file: string): ShellKind {
  const name = basename(file);
  return name === 'bash' || name === 'zsh' || name === 'fish' ? name : 'other';
}

function loginShell(): string | undefined {
  try {
    return userInfo().shell ?? undefined;
  } catch {
    // No entry for this user, as in some containers.
    return undefined;
  }
}

/** The first that can be run; those that stand for "no shell" in the user database are none. */
function firstShell(candidates: readonly (string | undefined)[]): string | undefined {
  return candidates.find(
    (file): file is string => file !== undefined && !/\/(nologin|false)$/.test(file) && canRun(file),
  );
}

function canRun(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return isAbsolute(file) && statSync(file).isFile();
  } catch {
    return false;
  }
}
