import { z } from 'zod';

const minutes = z.number().positive();

/** One severity level with its targets, in minutes. An absent target has no clock. */
export const severityLevelSchema = z.object({
  id: z.string().min(1),
  name: z.string(),
  meaning: z.string(),
  acknowledgeMinutes: minutes.optional(),
  /** Taxonomies that say "respond" instead of "acknowledge". */
  respondMinutes: minutes.optional(),
  triageMinutes: minutes.optional(),
  updateEveryMinutes: minutes.optional(),
  resolveMinutes: minutes.optional(),
  communication: z.string().optional(),
  team: z.string().optional(),
  escalation: z.string().optional(),
});
export type SeverityLevel = z.infer<typeof severityLevelSchema>;

/** `resources/taxonomies/*.yaml`, or a team's own file. Levels run from the most to the least severe. */
export const taxonomySchema = z.object({
  id: z.string().min(1),
  name: z.string().min(1),
  levels: z.array(severityLevelSchema).min(1),
});
export type Taxonomy = z.infer<typeof taxonomySchema>;

/** The level's place from the top (0 is the most severe), or undefined when the taxonomy has no such level. */
export function severityRank(taxonomy: Taxonomy, severity: string): number | undefined {
  const rank = taxonomy.levels.findIndex((level) => level.id === severity);
  return rank === -1 ? undefined : rank;
}
