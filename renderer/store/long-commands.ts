import type { Session } from '#shared/contract/index.ts';
import { formatDuration } from '#shared/domain/duration.ts';

/** A command that ran longer than this is worth a word when nobody saw it end. */
export const LONG_COMMAND_MS = 30_000;

export interface FinishedCommand {
  readonly sessionId: string;
  readonly incidentId?: string;
  /** UTC ms. */
  readonly startedAt: number;
  /** "kubectl rollout finished in db". */
  readonly message: string;
  /** "exit 1 after 2 m". */
  readonly detail: string;
  readonly failed: boolean;
}

/** The long commands that ran in `before` and no longer run in `after`; `now` is UTC ms. */
export function finishedLongCommands(
  before: readonly Session[],
  after: readonly Session[],
  now: number,
): readonly FinishedCommand[] {
  return after.flatMap((session) => {
    const { sessionId, incidentId } = session;
    const earlier = before.find((one) => one.sessionId === sessionId);
    if (earlier?.runningSince === undefined || earlier.runningSince === session.runningSince) return [];
    const took = now - earlier.runningSince;
    if (took < LONG_COMMAND_MS) return [];
    const exitCode = session.state === 'exited' ? session.exitCode : session.lastExitCode;
    const end = exitCode === undefined ? 'ended' : `exit ${exitCode}`;
    return [
      {
        sessionId,
        ...(incidentId !== undefined && { incidentId }),
        startedAt: earlier.runningSince,
        message: `${programOf(earlier.runningCommand ?? 'A command')} finished in ${session.title}`,
        detail: `${end} after ${formatDuration(took)}`,
        failed: exitCode !== undefined && exitCode !== 0,
      },
    ];
  });
}

/** What a person would call a command: "kubectl rollout", "make", without paths, variables and arguments. */
export function programOf(commandLine: string): string {
  const words = commandLine.trim().split(/\s+/);
  const first = words.findIndex((word) => !/^\w+=/.test(word) && word !== 'sudo');
  const program = words[first]?.split('/').at(-1) || commandLine.trim();
  const next = words[first + 1] ?? '';
  const named = /^[a-z][a-z-]*$/.test(next) ? `${program} ${next}` : program;
  return named.length > 60 ? `${named.slice(0, 59)}…` : named;
}
