import { ipcMain } from 'electron';
import ElectronStore from 'electron-store';
import { openSettingsStore, type SettingsStore } from '../../settings/index.ts';

/**
 * The settings file through electron-store. It listens on a channel of its own, for stores inside a page; ours has
 * none, and the port hand-over stays the only way from the page to here (docs/SPEC.md, T8).
 */
export function openElectronSettings(dataDir: string): SettingsStore {
  const store = openSettingsStore(dataDir, (options) => new ElectronStore<Record<string, unknown>>(options));
  ipcMain.removeAllListeners('electron-store-get-data');
  return store;
}
