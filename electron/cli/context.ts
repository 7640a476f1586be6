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
}

/** How a command ended: exit code 0, 1 (failed) or 2 (wrong usage), the latter two with one line that says why. */
export type CliResult = Outcome<null, 'failed' | 'usage'>;

export interface CommonArguments {
  readonly 'data-dir': string | undefined;
  readonly actor: string | undefined;
}

/** Makes a yargs handler of a command; what it answers becomes the exit code. */
export type Act = <Arguments extends CommonArguments>(
  run: (given: Arguments, context: CliContext) => Promise<CliResult> | CliResult,
) => (given: Arguments) => Promise<void>;

export const done: CliResult = succeed(null);

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
