import type { Actor } from '#shared/domain/events/index.ts';
import type { Handlers } from '../rpc/handlers.ts';

/** What `conf` and `electron-store` have in common and we use. `set` throws when the file can't be written. */
export interface SettingsStore {
  get(key: string): unknown;
  set(key: string, value: unknown): void;
}

/** `conf` / `electron-store` options: `<data>/config.json`, 0600. `new ElectronStore(settingsStoreOptions(dataDir))`. */
export declare function settingsStoreOptions(dataDir: string): {
  readonly cwd: string;
  readonly configName: 'config';
  readonly projectName: string;
  readonly configFileMode: number;
};
/** Call before a store is opened: a damaged file is set aside (R11). Returns what to tell the person. */
export declare function setAsideDamagedSettings(dataDir: string, now: number): string | undefined;
/** The store of every host but Electron. */
export declare function openSettingsStore(dataDir: string): SettingsStore;

export interface SettingsService extends Handlers<'settings'> {
  /** Who acts: the settings' person, or the machine's user until a name was asked; `name` (`--actor`) overrides for one run. */
  actor(name?: string): Actor;
  taxonomyId(): string;
  close(): void;
}

export declare function createSettingsService(dependencies: {
  readonly store: SettingsStore;
  readonly notice?: string | undefined;
  /** Login name, the person's name until one was given. */
  readonly userName: string;
}): SettingsService;
