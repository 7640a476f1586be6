import type { UpdateAudience } from '#shared/domain/events/index.ts';
import type { PublishedUpdate } from '#shared/domain/incident.ts';
import type { Team } from '#shared/domain/team.ts';

type ChannelAudience = Team['updateChannels'][number]['audience'];

/** Whose channels an update of each audience goes to. */
const reaches: Readonly<Record<UpdateAudience, readonly ChannelAudience[]>> = {
  'status page': ['customers'],
  customers: ['customers'],
  internal: ['on-call', 'support', 'leadership'],
  final: ['on-call', 'support', 'leadership'],
};

/** One channel to choose, as it is recorded. */
export interface Channel {
  readonly name: string;
  readonly address?: string;
}

/** The team's channels for an audience, each name once, in the order of the settings. */
export function channelsFor(audience: UpdateAudience, team: Team | undefined): readonly Channel[] {
  const matching = (team?.updateChannels ?? []).filter((channel) => reaches[audience].includes(channel.audience));
  return matching
    .filter(({ name }, index) => matching.findIndex((other) => other.name === name) === index)
    .map(({ name, address }) => ({ name, ...(address !== undefined && { address }) }));
}

/** Where the last update for the audience went: the next one most likely goes there too. */
export function lastChannels(audience: UpdateAudience, updates: readonly PublishedUpdate[]): readonly string[] {
  return updates.findLast((update) => update.audience === audience)?.channels ?? [];
}

/** What was typed as further channels: "#support, mail to all". */
export function readChannels(text: string): readonly string[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
}
