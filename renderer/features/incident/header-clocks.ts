import { type Clock, clocksOf } from '#shared/domain/clocks.ts';
import { ladderOf } from '#shared/domain/escalation.ts';
import type { Incident } from '#shared/domain/incident.ts';
import type { Taxonomy } from '#shared/domain/taxonomy.ts';
import { contactFor, type Team } from '#shared/domain/team.ts';

/**
 * The clocks that drive the work at `now`, what is due first in front: targets, reviews, and of the ladder whom to call
 * next. What has ended follows, the late before the met. Phases are for whoever asks for all.
 */
export function headerClocks(
  incident: Incident,
  taxonomy: Taxonomy,
  team: Team | undefined,
  now: number,
): readonly Clock[] {
  const next = ladderOf(incident, taxonomy, now).nextEscalation;
  const contact = next?.contact && team && contactFor(team, next.contact);
  const shown = clocksOf(incident, taxonomy, now).flatMap((clock): readonly Clock[] => {
    if (clock.kind === 'target' || clock.kind === 'review') return [clock];
    if (clock.id !== `escalation: ${next?.level}`) return [];
    return [{ ...clock, label: `${next?.level} ${contact?.name ?? next?.who}` }];
  });
  return shown.toSorted((a, b) => urgency(a) - urgency(b) || a.dueAt - b.dueAt);
}

/** What still counts comes before what has ended; late before met. */
function urgency({ remainingMs, state }: Clock): number {
  if (remainingMs !== undefined) return 0;
  return state === 'breached' || state === 'met late' ? 1 : 2;
}
