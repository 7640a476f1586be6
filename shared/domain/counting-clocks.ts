import { type Clock, clockState, clocksOf } from './clocks.ts';
import { ladderOf } from './escalation.ts';
import type { Incident } from './incident.ts';
import type { Taxonomy } from './taxonomy.ts';

/**
 * A clock that still counts, in what stays as it is until something is recorded: how it stands follows from the time
 * alone. `late`: a limit was passed already, maybe one before the present one.
 */
export interface CountingClock extends Pick<Clock, 'id' | 'kind' | 'label' | 'originAt' | 'limitMs' | 'note'> {
  readonly late: boolean;
}

/** The clocks of an incident that drive the work at `now` (UTC ms): targets, reviews, and the next level of the ladder. */
export function countingClocks(incident: Incident, taxonomy: Taxonomy, now: number): readonly CountingClock[] {
  const next = ladderOf(incident, taxonomy, now).nextEscalation;
  return clocksOf(incident, taxonomy, now)
    .filter(({ remainingMs }) => remainingMs !== undefined)
    .filter(({ kind, id }) => kind === 'target' || kind === 'review' || id === `escalation: ${next?.level}`)
    .map(({ id, kind, label, originAt, limitMs, state, note }) => ({
      id,
      kind,
      label,
      originAt,
      limitMs,
      late: state === 'breached',
      ...(note !== undefined && { note }),
    }));
}

/** The clocks as they stand at `now` (UTC ms), the late ones first, then what is due first. */
export function readCounting(clocks: readonly CountingClock[], now: number): readonly Clock[] {
  const read = clocks.map(({ late, ...clock }): Clock => {
    const dueAt = clock.originAt + clock.limitMs;
    const elapsedMs = Math.max(0, now - clock.originAt);
    const breached = late || now > dueAt;
    const state = clockState({ met: false, ended: false, breached, elapsedMs, limitMs: clock.limitMs });
    return { ...clock, state, dueAt, elapsedMs, remainingMs: dueAt - now };
  });
  const rank = ({ state }: Clock) => (state === 'breached' ? 0 : 1);
  return read.sort((a, b) => rank(a) - rank(b) || a.dueAt - b.dueAt);
}
