import { dirname, join, resolve } from 'node:path';
import { fail } from '#shared/domain/outcome.ts';
import type { RunbookStep } from '#shared/domain/runbook.ts';

export interface SendPlace {
  /** Where the session is now; absent where nobody knows. */
  readonly cwd: string | undefined;
  /** The runbook's file, which a relative directory is meant from; absent where it is gone. */
  readonly runbookPath: string | undefined;
  readonly home: string;
}

/**
 * Why a step may be inserted but not sent by what its author wrote: it talks with the person, or it wants another
 * directory than the session's. No `cd` is put in front: what runs is what the runbook says, and nothing else.
 */
export function refuseToSendThere(step: Pick<RunbookStep, 'interactive' | 'cwd'>, place: SendPlace) {
  if (step.interactive) {
    return fail(
      'not-to-be-sent',
      'This command talks with whoever runs it, so it is not sent.',
      'Insert it, and press Enter in the terminal yourself.',
    );
  }
  if (step.cwd === undefined || wantedDirectory(step.cwd, place) === place.cwd) return undefined;
  return fail(
    'not-to-be-sent',
    `This step is meant to run in ${step.cwd}, and the terminal is in ${place.cwd ?? 'a directory that is not known'}.`,
    'Change the directory in the terminal first, or insert the command and press Enter yourself.',
  );
}

function wantedDirectory(cwd: string, { runbookPath, home }: SendPlace): string | undefined {
  if (cwd === '~' || cwd.startsWith('~/')) return resolve(join(home, cwd.slice(1)));
  if (cwd.startsWith('/')) return resolve(cwd);
  return runbookPath && resolve(dirname(runbookPath), cwd);
}
