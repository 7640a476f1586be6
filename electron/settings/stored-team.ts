import {
  contactSchema,
  NO_TEAM,
  type Team,
  teamLinksSchema,
  teamProblems,
  teamSchema,
  updateChannelSchema,
} from '#shared/domain/team.ts';

/** As a person may have written it into the file: what the form refuses is refused here too. */
export const storedTeamSchema = teamSchema.superRefine((team, context) => {
  for (const { field, message } of teamProblems(team)) {
    context.addIssue({ code: 'custom', path: field.split('.'), message });
  }
});

/** Entry by entry: nobody should lose their contacts to one bad link. */
export function readTeam(value: unknown): Team {
  const whole = storedTeamSchema.safeParse(value);
  if (whole.success) return whole.data;
  const stored = membersOf(value);
  const name = teamSchema.shape.name.safeParse(stored.name).data;
  const named: Team = { ...NO_TEAM, ...(name !== undefined && { name }) };
  const { contacts } = keep(entriesOf(stored.contacts), named, (entry, team) => ({
    ...team,
    contacts: [...team.contacts, contactSchema.parse(entry)],
  }));
  const { links } = keep(Object.entries(membersOf(stored.links)), named, ([key, link], team) => ({
    ...team,
    links: { ...team.links, ...teamLinksSchema.parse({ [key]: link }) },
  }));
  const { updateChannels } = keep(entriesOf(stored.updateChannels), named, (entry, team) => ({
    ...team,
    updateChannels: [...team.updateChannels, updateChannelSchema.parse(entry)],
  }));
  return { ...named, contacts, links, updateChannels };
}

/** The team with each entry that it is still usable with. */
function keep<Entry>(entries: readonly Entry[], start: Team, add: (entry: Entry, team: Team) => Team): Team {
  let team = start;
  for (const entry of entries) {
    try {
      team = storedTeamSchema.parse(add(entry, team));
    } catch {
      // The notice about the file has named it already.
    }
  }
  return team;
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function entriesOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
