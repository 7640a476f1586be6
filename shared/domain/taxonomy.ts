import { z } from 'zod';
import { nearest } from './nearest.ts';
import { contactKindSchema } from './team.ts';

/** Up to a year: a longer target is a slip of the keyboard. */
const minutes = z.number().positive().max(525_600);
const hours = z.number().positive().max(8_760);
const id = z.string().min(1).max(100);
const name = z.string().min(1).max(200);
const sentence = z.string().min(1).max(500);

/** One severity level with its targets, in minutes. An absent target has no clock. */
export const severityLevelSchema = z.strictObject({
  id,
  name,
  meaning: sentence,
  acknowledgeMinutes: minutes.optional(),
  /** Taxonomies that say "respond" instead of "acknowledge". */
  respondMinutes: minutes.optional(),
  /** What the figure alone does not say: "in business hours", "next business day". */
  respondNote: sentence.optional(),
  triageMinutes: minutes.optional(),
  updateEveryMinutes: minutes.optional(),
  resolveMinutes: minutes.optional(),
  /** Who is told, and through what. */
  communication: sentence.optional(),
  /** Who works on it. */
  team: sentence.optional(),
  /** Who is called in. */
  escalation: sentence.optional(),
});
export type SeverityLevel = z.infer<typeof severityLevelSchema>;

/** A span measured from detection. Without `fromMinutes` it begins where the one before ends; see `withSpans`. */
const spanSchema = { fromMinutes: z.number().min(0).max(525_600).optional(), toMinutes: minutes.optional() };
type Span = { readonly fromMinutes?: number | undefined; readonly toMinutes?: number | undefined };

const phaseSchema = z.strictObject({ name, ...spanSchema });

const escalationStepSchema = z.strictObject({
  /** "L2". */
  id,
  who: sentence,
  ...spanSchema,
  note: sentence.optional(),
  /** Which of the team's contacts answers; who that is stands in the settings. */
  contact: contactKindSchema.optional(),
});
export type EscalationStep = z.infer<typeof escalationStepSchema>;

const reviewSchema = z
  .strictObject({
    name,
    /** Absent: for every level. */
    severities: z.array(z.string()).min(1).optional(),
    /** Not expected before this. */
    earliestHours: hours.optional(),
    dueHours: hours,
    lengthMinutes: minutes.optional(),
  })
  .superRefine(({ earliestHours, dueHours }, context) => {
    if (earliestHours === undefined || earliestHours < dueHours) return;
    const message = `has to be below dueHours (${dueHours}), not ${earliestHours}`;
    context.addIssue({ code: 'custom', path: ['earliestHours'], message });
  });
export type ReviewRule = z.infer<typeof reviewSchema>;

/** What a service has to show before the incident counts as resolved. */
const verificationSchema = z.strictObject({
  errorRatePercent: z.number().positive().max(100).optional(),
  p95Ms: z.number().positive().max(3_600_000).optional(),
  watchMinutes: minutes.optional(),
});

/** `resources/taxonomies/*.yaml`, or a team's own file. Levels run from the most to the least severe. */
export const taxonomySchema = z
  .strictObject({
    id,
    name,
    levels: z.array(severityLevelSchema).min(1).max(20).superRefine(idsOnce('level')),
    /** Target spans of the work: detection, triage, mitigation. */
    phases: z.array(phaseSchema).max(20).superRefine(inOrder).optional(),
    /** Who is called when, until it is acknowledged at that level. */
    escalation: z.array(escalationStepSchema).max(20).superRefine(idsOnce('step')).superRefine(inOrder).optional(),
    /** Reviews that are due after the resolution. */
    reviews: z.array(reviewSchema).max(20).optional(),
    /** Absent figures are those of `verificationLimits`. */
    verification: verificationSchema.optional(),
  })
  .superRefine(({ levels, reviews = [] }, context) => {
    const known = levels.map((level) => level.id);
    for (const [index, { severities = [] }] of reviews.entries()) {
      for (const [at, severity] of severities.entries()) {
        if (known.includes(severity)) continue;
        const message = `is no level of this taxonomy: ${severity}; ${suggest(severity, known)}`;
        context.addIssue({ code: 'custom', path: ['reviews', index, 'severities', at], message });
      }
    }
  });
