export { setAsideDamagedSettings } from './damaged.ts';
export { createSettingsService } from './service.ts';
export { openSettingsStore, type SettingsStore } from './store.ts';
