import { type LinkKind, linkKindSchema } from '#shared/domain/events/index.ts';
import type { Incident } from '#shared/domain/incident.ts';
import { isWebAddress, type Team, type TeamLinks } from '#shared/domain/team.ts';

/** One place where the incident is worked on or told of. */
export interface IncidentLink {
  readonly kind: LinkKind;
  /** An address, or the name of a channel or a ticket; undefined: there is none. */
  readonly target: string | undefined;
  /** The team's own, which stands in the settings, where the incident names none. */
  readonly ofTeam: boolean;
  /** It can be opened. */
  readonly web: boolean;
}

const teamLinkOf: Readonly<Record<LinkKind, keyof TeamLinks>> = {
  'status page': 'statusPage',
  call: 'warRoomCall',
  'chat channel': 'chatChannel',
  ticket: 'ticketSystem',
  dashboard: 'dashboard',
  document: 'documentation',
};

/** All kinds of links in their order: the incident's own, else the team's. */
export function linksOf(links: Incident['links'], team: Team | undefined): readonly IncidentLink[] {
  return linkKindSchema.options.map((kind) => {
    const own = links[kind];
    const target = own ?? team?.links[teamLinkOf[kind]];
    return {
      kind,
      target,
      ofTeam: own === undefined && target !== undefined,
      web: target !== undefined && isWebAddress(target),
    };
  });
}
