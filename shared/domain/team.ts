import { z } from 'zod';

/** Whom a team can name, so that an escalation ladder can call them. */
export const contactKindSchema = z.enum([
  'on-call',
  'team lead',
  'engineering manager',
  'CTO',
  'security',
  'legal',
  'leadership',
  'other',
]);
export type ContactKind = z.infer<typeof contactKindSchema>;

/** Who hears of an incident through a team's own channels. */
export const channelAudienceSchema = z.enum(['on-call', 'support', 'leadership', 'customers']);

const nameSchema = z.string().max(200);
/** A phone number, an address, a handle: as people say it. */
const addressSchema = z.string().max(500);
const linkSchema = z.string().max(2048);
const idSchema = z.string().min(1).max(100);
const webAddressSchema = z.url({ protocol: /^https?$/ });

export const contactSchema = z.object({
  id: idSchema,
  kind: contactKindSchema,
  name: nameSchema,
  contact: addressSchema.optional(),
});
export type Contact = z.infer<typeof contactSchema>;

export const teamLinksSchema = z.object({
  warRoomCall: linkSchema.optional(),
  /** An address, or the channel's plain name. */
  chatChannel: linkSchema.optional(),
  statusPage: linkSchema.optional(),
  ticketSystem: linkSchema.optional(),
  dashboard: linkSchema.optional(),
  documentation: linkSchema.optional(),
});
export type TeamLinks = z.infer<typeof teamLinksSchema>;

export const updateChannelSchema = z.object({
  audience: channelAudienceSchema,
  /** "status page", "#support". */
  name: nameSchema,
  address: addressSchema.optional(),
});

/** Contacts, links and channels of the team that uses this data directory. What they have to say is in `teamProblems`. */
export const teamSchema = z.object({
  name: nameSchema.optional(),
  contacts: z.array(contactSchema).max(200),
  links: teamLinksSchema,
  updateChannels: z.array(updateChannelSchema).max(100),
});
export type Team = z.infer<typeof teamSchema>;

export const NO_TEAM: Team = { contacts: [], links: {}, updateChannels: [] };

export interface TeamProblem {
  /** `links.statusPage`, `contacts.2.name`. */
  readonly field: string;
  readonly message: string;
  readonly action: string;
}

const linkNames: Readonly<Record<keyof TeamLinks, string>> = {
  warRoomCall: 'war-room call',
  chatChannel: 'chat channel',
  statusPage: 'status page',
  ticketSystem: 'ticket system',
  dashboard: 'dashboard',
  documentation: 'documentation',
};

/** What keeps a team from being used as it is, all of it, for the form and for the service alike. */
export function teamProblems(team: Team): readonly TeamProblem[] {
  return [
    ...team.contacts.flatMap((contact, index) => contactProblems(contact, index, team.contacts)),
    ...Object.entries(team.links).flatMap(([key, link]) => linkProblem(key as keyof TeamLinks, link)),
    ...team.updateChannels.flatMap(({ name }, index) => emptyName(`updateChannels.${index}.name`, 'channel', name)),
  ];
}

/** Without blanks at the ends; what was left empty is left out. */
export function tidyTeam(team: Team): Team {
  const name = team.name?.trim();
  return {
    ...(name && { name }),
    contacts: team.contacts.map(({ id, kind, name: called, contact }) => ({
      id,
      kind,
      name: called.trim(),
      ...given('contact', contact),
    })),
    links: Object.assign({}, ...Object.entries(team.links).map(([key, link]) => given(key, link))),
    updateChannels: team.updateChannels.map(({ audience, name: called, address }) => ({
      audience,
      name: called.trim(),
      ...given('address', address),
    })),
  };
}

/** Who answers for a kind: the first of them that the team names. */
export function contactFor(team: Team, kind: ContactKind): Contact | undefined {
  return team.contacts.find((contact) => contact.kind === kind);
}

/** Whether a text is an address of the web, which may become a link. Names of channels are not. */
export function isWebAddress(text: string): boolean {
  return /^https?:\/\/\S+$/i.test(text) && webAddressSchema.safeParse(text).success;
}

function contactProblems(contact: Contact, index: number, all: readonly Contact[]): readonly TeamProblem[] {
  const first = all.findIndex(({ id }) => id === contact.id);
  const twin: TeamProblem = {
    field: `contacts.${index}.id`,
    message: `Two contacts have the id ${contact.id}.`,
    action: 'Give each its own.',
  };
  return [...emptyName(`contacts.${index}.name`, 'contact', contact.name), ...(first < index ? [twin] : [])];
}

function emptyName(field: string, what: string, name: string): readonly TeamProblem[] {
  if (name.trim() !== '') return [];
  return [{ field, message: `A ${what} has no name.`, action: `Name it, or take the ${what} away.` }];
}

function linkProblem(key: keyof TeamLinks, link: string | undefined): readonly TeamProblem[] {
  const text = link?.trim() ?? '';
  if (text === '' || isWebAddress(text)) return [];
  const hasScheme = /^[a-z][a-z0-9+.-]*:/i.test(text);
  if (key === 'chatChannel' && !hasScheme) return [];
  const field = `links.${key}`;
  const message = `The link to the ${linkNames[key]} is no web address: ${text.slice(0, 80)}.`;
  const name = key === 'chatChannel' ? ', or the plain name of the channel' : '';
  return [{ field, message, action: `Give an address that begins with https:// or http://${name}.` }];
}

function given(key: string, text: string | undefined): Readonly<Record<string, string>> {
  const trimmed = text?.trim();
  return trimmed ? { [key]: trimmed } : {};
}
