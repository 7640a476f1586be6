import {
  profileProblems,
  type TerminalProfile,
  terminalProfileSchema,
  terminalProfilesSchema,
} from '#shared/domain/terminal-profile.ts';

/** As a person may have written them into the file: what the form refuses is refused here too. */
export const storedProfilesSchema = terminalProfilesSchema.superRefine((profiles, context) => {
  for (const { field, message } of profileProblems(profiles)) {
    context.addIssue({ code: 'custom', path: field.split('.'), message });
  }
});

/** One by one: nobody should lose their profiles to a bad one. */
export function readProfiles(value: unknown): TerminalProfile[] {
  const profiles: TerminalProfile[] = [];
  for (const entry of Array.isArray(value) ? value : []) {
    const profile = terminalProfileSchema.safeParse(entry).data;
    if (profile && storedProfilesSchema.safeParse([...profiles, profile]).success) profiles.push(profile);
  }
  return profiles;
}
