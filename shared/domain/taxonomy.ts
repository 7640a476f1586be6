import { z } from 'zod';

const minutes = z.number().positive();

/** One severity level with its targets, in minutes. An absent target has no clock. */
export const severityLevelSchema = z.strictObject({
  id: z.string().min(1),
  name: z.string(),
  meaning: z.string(),
  acknowledgeMinutes: minutes.optional(),
  /** Taxonomies that say "respond" instead of "acknowledge". */
  respondMinutes: minutes.optional(),
  /** What the figure alone does not say: "in business hours", "next business day". */
  respondNote: z.string().optional(),
  triageMinutes: minutes.optional(),
  updateEveryMinutes: minutes.optional(),
  resolveMinutes: minutes.optional(),
  communication: z.string().optional(),
  team: z.string().optional(),
  escalation: z.string().optional(),
});
export type SeverityLevel = z.infer<typeof severityLevelSchema>;

/** A span measured from detection; without `toMinutes` it has no end. */
const spanSchema = { fromMinutes: z.number().min(0).optional(), toMinutes: minutes.optional() };

/** `resources/taxonomies/*.yaml`, or a team's own file. Levels run from the most to the least severe. */
export const taxonomySchema = z.strictObject({
  id: z.string().min(1),
  name: z.string().min(1),
  levels: z.array(severityLevelSchema).min(1),
  /** Target spans of the work: detection, triage, mitigation. */
  phases: z.array(z.strictObject({ name: z.string().min(1), ...spanSchema })).optional(),
  /** Who is called when, until it is acknowledged at that level. */
  escalation: z
    .array(
      z.strictObject({ id: z.string().min(1), who: z.string().min(1), ...spanSchema, note: z.string().optional() }),
    )
    .optional(),
  /** Reviews that are due after the resolution, in hours; without `severities` for every level. */
  reviews: z
    .array(
      z.strictObject({
        name: z.string().min(1),
        severities: z.array(z.string()).optional(),
        /** Not expected before this. */
        earliestHours: minutes.optional(),
        dueHours: minutes,
        lengthMinutes: minutes.optional(),
      }),
    )
    .optional(),
});
export type Taxonomy = z.infer<typeof taxonomySchema>;

/** The level's place from the top (0 is the most severe), or undefined when the taxonomy has no such level. */
export function severityRank(taxonomy: Taxonomy, severity: string): number | undefined {
  const rank = taxonomy.levels.findIndex((level) => level.id === severity);
  return rank === -1 ? undefined : rank;
}
