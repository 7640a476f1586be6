import { z } from 'zod';
import { layoutSchema, type Settings, settingsSchema } from '#shared/contract/index.ts';
import { NO_TEAM } from '#shared/domain/team.ts';
import { readProfiles, storedProfilesSchema } from './stored-profiles.ts';
import { readTeam, storedTeamSchema } from './stored-team.ts';

/** Everything but the person, who has an id before a name. */
export type Preferences = Omit<Settings, 'person'>;

export const DEFAULTS: Preferences = {
  theme: 'system',
  timeZone: 'local',
  textScale: 1,
  taxonomyId: 'sev-saas',
  runMode: 'send read-only',
  terminalFontSize: 13,
  scrollbackLines: 10_000,
  copyOnSelect: false,
  terminalProfiles: [],
  team: NO_TEAM,
  runbookFolders: [],
  pinnedSteps: [],
};

const preferencesSchema = settingsSchema
  .omit({ person: true })
  .extend({ team: storedTeamSchema, terminalProfiles: storedProfilesSchema });
const personSchema = z.object({ personId: z.uuid(), name: z.string().trim().min(1).max(200).optional() });
export type StoredPerson = z.infer<typeof personSchema>;
const layoutsSchema = z.record(z.string(), layoutSchema);

/** The sections of `config.json`. */
export const storedSchema = z.object({
  settings: preferencesSchema.partial().optional(),
  person: personSchema.optional(),
  layouts: layoutsSchema.optional(),
});

/** Field by field: one value that can't be used takes its default, and the others stay. */
export function readPreferences(value: unknown): Preferences {
  const stored: Record<string, unknown> = typeof value === 'object' && value !== null ? { ...value } : {};
  const usable = Object.entries(preferencesSchema.shape).filter(
    ([name, schema]) => Object.hasOwn(stored, name) && schema.safeParse(stored[name]).success,
  );
  return {
    ...DEFAULTS,
    ...Object.fromEntries(usable.map(([name]) => [name, stored[name]])),
    team: readTeam(stored.team),
    terminalProfiles: readProfiles(stored.terminalProfiles),
  };
}

export function readPerson(value: unknown): StoredPerson | undefined {
  return personSchema.safeParse(value).data;
}

export function readLayouts(value: unknown): z.infer<typeof layoutsSchema> {
  return layoutsSchema.safeParse(value).data ?? {};
}
