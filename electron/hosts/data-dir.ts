import { isAbsolute, join, resolve } from 'node:path';

export interface DataDirSources {
  /** `--data-dir`. */
  readonly given?: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly home: string;
}

/** The data directory, absolute: what was given, else `WAR_ROOM_DATA_DIR`, else where the platform keeps such things. */
export function chooseDataDir({ given, env, platform, home }: DataDirSources): string {
  const named = given || env.WAR_ROOM_DATA_DIR;
  if (named) return resolve(named);
  if (platform === 'darwin') return join(home, 'Library/Application Support/War Room');
  if (platform === 'win32') return join(env.APPDATA || join(home, 'AppData/Roaming'), 'War Room');
  // XDG Base Directory Specification: a relative path is to be ignored.
  const shared = env.XDG_DATA_HOME && isAbsolute(env.XDG_DATA_HOME) ? env.XDG_DATA_HOME : join(home, '.local/share');
  return join(shared, 'war-room');
}
