import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { chooseDataDir } from './data-dir.ts';

const linux = { env: {}, platform: 'linux', home: '/home/ada' } as const;

it('takes the directory that was given, then that of the environment, then that of the platform', () => {
  const env = { WAR_ROOM_DATA_DIR: '/env', XDG_DATA_HOME: '/xdg', APPDATA: '/roaming' };
  expect(chooseDataDir({ ...linux, given: '/given', env })).toBe('/given');
  expect(chooseDataDir({ ...linux, given: 'here', env })).toBe(resolve('here'));
  expect(chooseDataDir({ ...linux, env })).toBe('/env');
  expect(chooseDataDir({ ...linux, env: { XDG_DATA_HOME: '/xdg' } })).toBe('/xdg/war-room');
  expect(chooseDataDir({ ...linux, env: { XDG_DATA_HOME: 'relative' } })).toBe('/home/ada/.local/share/war-room');
  expect(chooseDataDir({ ...linux, platform: 'darwin' })).toBe('/home/ada/Library/Application Support/War Room');
  expect(chooseDataDir({ ...linux, platform: 'win32', env: { APPDATA: '/roaming' } })).toBe('/roaming/War Room');
});
