import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { TerminalProfile } from '#shared/domain/terminal-profile.ts';
import { createSettingsService, openSettingsStore, setAsideDamagedSettings } from './index.ts';

const options = { signal: new AbortController().signal };
const bastion: TerminalProfile = {
  id: 'bastion',
  name: 'ssh bastion',
  command: ['ssh', 'bastion'],
  env: { KUBECONFIG: '/etc/prod' },
  colour: 'red',
  production: true,
};
let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'profiles-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

function start() {
  const notice = setAsideDamagedSettings(dataDir, Date.UTC(2026, 10, 20));
  return createSettingsService({ store: openSettingsStore(dataDir), notice, userName: 'awinter' });
}

it('[C8] keep the terminal profiles in their order', async () => {
  const plain = { id: 'plain', name: 'Shell', cwd: '/srv' };
  await start().update({ terminalProfiles: [bastion, plain] }, options);
  expect(start().terminalProfiles()).toEqual([bastion, plain]);
});

it.each([
  ['without a name', { ...bastion, name: ' ' }, 'Profile 1 has no name.'],
  ['with an empty program', { ...bastion, command: [''] }, 'ssh bastion names no program.'],
  ['with a bad variable', { ...bastion, env: { '1A': 'x' } }, 'ssh bastion: "1A" can\'t be the name of a variable.'],
  ['with a variable of ours', { ...bastion, env: { WAR_ROOM_NONCE: 'x' } }, /belongs to War Room/],
  ['with a NUL in a value', { ...bastion, env: { A: 'x\0' } }, /value of A/],
])('[C8] refuse a profile %s, and change nothing', async (_, profile, message) => {
  const service = start();
  const refused = await service.update({ terminalProfiles: [profile] }, options);
  expect(refused).toMatchObject({ error: { code: 'invalid-profile', message: expect.stringMatching(message) } });
  expect(service.terminalProfiles()).toEqual([]);
});

it('[C8] refuse two profiles with one id', async () => {
  expect(await start().update({ terminalProfiles: [bastion, bastion] }, options)).toMatchObject({ ok: false });
});

it('[R11] lose of the profiles only what can’t be used, with a notice', () => {
  const terminalProfiles = [{ id: 'x' }, bastion, bastion, { ...bastion, id: 'y', env: { 'a b': '' } }];
  writeFileSync(join(dataDir, 'config.json'), JSON.stringify({ settings: { terminalProfiles } }));
  const service = start();
  expect(service.terminalProfiles()).toEqual([bastion]);
  expect(service.notice(undefined, options)).toEqual({ notice: expect.stringContaining('settings.terminalProfiles') });
});
