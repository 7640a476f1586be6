import { assertNever } from '#shared/domain/assert-never.ts';
import type { Clock } from '#shared/domain/clocks.ts';
import { formatCountdown } from '#shared/domain/duration.ts';

/** A clock as the header shows it: never by colour alone. */
export interface ClockWords {
  /** "acknowledge in", "update overdue". */
  readonly words: string;
  /** "2:07". */
  readonly figure: string;
  readonly look: 'quiet' | 'done' | 'near' | 'late';
  /** All of it in one sentence, for hover and for screen readers. */
  readonly sentence: string;
}

/** What a clock says. Times are counted in whole seconds, down to the limit and up from there. */
export function clockWords(clock: Clock, timeOf: (instant: number) => string): ClockWords {
  const { label, state, elapsedMs, limitMs } = clock;
  const limit = `limit ${formatCountdown(limitMs)}, due ${timeOf(clock.dueAt)}${clock.note ? `, ${clock.note}` : ''}`;
  const words = (text: string, figureMs: number, look: ClockWords['look']): ClockWords => {
    const figure = formatCountdown(figureMs);
    return { words: text, figure, look, sentence: `${text} ${figure} (${limit})` };
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
