import { NO_TEAM, type Team, type TeamLinks, type TeamProblem, teamSchema } from '#shared/domain/team.ts';

export type Contact = Team['contacts'][number];
export type UpdateChannel = Team['updateChannels'][number];

/** A team as it was typed and not saved; undefined where none was kept that this program can read. */
export function parseTeamDraft(kept: string): Team | undefined {
  if (kept === '') return undefined;
  try {
    const parsed = teamSchema.safeParse(JSON.parse(kept));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/** Whether two teams say the same. */
export function isSameTeam(one: Team | undefined, other: Team | undefined): boolean {
  return JSON.stringify(plain(one ?? NO_TEAM)) === JSON.stringify(plain(other ?? NO_TEAM));
}

/** The item at an index with something changed; all others as they are. */
export function changeAt<Item>(items: readonly Item[], index: number, change: Partial<Item>): Item[] {
  return items.map((item, at) => (at === index ? { ...item, ...change } : item));
}

export function removeAt<Item>(items: readonly Item[], index: number): Item[] {
  return items.filter((_, at) => at !== index);
}

/** What is wrong with one field, for beside it. */
export function faultOf(faults: readonly TeamProblem[], field: string): string | undefined {
  const fault = faults.find((one) => one.field === field);
  return fault && `${fault.message} ${fault.action}`;
}

/** The fields in one order, those that are empty left out. */
function plain({ name, contacts, links, updateChannels }: Team) {
  const given = (text: string | undefined) => (text?.trim() ? text.trim() : undefined);
  return {
    name: given(name),
    contacts: contacts.map((one) => [one.id, one.kind, one.name.trim(), given(one.contact)]),
    links: linkKeys.map((key) => given(links[key])),
    updateChannels: updateChannels.map((one) => [one.audience, one.name.trim(), given(one.address)]),
  };
}

/** The team's links in the order of the form. */
export const linkKeys: readonly (keyof TeamLinks)[] = [
  'warRoomCall',
  'chatChannel',
  'statusPage',
  'ticketSystem',
  'dashboard',
  'documentation',
];
