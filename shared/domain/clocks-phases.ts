import type { Moment } from './events/index.ts';
import { type SeverityLevel, type Taxonomy, withSpans } from './taxonomy.ts';

/** The moments that end phases; triage ends when the incident first leaves 'detected'. */
export type PhaseEnd =
  | Extract<Moment, 'detectedAt' | 'acknowledgedAt' | 'identifiedAt' | 'mitigatedAt' | 'resolvedAt' | 'closedAt'>
  | 'triagedAt';

/** A phase with the moment that ends it. */
export interface TimedPhase {
  readonly name: string;
  readonly endsWith: PhaseEnd;
  /** Minutes from the detection for a level; the phase of detection counts from the start. */
  readonly minutesFor: (level: SeverityLevel) => number;
}

/** In the order of the work: a phase of several words ("investigation and mitigation") ends with the last of them. */
const ends: readonly (readonly [words: RegExp, end: PhaseEnd])[] = [
  [/detect/i, 'detectedAt'],
  [/acknowledg|respon[sd]/i, 'acknowledgedAt'],
  [/triag|assess/i, 'triagedAt'],
  [/investigat|identif|diagnos/i, 'identifiedAt'],
  [/mitigat|contain|stabili/i, 'mitigatedAt'],
  [/resol|recover|restor/i, 'resolvedAt'],
  [/clos/i, 'closedAt'],
];

/**
 * The phases that have a limit and a moment on the record that ends them. A phase of another name ("communication") has
 * no such moment: it would be late in every incident, so it has no clock.
 */
export function timedPhases(taxonomy: Taxonomy): readonly TimedPhase[] {
  const phases = withSpans(taxonomy.phases ?? []).flatMap(({ name, toMinutes }) => {
    const endsWith = ends.findLast(([words]) => words.test(name))?.[1];
    return endsWith === undefined || toMinutes === undefined ? [] : [{ name, endsWith, toMinutes }];
  });
  return phases.map(({ name, endsWith }, index) => ({
    name,
    endsWith,
    // Phases are one row for all levels. Where a level allows itself longer for the same moment, that holds, and no
    // phase is due before the one that it follows.
    minutesFor: (level) =>
      Math.max(...phases.slice(0, index + 1).map((phase) => Math.max(phase.toMinutes, ownTarget(level, phase) ?? 0))),
  }));
}

function ownTarget(level: SeverityLevel, { endsWith }: { readonly endsWith: PhaseEnd }): number | undefined {
  switch (endsWith) {
    case 'acknowledgedAt':
      return level.acknowledgeMinutes ?? level.respondMinutes;
    case 'triagedAt':
      return level.triageMinutes;
    case 'resolvedAt':
      return level.resolveMinutes;
    default:
      return undefined;
  }
}
