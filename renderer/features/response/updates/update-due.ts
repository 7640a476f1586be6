import type { Clock } from '#shared/domain/clocks.ts';
import { formatCountdown } from '#shared/domain/duration.ts';

export interface DueWords {
  readonly words: string;
  readonly look: 'quiet' | 'near' | 'late';
}

/** When the next one is due: "due 14:33, in 4:11", "late by 2:07, was due 14:33"; undefined where nothing counts. */
export function dueOf(
  clock: Pick<Clock, 'state' | 'dueAt' | 'remainingMs'> | undefined,
  timeOf: (at: number) => string,
): DueWords | undefined {
  if (clock?.remainingMs === undefined) return undefined;
  const { state, dueAt, remainingMs } = clock;
  const at = timeOf(dueAt);
  if (remainingMs < 0) return { words: `late by ${formatCountdown(-remainingMs)}, was due ${at}`, look: 'late' };
  return { words: `due ${at}, in ${formatCountdown(remainingMs)}`, look: state === 'near' ? 'near' : 'quiet' };
}
