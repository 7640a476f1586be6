import { setTimeout as delay } from 'node:timers/promises';
import type * as Electron from 'electron';
import { browser } from './browser.ts';
import { GuardedEmitter, guard, lacking } from './guard.ts';
import { protocol } from './protocol.ts';
import { ready } from './ready.ts';
import { find, records } from './records.ts';

type RequestHandler = Parameters<Electron.Session['setPermissionRequestHandler']>[0];
type CheckHandler = Parameters<Electron.Session['setPermissionCheckHandler']>[0];
type DeviceHandler = Parameters<Electron.Session['setDevicePermissionHandler']>[0];
type Permission = Parameters<NonNullable<CheckHandler>>[1];

/** What a page might ask for; each is put to the program's handlers before its first page loads. */
const PERMISSIONS: readonly Permission[] = [
  'clipboard-read',
  'clipboard-sanitized-write',
  'deprecated-sync-clipboard-read',
  'display-capture',
  'fileSystem',
  'fullscreen',
  'geolocation',
  'hid',
  'idle-detection',
  'keyboardLock',
  'local-fonts',
  'local-network-access',
  'media',
  'mediaKeySystem',
  'midi',
  'midiSysex',
  'notifications',
  'openExternal',
  'persistent-storage',
  'pointerLock',
  'screen-wake-lock',
  'sensors',
  'serial',
  'speaker-selection',
  'storage-access',
  'top-level-storage-access',
  'usb',
  'web-app-installation',
  'window-management',
  'unknown',
];
const DEVICES = ['hid', 'serial', 'usb'] as const;

/** Writing what the person copies is the one thing that a page may be given (T2). */
const HARMLESS = new Set<string>(['clipboard-sanitized-write']);

/** Chromium's names of those that it can be told about from outside. */
const IN_CHROMIUM: Partial<Record<Permission, string>> = {
  'clipboard-read': 'clipboard-read',
  'clipboard-sanitized-write': 'clipboard-write',
  geolocation: 'geolocation',
  midi: 'midi',
  notifications: 'notifications',
  'local-fonts': 'local-fonts',
  'storage-access': 'storage-access',
};

const SILENT = ['will-download', 'extension-loaded', 'preconnect', 'spellcheck-dictionary-initialized'];

/** Electron's Session, of which the stand-in has one. */
export class SessionDouble
  extends GuardedEmitter
  implements
    Pick<
      Electron.Session,
      | 'setPermissionRequestHandler'
      | 'setPermissionCheckHandler'
      | 'setDevicePermissionHandler'
      | 'setSpellCheckerEnabled'
      | 'isPersistent'
    >
{
  #request: RequestHandler = null;
  #check: CheckHandler = null;
  #device: DeviceHandler = null;
  #probed = false;
  readonly protocol = protocol;
  readonly #beforeRequest = new Set<OnBeforeRequest>();
  readonly #headersReceived = new Set<OnHeadersReceived>();

  constructor() {
    super('Session', SILENT);
  }

  setPermissionRequestHandler(handler: RequestHandler): void {
    this.#request = handler;
  }

  setPermissionCheckHandler(handler: CheckHandler): void {
    this.#check = handler;
  }

  setDevicePermissionHandler(handler: DeviceHandler): void {
    this.#device = handler;
  }

  setSpellCheckerEnabled(): void {}

  isPersistent(): boolean {
    return true;
  }

  /** Filters by URL are not looked at: every request is put to every listener. */
  readonly webRequest = guard(
    {
      onBeforeRequest: (...args: unknown[]) => replaceOnly(this.#beforeRequest, args),
      onHeadersReceived: (...args: unknown[]) => replaceOnly(this.#headersReceived, args),
    },
    'Session.webRequest',
  );

  /** True when a listener of `webRequest` cancels it. */
  async cancels(details: {
    readonly url: string;
    readonly method: string;
    readonly resourceType: string;
  }): Promise<boolean> {
    for (const listener of this.#beforeRequest) {
      const answer = await new Promise<Electron.CallbackResponse>((resolve) => listener(details, resolve));
      if (answer.cancel === true) return true;
    }
    return false;
  }

  /** Headers of a response after the program's listeners changed them. */
  async withHeaders(url: string, headers: Record<string, string>): Promise<Record<string, string>> {
    let changed = headers;
    for (const listener of this.#headersReceived) {
      const responseHeaders = Object.fromEntries(Object.entries(changed).map(([name, value]) => [name, [value]]));
      const answer = await new Promise<Electron.HeadersReceivedResponse>((resolve) =>
        listener({ url, responseHeaders }, resolve),
      );
      if (answer.responseHeaders === undefined) continue;
      changed = Object.fromEntries(
        Object.entries(answer.responseHeaders).map(([name, value]) => [name.toLowerCase(), [value].flat().join(', ')]),
      );
    }
    return changed;
  }

  /** Asks the program's handlers for every permission, notes what they would give, and tells Chromium the same. */
  async probe(contents: object, origin: string, originInChromium: string): Promise<void> {
    if (this.#probed) return;
    this.#probed = true;
    if (this.#request === null) find('T2', 'no permission request handler: Electron would grant what a page asks for');
    if (this.#check === null) find('T2', 'no permission check handler: Electron would grant what a page asks for');
    if (this.#device === null) find('T2', 'no device permission handler');
    const granted = new Set<string>();
    for (const permission of PERMISSIONS) {
      if (await this.#grants(permission, contents, origin)) granted.add(permission);
    }
    for (const deviceType of DEVICES) {
      const device = { deviceId: 'stand-in', name: 'stand-in' } as unknown as Electron.HIDDevice;
      if (this.#device?.({ deviceType, origin, device }) === true) granted.add(`device ${deviceType}`);
    }
    records.grantedPermissions.push(...granted);
    for (const permission of granted) {
      if (!HARMLESS.has(permission)) find('T2', `the session grants '${permission}'`);
    }
    const told = Object.entries(IN_CHROMIUM).filter(([permission]) => granted.has(permission));
    await browser.permit(
      originInChromium,
      told.map(([, name]) => name),
    );
  }

  async #grants(permission: Permission, contents: object, origin: string): Promise<boolean> {
    const webContents = contents as Electron.WebContents;
    const details = { isMainFrame: true, requestingUrl: origin, securityOrigin: origin };
    const checked = this.#check?.(webContents, permission, origin, details) ?? true;
    if (this.#request === null) return checked;
    const asked = new Promise<boolean>((resolve) => this.#request?.(webContents, permission, resolve, details));
    // A handler that never answers grants nothing.
    return (await Promise.race([asked, delay(1000, false)])) || checked;
  }
}

type OnBeforeRequest = (details: object, callback: (response: Electron.CallbackResponse) => void) => void;
type OnHeadersReceived = (details: object, callback: (response: Electron.HeadersReceivedResponse) => void) => void;

/** Electron keeps one listener per event; the last argument is it, the first may be a filter. */
function replaceOnly<Listener>(listeners: Set<Listener>, args: readonly unknown[]): void {
  listeners.clear();
  const listener = args.at(-1);
  if (typeof listener === 'function') listeners.add(listener as Listener);
}

const defaultSession = new SessionDouble();

/** Electron's `session`. */
export const session = guard(
  {
    get defaultSession() {
      if (!ready.isReady()) throw new Error('Session can only be received when app is ready');
      return defaultSession;
    },
    fromPartition(partition: string): SessionDouble {
      throw lacking(`session.fromPartition('${partition}')`);
    },
  },
  'session',
);

/** The session of every window. */
export { defaultSession };
