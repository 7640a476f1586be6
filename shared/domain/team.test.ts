import { expect, it } from 'vitest';
import { contactFor, isWebAddress, NO_TEAM, type Team, teamProblems, teamSchema, tidyTeam } from './team.ts';

const jon = { id: '1', kind: 'on-call', name: 'Jon Hale', contact: '+44 20 7946 0000' } as const;
const team: Team = {
  name: 'Payments',
  contacts: [jon, { id: '2', kind: 'on-call', name: 'Mia Lind' }, { id: '3', kind: 'CTO', name: 'Ada Winter' }],
  links: { warRoomCall: 'https://meet.example.com/war-room', chatChannel: '#incidents' },
  updateChannels: [{ audience: 'customers', name: 'status page', address: 'https://status.example.com' }],
};

it('[D58] accepts contacts, links and channels, and a team that has none', () => {
  for (const good of [team, NO_TEAM]) {
    expect(teamSchema.parse(good)).toEqual(good);
    expect(teamProblems(good)).toEqual([]);
  }
});

it.each([
  ['https://a.example', true],
  ['http://localhost:3000/x?y#z', true],
  ['HTTPS://A.EXAMPLE', true],
  ['https:a.example', false],
  ['https://', false],
  ['https://a b', false],
  ['https://a.example/\njavascript:1', false],
  ['javascript:alert(1)', false],
  ['tel:+442079460000', false],
  ['mailto:a@b.example', false],
  ['#incidents', false],
])('[D58] takes %j for a web address: %j', (text, expected) => {
  expect(isWebAddress(text)).toBe(expected);
});

it('[D58] names every link that is none; only a chat channel may be a plain name', () => {
  const links = {
    warRoomCall: 'tel:+44207946',
    chatChannel: 'javascript:alert(1)',
    statusPage: 'status.example.com',
    ticketSystem: ' ',
  };
  expect(teamProblems({ ...team, links })).toEqual([
    {
      field: 'links.warRoomCall',
      message: 'The link to the war-room call is no web address: tel:+44207946.',
      action: 'Give an address that begins with https:// or http://.',
    },
    {
      field: 'links.chatChannel',
      message: 'The link to the chat channel is no web address: javascript:alert(1).',
      action: 'Give an address that begins with https:// or http://, or the plain name of the channel.',
    },
    {
      field: 'links.statusPage',
      message: 'The link to the status page is no web address: status.example.com.',
      action: 'Give an address that begins with https:// or http://.',
    },
  ]);
});

it('[D58] names a contact or channel without a name, and an id that is there twice', () => {
  const broken: Team = {
    ...team,
    contacts: [jon, { ...jon, name: ' ' }],
    updateChannels: [{ audience: 'support', name: '' }],
  };
  expect(teamProblems(broken).map(({ field }) => field)).toEqual([
    'contacts.1.name',
    'contacts.1.id',
    'updateChannels.0.name',
  ]);
});

it('[D58] leaves out what was left empty', () => {
  const untidy: Team = {
    name: ' ',
    contacts: [{ id: '1', kind: 'legal', name: ' Mia ', contact: '' }],
    links: { statusPage: '', chatChannel: ' #a ' },
    updateChannels: [{ audience: 'support', name: ' desk ', address: ' ' }],
  };
  expect(tidyTeam(untidy)).toEqual({
    contacts: [{ id: '1', kind: 'legal', name: 'Mia' }],
    links: { chatChannel: '#a' },
    updateChannels: [{ audience: 'support', name: 'desk' }],
  });
  expect(tidyTeam(team)).toEqual(team);
});

it('[D58] finds the first contact of a kind, or none', () => {
  expect(contactFor(team, 'on-call')).toBe(jon);
  expect(contactFor(team, 'legal')).toBeUndefined();
});