export type Taxonomy = z.infer<typeof taxonomySchema>;

/** The level's place from the top (0 is the most severe), or undefined when the taxonomy has no such level. */
export function severityRank(taxonomy: Taxonomy, severity: string): number | undefined {
  const rank = taxonomy.levels.findIndex((level) => level.id === severity);
  return rank === -1 ? undefined : rank;
}

/** Minutes between updates for the three upper levels of a taxonomy that gives no cadence. */
const DEFAULT_CADENCE = [15, 30, 60] as const;

/**
 * Minutes between updates at a severity, undefined where none is asked for. A taxonomy that gives a cadence for any
 * level means what it says for all of them; the defaults are for one that gives none.
 */
export function cadenceOf(taxonomy: Taxonomy, severity: string): number | undefined {
  const rank = severityRank(taxonomy, severity);
  if (rank === undefined) return undefined;
  const given = taxonomy.levels.some((level) => level.updateEveryMinutes !== undefined);
  return given ? taxonomy.levels[rank]?.updateEveryMinutes : DEFAULT_CADENCE[rank];
}

/** Limits that the checks before "resolved" are held to. */
export interface VerificationLimits {
  readonly errorRatePercent: number;
  readonly p95Ms: number;
  readonly watchMinutes: number;
}

const DEFAULT_LIMITS: VerificationLimits = { errorRatePercent: 1, p95Ms: 500, watchMinutes: 15 };

/** The taxonomy's own limits, and the usual ones where it gives none. */
export function verificationLimits({ verification = {} }: Pick<Taxonomy, 'verification'>): VerificationLimits {
  return {
    errorRatePercent: verification.errorRatePercent ?? DEFAULT_LIMITS.errorRatePercent,
    p95Ms: verification.p95Ms ?? DEFAULT_LIMITS.p95Ms,
    watchMinutes: verification.watchMinutes ?? DEFAULT_LIMITS.watchMinutes,
  };
}

/** The reviews that an incident of this severity needs. */
export function reviewsFor(taxonomy: Taxonomy, severity: string): readonly ReviewRule[] {
  return (taxonomy.reviews ?? []).filter(({ severities }) => severities?.includes(severity) ?? true);
}

/** Phases or escalation steps with both ends filled in: from the end before, to the next beginning; the last may be open. */
export function withSpans<Item extends Span>(
  items: readonly Item[],
): readonly (Item & { readonly fromMinutes: number })[] {
  let end = 0;
  return items.map((item, index) => {
    const fromMinutes = item.fromMinutes ?? end;
    const toMinutes = item.toMinutes ?? items[index + 1]?.fromMinutes;
    end = toMinutes ?? fromMinutes;
    return { ...item, fromMinutes, ...(toMinutes !== undefined && { toMinutes }) };
  });
}

function idsOnce(what: string) {
  return (items: readonly { readonly id: string }[], context: z.RefinementCtx) => {
    for (const [index, item] of items.entries()) {
      if (items.findIndex((other) => other.id === item.id) === index) continue;
      const message = `has to be another one: there is a ${what} ${item.id} before`;
      context.addIssue({ code: 'custom', path: [index, 'id'], message });
    }
  };
}

function inOrder(items: readonly Span[], context: z.RefinementCtx) {
  let end = 0;
  for (const [index, { fromMinutes, toMinutes }] of items.entries()) {
    const refuse = (field: keyof Span, message: string) =>
      context.addIssue({ code: 'custom', path: [index, field], message });
    const before = items[index - 1];
    const from = fromMinutes ?? end;
    if (before && before.toMinutes === undefined && (fromMinutes === undefined || fromMinutes <= end)) {
      refuse('fromMinutes', `has to be given and above ${end}: the one before, which begins there, has no end`);
    } else if (from < end) {
      refuse('fromMinutes', `has to be at least ${end}, where the one before ends, not ${fromMinutes}`);
    }
    if (toMinutes !== undefined && toMinutes <= from) {
      refuse('toMinutes', `has to be above ${from}, where it begins, not ${toMinutes}`);
    }
    end = Math.max(end, from, toMinutes ?? 0);
  }
}

function suggest(word: string, known: readonly string[]): string {
  const meant = nearest(word, known);
  return meant === undefined ? `known are ${known.join(', ')}` : `did you mean ${meant}?`;
}
