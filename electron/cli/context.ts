import { fail, type Outcome, succeed } from '#shared/domain/outcome.ts';
import type { ProgramFiles } from '../hosts/locate.ts';

/** Where a command writes: data goes out, everything else to the person. */
export interface Io {
  /** Data, on stdout; one line unless it holds its own breaks. */
  out(text: string): void;
  /** Everything else, on stderr. */
  tell(line: string): void;
}

export interface CliContext {
  readonly io: Io;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly files: ProgramFiles;
  /** Absolute. */
  readonly dataDir: string;
  /** `--actor`. */
  readonly actorName: string | undefined;
  /** What stands after `--` in `war-room rec`, unread: program and arguments. */
  readonly command: readonly string[];
}

/**
 * How a command ended: exit code 0, 1 (failed) or 2 (wrong usage), the latter two with one line that says why; or the
 * exit code of what it ran.
 */
export type CliResult = Outcome<{ readonly exitCode: number }, 'failed' | 'usage'>;

export interface CommonArguments {
  readonly 'data-dir': string | undefined;
  readonly actor: string | undefined;
}

/** Makes a yargs handler of a command; what it answers becomes the exit code. */
export type Act = <Arguments extends CommonArguments>(
  run: (given: Arguments, context: CliContext) => Promise<CliResult> | CliResult,
) => (given: Arguments) => Promise<void>;

/** With the exit code of a program that was run. */
export const exitWith = (exitCode: number): CliResult => succeed({ exitCode });

export const done: CliResult = exitWith(0);

/** Exit code 1, with what failed and what to do. */
export function failed(problem: { readonly message: string; readonly action: string }): CliResult {
  return fail('failed', oneLine(`${problem.message} ${problem.action}`));
}

/** Exit code 2. */
export function wrongUsage(message: string): CliResult {
  return fail('usage', oneLine(message));
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
