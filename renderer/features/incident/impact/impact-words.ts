import type { ImpactField } from '#shared/domain/events/index.ts';
import { impactFactSchema } from '#shared/domain/events/index.ts';
import type { Incident } from '#shared/domain/incident.ts';
import { plural } from '#shared/domain/plural.ts';

/** Every field of the impact, in the order in which it is asked for. */
export const impactFields: readonly ImpactField[] = impactFactSchema.options.map((option) => option.shape.field.value);

/** Part of the impact as the header says it. */
export interface ImpactChip {
  /** 0: first. */
  readonly rank: number;
  readonly text: string;
  readonly tone: 'neutral' | 'critical';
}

/** The impact in a word or two, for the header: the worst first. Nothing is said of what is unknown. */
export function impactChips(impact: Incident['impact']): readonly ImpactChip[] {
  const facts = Object.values(impact).map(({ fact }) => fact);
  const chips = facts.flatMap((fact): readonly ImpactChip[] => {
    if (fact.value === null) return [];
    switch (fact.field) {
      case 'data loss': {
        const { extent } = fact.value;
        if (extent === 'none') return [];
        return [{ rank: 0, text: extent === 'confirmed' ? 'data lost' : 'data loss suspected', tone: 'critical' }];
      }
      case 'users affected':
        return [{ rank: 1, text: plural(fact.value, 'user'), tone: 'neutral' }];
      case 'share of users': {
        // The number says more.
        const counted = facts.some(({ field, value }) => field === 'users affected' && value !== null);
        return counted ? [] : [{ rank: 1, text: `${fact.value} % of users`, tone: 'neutral' }];
      }
      case 'SLA':
        return fact.value.breached ? [{ rank: 2, text: 'SLA breached', tone: 'critical' }] : [];
      default:
        return [];
    }
  });
  return chips.toSorted((a, b) => a.rank - b.rank);
}

/** Sources that were named before, the newest first, to choose from again. */
export function knownSources(impact: Incident['impact']): readonly string[] {
  const entries = Object.values(impact).toSorted((a, b) => b.at - a.at);
  return [...new Set(entries.map(({ source }) => source).filter(Boolean))];
}
