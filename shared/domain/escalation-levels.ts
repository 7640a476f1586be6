import type { Incident } from './incident.ts';
import { type EscalationStep, type Taxonomy, withSpans } from './taxonomy.ts';

/** One level of the ladder, with who was told and who answered, UTC ms. */
export interface LadderFacts {
  readonly step: EscalationStep & { readonly fromMinutes: number };
  readonly toldAt?: number | undefined;
  readonly answeredAt?: number | undefined;
}

/**
 * What the record says of each level of the taxonomy's ladder. An answer at one level counts for those below it; one
 * without a level is the first's, at the moment that the incident counts as acknowledged, corrected or not.
 */
export function ladderLevels(incident: Incident, taxonomy: Taxonomy): readonly LadderFacts[] {
  const steps = withSpans(taxonomy.escalation ?? []);
  const rankOf = (level: string | undefined) => (level === undefined ? 0 : steps.findIndex(({ id }) => id === level));
  return steps.map((step, rank) => ({
    step,
    toldAt: first(incident.escalations.filter(({ level }) => level === step.id)),
    answeredAt:
      rank === 0
        ? incident.timestamps.acknowledgedAt
        : first(incident.acknowledgements.filter(({ level }) => rankOf(level) >= rank)),
  }));
}

function first(happened: readonly { readonly at: number }[]): number | undefined {
  return happened.length === 0 ? undefined : Math.min(...happened.map(({ at }) => at));
}
