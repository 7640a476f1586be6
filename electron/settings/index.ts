export { setAsideDamagedSettings } from './damaged.ts';
export { createSettingsService, type SettingsDependencies, type SettingsService } from './service.ts';
export { openSettingsStore, type SettingsStore, type SettingsStoreOptions, settingsStoreOptions } from './store.ts';
