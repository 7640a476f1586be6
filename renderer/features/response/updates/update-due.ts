import type { Clock } from '#shared/domain/clocks.ts';
import { formatCountdown, formatDuration } from '#shared/domain/duration.ts';

const DAY = 86_400_000;

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
  const size = Math.abs(remainingMs);
  const span = size < DAY ? formatCountdown(size) : formatDuration(size);
  if (remainingMs < 0) return { words: `late by ${span}, was due ${at}`, look: 'late' };
  return { words: `due ${at}, in ${span}`, look: state === 'near' ? 'near' : 'quiet' };
}
