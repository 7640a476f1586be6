import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { NO_TEAM, type Team } from '#shared/domain/team.ts';
import { createSettingsService, openSettingsStore, setAsideDamagedSettings } from './index.ts';

const options = { signal: new AbortController().signal };
const team: Team = {
  name: 'Payments',
  contacts: [{ id: '1', kind: 'on-call', name: 'Jon Hale', contact: '@jon' }],
  links: { statusPage: 'https://status.example.com', chatChannel: '#incidents' },
  updateChannels: [{ audience: 'support', name: 'help desk' }],
};
let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'team-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

function start() {
  const notice = setAsideDamagedSettings(dataDir, Date.UTC(2026, 10, 20));
  return createSettingsService({ store: openSettingsStore(dataDir), notice, userName: 'awinter' });
}
const writeConfig = (settings: object) => writeFileSync(join(dataDir, 'config.json'), JSON.stringify({ settings }));

it('[C7] keep the team’s contacts, links and channels', async () => {
  const first = start();
  expect(first.team()).toEqual(NO_TEAM);
  expect(await first.update({ team }, options)).toMatchObject({ ok: true, value: { team } });
  expect(start().team()).toEqual(team);
  await start().update({ team: NO_TEAM }, options);
  expect(start().team()).toEqual(NO_TEAM);
});

it('[C7] refuse a team that can’t be used, say why, and change nothing', async () => {
  const service = start();
  await service.update({ team }, options);
  const links = { statusPage: 'ftp://status.example.com', warRoomCall: 'room 4' };
  expect(await service.update({ theme: 'dark', team: { ...team, links } }, options)).toEqual({
    ok: false,
    error: {
      code: 'invalid-team',
      message: 'The link to the status page is no web address: ftp://status.example.com. And 1 more fault.',
      action: 'Give an address that begins with https:// or http://.',
    },
  });
  expect(await service.get(undefined, options)).toMatchObject({ theme: 'system', team });
});

it('[C7] load a file from before there were teams, unchanged', () => {
  writeConfig({ theme: 'dark' });
  const before = readFileSync(join(dataDir, 'config.json'), 'utf8');
  const service = start();
  expect(service.notice(undefined, options)).toEqual({});
  expect(service.team()).toEqual(NO_TEAM);
  expect(readFileSync(join(dataDir, 'config.json'), 'utf8')).toBe(before);
});

it('[R11] lose of a team only what can’t be used, with a notice', () => {
  writeConfig({
    theme: 'dark',
    team: {
      name: 'Payments',
      contacts: [...team.contacts, { id: '2', kind: 'butler', name: 'X' }, { ...team.contacts[0] }, 7],
      links: { ...team.links, warRoomCall: 'javascript:1', fax: 'x' },
      updateChannels: 'none',
    },
  });
  const service = start();
  expect(service.team()).toEqual({ ...team, updateChannels: [] });
  expect(service.notice(undefined, options)).toEqual({ notice: expect.stringContaining('settings.team.contacts') });
  expect(start().notice(undefined, options)).toEqual({});
  expect(start().team()).toEqual({ ...team, updateChannels: [] });
});
