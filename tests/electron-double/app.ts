import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type * as Electron from 'electron';
import { browser } from './browser.ts';
import { GuardedEmitter, guard, preventableEvent } from './guard.ts';
import { InstanceLock } from './instance-lock.ts';
import { ready } from './ready.ts';
import { windows } from './windows.ts';

const EVENTS = [
  'will-finish-launching',
  'ready',
  'window-all-closed',
  'before-quit',
  'will-quit',
  'quit',
  'second-instance',
  'browser-window-created',
  'browser-window-focus',
  'browser-window-blur',
  'web-contents-created',
  'render-process-gone',
];
/** Listening is right, but nothing here can make them happen. */
const SILENT = [
  'activate',
  'open-file',
  'open-url',
  'child-process-gone',
  'certificate-error',
  'select-client-certificate',
  'login',
  'session-created',
  'accessibility-support-changed',
];

type PathName = Parameters<Electron.App['getPath']>[0];

/** Electron's `app`. */
export class AppDouble
  extends GuardedEmitter
  implements
    Pick<
      Electron.App,
      | 'whenReady'
      | 'isReady'
      | 'quit'
      | 'exit'
      | 'getPath'
      | 'setPath'
      | 'getAppPath'
      | 'getName'
      | 'setName'
      | 'getVersion'
      | 'getLocale'
      | 'requestSingleInstanceLock'
      | 'hasSingleInstanceLock'
      | 'releaseSingleInstanceLock'
      | 'enableSandbox'
      | 'setAppUserModelId'
      | 'setAboutPanelOptions'
      | 'disableHardwareAcceleration'
      | 'focus'
      | 'isPackaged'
      | 'name'
    >
{
  readonly isPackaged = false;
  /** macOS only, as in Electron. */
  readonly dock = undefined;
  readonly commandLine = guard(
    {
      appendSwitch: () => undefined,
      appendArgument: () => undefined,
      hasSwitch: () => false,
      getSwitchValue: () => '',
    },
    'app.commandLine',
  );
  readonly #appPath = findApp(resolve(process.argv[1] ?? '.'));
  readonly #package = JSON.parse(readFileSync(join(this.#appPath, 'package.json'), 'utf8')) as {
    name: string;
    productName?: string;
    version: string;
  };
  readonly #paths = new Map<PathName, string>();
  #name = this.#package.productName ?? this.#package.name;
  #lock: InstanceLock | undefined;
  #quitting = false;
  #ended = false;

  constructor() {
    super('app', [...EVENTS, ...SILENT]);
    windows.on('opened', (window) => {
      this.emit('web-contents-created', {}, window.webContents);
      this.emit('browser-window-created', {}, window);
      window.webContents.on('render-process-gone', (_event: object, details: object) =>
        this.emit('render-process-gone', {}, window.webContents, details),
      );
    });
    windows.on('allClosed', () => {
      if (this.#quitting) void this.#end();
      else if (this.listenerCount('window-all-closed') > 0) this.emit('window-all-closed');
      else this.quit();
    });
  }

  get name(): string {
    return this.#name;
  }

  set name(name: string) {
    this.#name = name;
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** Called once Chromium runs. */
  becomeReady(): void {
    this.emit('will-finish-launching');
    ready.become();
    this.emit('ready', {}, {});
  }

  whenReady(): Promise<void> {
    return ready.whenReady();
  }

  isReady(): boolean {
    return ready.isReady();
  }

  quit(): void {
    if (this.#quitting) return;
    const event = preventableEvent({});
    this.emit('before-quit', event);
    if (event.defaultPrevented) return;
    this.#quitting = true;
    const open = windows.all();
    if (open.length === 0) return void this.#end();
    for (const window of open) window.close();
    // A window that refused to close stops the quitting.
    if (windows.all().length > 0) this.#quitting = false;
  }

  exit(code = 0): void {
    void this.#leave(code);
  }

  getPath(name: PathName): string {
    const path = this.#paths.get(name) ?? this.#defaultPath(name);
    if (name === 'userData') mkdirSync(path, { recursive: true });
    return path;
  }

  setPath(name: PathName, path: string): void {
    this.#paths.set(name, resolve(path));
  }

  getAppPath(): string {
    return this.#appPath;
  }

  getName(): string {
    return this.#name;
  }

  setName(name: string): void {
    this.#name = name;
  }

  getVersion(): string {
    return this.#package.version;
  }

  getLocale(): string {
    return 'en-US';
  }

  requestSingleInstanceLock(additionalData: Record<string, unknown> = {}): boolean {
    this.#lock ??= new InstanceLock(this.getPath('userData'), (argv, cwd, data) =>
      this.emit('second-instance', {}, argv, cwd, data),
    );
    return this.#lock.acquire(additionalData);
  }

  hasSingleInstanceLock(): boolean {
    return this.#lock?.held ?? false;
  }

  releaseSingleInstanceLock(): void {
    this.#lock?.release();
  }

  enableSandbox(): void {}

  setAppUserModelId(): void {}

  setAboutPanelOptions(): void {}

  disableHardwareAcceleration(): void {}

  focus(): void {}

  async #end(): Promise<void> {
    const event = preventableEvent({});
    this.emit('will-quit', event);
    if (event.defaultPrevented) {
      this.#quitting = false;
      return;
    }
    await this.#leave(0);
  }

  async #leave(code: number): Promise<void> {
    if (this.#ended) return;
    this.#ended = true;
    this.emit('quit', {}, code);
    this.#lock?.release();
    await browser.close().catch(() => undefined);
    process.exit(code);
  }

  #defaultPath(name: PathName): string {
    const appData = process.env.XDG_CONFIG_HOME ?? join(homedir(), '.config');
    switch (name) {
      case 'home':
        return homedir();
      case 'appData':
        return appData;
      case 'userData':
      case 'sessionData':
        return join(appData, this.#name);
      case 'logs':
        return join(this.getPath('userData'), 'logs');
      case 'temp':
        return tmpdir();
      case 'exe':
        return process.execPath;
      case 'documents':
        return join(homedir(), 'Documents');
      case 'downloads':
        return join(homedir(), 'Downloads');
      case 'desktop':
        return join(homedir(), 'Desktop');
      default:
        throw new Error(`the stand-in for Electron has no app.getPath('${name}')`);
    }
  }
}

/** The folder of the nearest package.json, as for `electron .`. */
function findApp(start: string): string {
  let directory = start;
  while (!existsSync(join(directory, 'package.json'))) {
    const parent = dirname(directory);
    if (parent === directory) throw new Error(`no package.json above ${start}`);
    directory = parent;
  }
  return directory;
}

export const app = new AppDouble();
