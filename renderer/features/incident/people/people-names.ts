import type { Incident } from '#shared/domain/incident.ts';
import type { Team } from '#shared/domain/team.ts';

/** Names to choose from when somebody is given a part: who takes part, then whom the team names, each once. */
export function knownPeople(
  incident: Pick<Incident, 'responders'>,
  team: Team | undefined,
  me: string | undefined,
): readonly string[] {
  const names = [
    ...incident.responders.map(({ name }) => name),
    ...(me === undefined ? [] : [me]),
    ...(team?.contacts ?? []).map(({ name }) => name.trim()),
  ];
  return [...new Set(names.filter(Boolean))];
}
