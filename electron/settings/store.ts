import Conf from 'conf';

/** What `conf` and `electron-store` have in common and we use. `set` throws when the file can't be written. */
export interface SettingsStore {
  get(key: string): unknown;
  set(key: string, value: unknown): void;
}

export interface SettingsStoreOptions {
  readonly cwd: string;
  readonly projectName: string;
  /** T63: the file is for its owner only. */
  readonly configFileMode: number;
}

/** For `conf` and `electron-store` alike: `<dataDir>/config.json`. */
export function settingsStoreOptions(dataDir: string): SettingsStoreOptions {
  return { cwd: dataDir, projectName: 'war-room', configFileMode: 0o600 };
}

/**
 * Opens `<dataDir>/config.json`; Electron's host passes `(options) => new ElectronStore(options)`. A file that can't
 * be opened gives a store without values that refuses every change: a broken disk must not keep the window shut.
 */
export function openSettingsStore(
  dataDir: string,
  create: (options: SettingsStoreOptions) => SettingsStore = (options) => new Conf<Record<string, unknown>>(options),
): SettingsStore {
  try {
    return create(settingsStoreOptions(dataDir));
  } catch (error) {
    return {
      get: () => undefined,
      set: () => {
        throw error;
      },
    };
  }
}
