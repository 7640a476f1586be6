import { assertNever } from '#shared/domain/assert-never.ts';
import type { Clock } from '#shared/domain/clocks.ts';
import { formatCountdown, formatDuration } from '#shared/domain/duration.ts';

/** A clock as the header shows it: never by colour alone. */
export interface ClockWords {
  /** "acknowledge in", "update overdue". */
  readonly words: string;
  /** "2:07". */
  readonly figure: string;
  readonly look: 'quiet' | 'done' | 'near' | 'late';
  /** "limit 15:00, due 14:20". */
  readonly details: string;
  /** All of it in one sentence, for hover and for screen readers. */
  readonly sentence: string;
}

/** What a clock says. Times are counted in whole seconds, down to the limit and up from there. */
export function clockWords(clock: Clock, timeOf: (instant: number) => string): ClockWords {
  const { label, state, elapsedMs, limitMs } = clock;
  const limit = `limit ${print(limitMs)}, due ${timeOf(clock.dueAt)}${clock.note ? `, ${clock.note}` : ''}`;
  const words = (text: string, figureMs: number, look: ClockWords['look']): ClockWords => {
    const figure = print(figureMs);
    return { words: text, figure, look, details: limit, sentence: `${text} ${figure} (${limit})` };
  };
  switch (state) {
    case 'running':
      return words(`${label} in`, clock.remainingMs ?? 0, 'quiet');
    case 'near':
      return words(`${label} in`, clock.remainingMs ?? 0, 'near');
    case 'breached':
      if (clock.remainingMs === undefined) return words(`${label} missed`, elapsedMs, 'late');
      // A limit before the present one was passed, and that stays so.
      if (clock.remainingMs > 0) return words(`${label} late, now in`, clock.remainingMs, 'late');
      return words(`${label} overdue`, -clock.remainingMs, 'late');
    case 'met':
      return words(label, elapsedMs, 'done');
    case 'met late':
      return words(`${label} late`, elapsedMs, 'late');
    case 'stopped':
      return words(`${label} stopped`, elapsedMs, 'quiet');
    default:
      return assertNever(state);
  }
}

const HOUR = 3_600_000;

/** Seconds matter below an hour: "4:05", but "2 h 5 m". */
function print(ms: number): string {
  return ms < HOUR ? formatCountdown(ms) : formatDuration(ms);
}
