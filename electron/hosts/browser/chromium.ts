import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** True for a file that may be run. */
  readonly isProgram: (path: string) => boolean;
}

/** The machine this runs on. */
export function realSurroundings(): Surroundings {
  return { platform: process.platform, env: process.env, isProgram };
}

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge'];
const macApplications = ['Google Chrome', 'Chromium', 'Microsoft Edge', 'Brave Browser'];
const windowsPaths = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Chromium\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
];

/**
 * The first Chromium-like browser of this machine: what `WAR_ROOM_CHROMIUM` names, else one on the PATH, else one in
 * the place where its installer puts it. Undefined when there is none.
 */
export function findChromium({ platform, env, isProgram: runnable }: Surroundings): string | undefined {
  const named = env.WAR_ROOM_CHROMIUM;
  if (named) return runnable(named) ? named : undefined;
  const candidates = [...onPath(env.PATH ?? ''), ...installed(platform, env)];
  return candidates.find(runnable);
}

function onPath(path: string): readonly string[] {
  const folders = path.split(delimiter).filter((folder) => folder !== '');
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

function installed(platform: NodeJS.Platform, env: Surroundings['env']): readonly string[] {
  if (platform === 'darwin') {
    const roots = ['/Applications', join(env.HOME ?? '', 'Applications')];
    return macApplications.flatMap((name) => roots.map((root) => `${root}/${name}.app/Contents/MacOS/${name}`));
  }
  if (platform === 'win32') {
    const roots = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter((root) => root !== undefined);
    return windowsPaths.flatMap((path) => roots.map((root) => `${root}\\${path}`));
  }
  return ['/snap/bin/chromium', '/opt/google/chrome/chrome'];
}

/** Whether a window can be shown: always on macOS and Windows, elsewhere with X11 or Wayland. */
export function hasDisplay({ platform, env }: Pick<Surroundings, 'platform' | 'env'>): boolean {
  return platform === 'darwin' || platform === 'win32' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}

/** Arguments that open one application window of its own, with a profile of its own, and nothing else. */
export function windowArguments(options: {
  readonly address: string;
  readonly profile: string;
  readonly asRoot: boolean;
}): readonly string[] {
  return [
    `--app=${options.address}`,
    `--user-data-dir=${options.profile}`,
    '--class=war-room',
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-default-apps',
    '--disable-extensions',
    '--password-store=basic',
    // Chromium's sandbox does not start as root.
    ...(options.asRoot ? ['--no-sandbox', '--test-type'] : []),
  ];
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
