import { expect, it } from 'vitest';
import { NO_TEAM } from '#shared/domain/team.ts';
import { linksOf } from './links.ts';

it('takes the incident’s own link before the team’s, and opens only addresses of the web', () => {
  const team = { ...NO_TEAM, links: { warRoomCall: 'https://call.example', chatChannel: '#incidents' } };
  const links = linksOf({ call: 'https://other.example/1', ticket: 'javascript:alert(1)' }, team);
  expect(links.map(({ kind, target, ofTeam, web }) => [kind, target, ofTeam, web])).toEqual([
    ['status page', undefined, false, false],
    ['call', 'https://other.example/1', false, true],
    ['chat channel', '#incidents', true, false],
    ['ticket', 'javascript:alert(1)', false, false],
    ['dashboard', undefined, false, false],
    ['document', undefined, false, false],
  ]);
});
