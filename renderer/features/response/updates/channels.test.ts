import { expect, it } from 'vitest';
import type { PublishedUpdate } from '#shared/domain/incident.ts';
import { NO_TEAM, type Team } from '#shared/domain/team.ts';
import { channelsFor, lastChannels, readChannels } from './channels.ts';

const team: Team = {
  ...NO_TEAM,
  updateChannels: [
    { audience: 'customers', name: 'Status page', address: 'https://status.example' },
    { audience: 'support', name: '#support' },
    { audience: 'leadership', name: '#incidents' },
    { audience: 'on-call', name: '#incidents' },
  ],
};

it('offers the channels of those who read an update, each once', () => {
  const names = (audience: Parameters<typeof channelsFor>[0]) => channelsFor(audience, team).map(({ name }) => name);
  expect(names('status page')).toEqual(['Status page']);
  expect(names('customers')).toEqual(['Status page']);
  expect(names('internal')).toEqual(['#support', '#incidents']);
  expect(names('final')).toEqual(['#support', '#incidents']);
  expect(channelsFor('internal', undefined)).toEqual([]);
});

it('begins with where the last update for the same readers went', () => {
  const update = (audience: PublishedUpdate['audience'], ...channels: string[]): PublishedUpdate => ({
    eventId: '',
    audience,
    channels,
    publicStatus: '',
    text: '',
    by: '',
    at: 0,
  });
  const updates = [update('internal', 'a'), update('internal', 'b'), update('customers', 'c')];
  expect(lastChannels('internal', updates)).toEqual(['b']);
  expect(lastChannels('final', updates)).toEqual([]);
});

it('reads typed channels', () => {
  expect(readChannels(' #support,, mail to all ,')).toEqual(['#support', 'mail to all']);
});
