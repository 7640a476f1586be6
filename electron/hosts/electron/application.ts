import { accessSync, constants, mkdtempSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { app, type BrowserWindow, dialog } from 'electron';
import { type ProgramServices, startServices } from '../../services.ts';
import { lockDataDir, readAppNote } from '../app-lock.ts';
import { chooseDataDir } from '../data-dir.ts';
import { locateProgram, type ProgramFiles } from '../locate.ts';
import { surviveBugs } from '../survive-bugs.ts';
import { createElectronCapabilities } from './capabilities.ts';
import { servePorts } from './ports.ts';
import { guardQuit } from './quit.ts';
import { restrictNavigation, restrictPermissions } from './restrictions.ts';
import { createSecrets } from './secrets.ts';
import { servePage } from './serve-page.ts';
import { openElectronSettings } from './settings-store.ts';
import { loadPage, openWindow, setMenu, showWindow } from './window.ts';

const report = (line: string) => void process.stderr.write(`war-room: ${line}\n`);

/** Opens the one window of a data directory, or shows the one that is open already (docs/SPEC.md, T62). */
export async function openApplication(args: readonly string[]): Promise<void> {
  surviveBugs(report);
  const { dataDir, actorName } = readOptions(args);
  const lock = lockDataDir(dataDir);
  app.setPath('userData', profileFolder(dataDir));
  if (!app.requestSingleInstanceLock()) {
    report(`already open on ${dataDir}; its window was brought to the front`);
    return app.exit(0);
  }
  await app.whenReady();
  if (!lock) return refuse(`The data directory ${dataDir} cannot be written.`);
  if (!lock.held) {
    const pid = readAppNote(dataDir)?.pid ?? 'unknown';
    return refuse(`War Room is already open on ${dataDir}, in a browser (process ${pid}). Use that window.`);
  }
  await lock.publish({ pid: process.pid, host: 'electron' });
  const files = locateProgram();
  let window: BrowserWindow | undefined;
  app.on('second-instance', () => window && showWindow(window));
  const services = compose(files, dataDir, actorName, () => window);
  window = openConfinedWindow(files, services);
  guardQuit({
    window,
    running: services.running,
    async close() {
      await services.close();
      lock.release();
    },
  });
  await loadPage(window);
}

function compose(
  files: ProgramFiles,
  dataDir: string,
  actorName: string | undefined,
  window: () => BrowserWindow | undefined,
): ProgramServices {
  return startServices({
    files,
    report,
    actorName,
    openStore: openElectronSettings,
    host: createElectronCapabilities({
      paths: { data: dataDir, resources: files.resources },
      secrets: createSecrets(dataDir),
      window,
    }),
  });
}

/** Every confinement stands before the first page is there to need it. */
function openConfinedWindow(files: ProgramFiles, services: ProgramServices): BrowserWindow {
  servePage(files.page);
  restrictPermissions();
  restrictNavigation();
  setMenu();
  const window = openWindow(files.preload);
  servePorts(window, services);
  return window;
}

/** Chromium adds switches of its own to the arguments, so what is unknown here is not wrong. */
function readOptions(args: readonly string[]): { readonly dataDir: string; readonly actorName: string | undefined } {
  const { values } = parseArgs({
    args: [...args],
    options: { 'data-dir': { type: 'string' }, actor: { type: 'string' } },
    strict: false,
  });
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
  const given = text(values['data-dir']);
  return {
    dataDir: chooseDataDir({ given, env: process.env, platform: process.platform, home: homedir() }),
    actorName: text(values.actor),
  };
}

/** Chromium's own files, one profile per data directory; a directory that can only be read gets a passing one. */
function profileFolder(dataDir: string): string {
  try {
    accessSync(dataDir, constants.W_OK);
    return join(dataDir, 'electron');
  } catch {
    return mkdtempSync(join(tmpdir(), 'war-room-profile-'));
  }
}

function refuse(message: string): void {
  report(message);
  dialog.showErrorBox('War Room', message);
  app.exit(1);
}
