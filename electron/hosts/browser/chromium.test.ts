import { expect, it } from 'vitest';
import { findChromium, hasDisplay, windowArguments } from './chromium.ts';

const having = (...programs: string[]) => ({ isProgram: (path: string) => programs.includes(path) });

it('finds the browser that was named, then one on the PATH, then one where its installer puts it', () => {
  const env = { PATH: '/bin:/usr/bin' };
  const linux = { platform: 'linux', env } as const;
  expect(findChromium({ ...linux, ...having('/usr/bin/google-chrome', '/usr/bin/chromium') })).toBe(
    '/usr/bin/chromium',
  );
  expect(findChromium({ ...linux, ...having('/usr/bin/google-chrome') })).toBe('/usr/bin/google-chrome');
  expect(findChromium({ ...linux, ...having('/snap/bin/chromium') })).toBe('/snap/bin/chromium');
  expect(findChromium({ ...linux, ...having() })).toBeUndefined();
  const named = { ...linux, env: { ...env, WAR_ROOM_CHROMIUM: '/opt/mine' } };
  expect(findChromium({ ...named, ...having('/opt/mine', '/usr/bin/chromium') })).toBe('/opt/mine');
  expect(findChromium({ ...named, ...having('/usr/bin/chromium') })).toBeUndefined();
  const mac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
  expect(findChromium({ platform: 'darwin', env: {}, ...having(mac) })).toBe(mac);
  const windows = 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe';
  const windowsEnv = { PROGRAMFILES: 'C:\\Program Files' };
  expect(findChromium({ platform: 'win32', env: windowsEnv, ...having(windows) })).toBe(windows);
});

it('knows where a window can be shown', () => {
  expect(hasDisplay({ platform: 'linux', env: {} })).toBe(false);
  expect(hasDisplay({ platform: 'linux', env: { DISPLAY: ':0' } })).toBe(true);
  expect(hasDisplay({ platform: 'linux', env: { WAYLAND_DISPLAY: 'wayland-0' } })).toBe(true);
  expect(hasDisplay({ platform: 'darwin', env: {} })).toBe(true);
});

it('opens an application window in a profile of its own, without the sandbox only as root', () => {
  const options = { address: 'file:///data/launch.html', profile: '/data/profile' };
  const asPerson = windowArguments({ ...options, asRoot: false });
  expect(asPerson).toContain('--app=file:///data/launch.html');
  expect(asPerson).toContain('--user-data-dir=/data/profile');
  expect(asPerson).not.toContain('--no-sandbox');
  expect(windowArguments({ ...options, asRoot: true })).toContain('--no-sandbox');
});
