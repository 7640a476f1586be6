import { existsSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import type * as Electron from 'electron';
import { find } from './records.ts';

/** Electron's defaults where the options are silent. */
const DEFAULTS = {
  contextIsolation: true,
  sandbox: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  webviewTag: false,
  experimentalFeatures: false,
  plugins: false,
  navigateOnDragDrop: false,
} as const satisfies Electron.WebPreferences;

type Checked = keyof typeof DEFAULTS;

const RULES: Record<Checked, string> = {
  contextIsolation: 'T1',
  sandbox: 'T1',
  nodeIntegration: 'T1',
  nodeIntegrationInWorker: 'T1',
  nodeIntegrationInSubFrames: 'T1',
  webSecurity: 'T3',
  allowRunningInsecureContent: 'T3',
  webviewTag: 'T3',
  experimentalFeatures: 'T3',
  plugins: 'T3',
  navigateOnDragDrop: 'T4',
};

/** Notes every option of a window that is less safe than docs/SPEC.md asks; what Electron defaults to is what it asks. */
export function checkWindowOptions(preferences: Electron.WebPreferences): void {
  for (const option of Object.keys(DEFAULTS) as Checked[]) {
    const given = preferences[option] ?? DEFAULTS[option];
    if (given !== DEFAULTS[option]) find(RULES[option], `a window has ${option}: ${given}`);
  }
  for (const option of ['enableBlinkFeatures', 'disableBlinkFeatures'] as const) {
    if (preferences[option] !== undefined) find('T3', `a window has ${option}: ${preferences[option]}`);
  }
  const { preload } = preferences;
  if (preload === undefined) return;
  if (!isAbsolute(preload)) throw new Error(`preload script must have absolute path: ${preload}`);
  if (!existsSync(preload)) find('T8', `the preload ${preload} does not exist`);
}

/** Notes a window that is about to load a page with nothing in the way of navigation. */
export function checkNavigationGuards(contents: {
  readonly guardsNavigation: boolean;
  readonly guardsPopups: boolean;
}): void {
  if (!contents.guardsNavigation) find('T4', 'a window loads a page and nobody listens to will-navigate');
  if (!contents.guardsPopups)
    find('T4', 'a window loads a page without a window open handler: Electron would open popups');
}

/** Notes it when the preload gives the page anything but one function. */
export function checkExposed(functions: readonly string[], values: readonly string[]): void {
  if (functions.length > 1) find('T8', `the preload exposes ${functions.length} functions: ${functions.join(', ')}`);
  for (const value of values) find('T8', `the preload exposes ${value}, which is no function`);
}
