import { expect, it } from 'vitest';
import { NO_TEAM, type Team, teamProblems } from '#shared/domain/team.ts';
import { changeAt, faultOf, isSameTeam, parseTeamDraft, removeAt } from './team-draft.ts';

const team: Team = {
  name: 'Checkout',
  contacts: [{ id: 'a', kind: 'on-call', name: 'Jon' }],
  links: { statusPage: 'https://status.example' },
  updateChannels: [{ audience: 'customers', name: 'Status page' }],
};

it('reads a kept team back, and none that is damaged', () => {
  expect(parseTeamDraft(JSON.stringify(team))).toEqual(team);
  expect(['', '{', '[]', '{"contacts":[{}]}'].map(parseTeamDraft)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

it('takes two teams for the same that say the same', () => {
  expect(isSameTeam(undefined, { ...NO_TEAM, name: ' ', links: { dashboard: '' } })).toBe(true);
  expect(isSameTeam(team, { ...team, contacts: [{ id: 'a', kind: 'on-call', name: ' Jon ', contact: '' }] })).toBe(
    true,
  );
  expect(isSameTeam(team, { ...team, contacts: [{ id: 'a', kind: 'CTO', name: 'Jon' }] })).toBe(false);
  expect(isSameTeam(team, { ...team, links: {} })).toBe(false);
});

it('changes and removes one of several', () => {
  const items = [{ name: 'a' }, { name: 'b' }];
  expect(changeAt(items, 1, { name: 'c' })).toEqual([{ name: 'a' }, { name: 'c' }]);
  expect(removeAt(items, 0)).toEqual([{ name: 'b' }]);
});

it('puts a fault beside its field', () => {
  const faults = teamProblems({
    ...team,
    links: { statusPage: 'status' },
    contacts: [{ id: 'a', kind: 'CTO', name: '' }],
  });
  expect(faultOf(faults, 'contacts.0.name')).toBe('A contact has no name. Name it, or take the contact away.');
  expect(faultOf(faults, 'links.statusPage')).toMatch(/no web address: status\./);
  expect(faultOf(faults, 'links.dashboard')).toBeUndefined();
});
