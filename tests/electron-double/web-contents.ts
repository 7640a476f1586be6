import { readFileSync } from 'node:fs';
import type * as Electron from 'electron';
import type { CDPSession, Page } from 'playwright';
import { browser } from './browser.ts';
import { FrameDouble } from './frame.ts';
import { GuardedEmitter, preventableEvent } from './guard.ts';
import { ipcMain } from './ipc-main.ts';
import { pageScripts } from './page/source.ts';
import { PageBridge, type PageListener } from './page-bridge.ts';
import { asPort } from './ports.ts';
import { find, records } from './records.ts';
import { serve } from './requests.ts';
import { fromChromium, originOf, toChromium } from './schemes.ts';
import { checkExposed, checkNavigationGuards } from './security.ts';
import { defaultSession } from './session.ts';

const EVENTS = [
  'will-navigate',
  'will-frame-navigate',
  'did-start-loading',
  'did-stop-loading',
  'did-finish-load',
  'did-navigate',
  'dom-ready',
  'render-process-gone',
  'preload-error',
  'console-message',
  'destroyed',
];
/** Listening is right, but nothing here can make them happen. */
const SILENT = [
  'will-attach-webview',
  'will-redirect',
  'did-fail-load',
  'did-create-window',
  'unresponsive',
  'responsive',
  'certificate-error',
  'login',
  'select-client-certificate',
  'before-input-event',
  'context-menu',
  'will-prevent-unload',
  'select-bluetooth-device',
];

type WindowOpenHandler = Parameters<Electron.WebContents['setWindowOpenHandler']>[0];
type Attached = { readonly page: Page; readonly cdp: CDPSession; readonly bridge: PageBridge };

let count = 0;

/** Electron's WebContents over one page of Chromium. */
export class WebContentsDouble
  extends GuardedEmitter
  implements
    Pick<
      Electron.WebContents,
      | 'id'
      | 'loadURL'
      | 'getURL'
      | 'getTitle'
      | 'reload'
      | 'send'
      | 'postMessage'
      | 'setWindowOpenHandler'
      | 'isDestroyed'
      | 'isCrashed'
      | 'isLoading'
      | 'openDevTools'
      | 'closeDevTools'
      | 'isDevToolsOpened'
      | 'setZoomFactor'
      | 'getZoomFactor'
      | 'printToPDF'
      | 'setIgnoreMenuShortcuts'
    >
{
  readonly id = ++count;
  readonly mainFrame = new FrameDouble(this.id);
  readonly session = defaultSession;
  readonly #preferences: Electron.WebPreferences;
  #attached: Promise<Attached>;
  #page: Page | undefined;
  #openHandler: WindowOpenHandler | undefined;
  #asked = new Set<string>();
  #crashed = false;
  #destroyed = false;
  #loading = false;
  #zoom = 1;
  #title = '';

  constructor(preferences: Electron.WebPreferences) {
    super('WebContents', [...EVENTS, ...SILENT]);
    this.#preferences = preferences;
    this.#attached = this.#attach();
    // Whoever awaits it hears of it; nobody may.
    this.#attached.catch((error) => console.error('no page for a window:', error));
  }

  /** For the security check before a page loads. */
  get guardsNavigation(): boolean {
    return this.listenerCount('will-navigate') + this.listenerCount('will-frame-navigate') > 0;
  }

  get guardsPopups(): boolean {
    return this.#openHandler !== undefined;
  }

  async loadURL(url: string): Promise<void> {
    const { page } = await this.#usable();
    checkNavigationGuards(this);
    ipcMain.pageLoads();
    await this.session.probe(this, originOf(url), new URL(toChromium(url)).origin);
    this.mainFrame.url = url;
    this.#loading = true;
    this.emit('did-start-loading');
    await page.goto(toChromium(url), { waitUntil: 'load' });
  }

  getURL(): string {
    return this.mainFrame.url;
  }

  getTitle(): string {
    return this.#title;
  }

  reload(): void {
    const url = this.getURL();
    // What goes wrong shows in the page's events, as in Electron.
    if (this.#crashed) void this.loadURL(url).catch(() => undefined);
    else void this.#attached.then(({ page }) => page.reload()).catch(() => undefined);
  }

  send(channel: string, ...args: unknown[]): void {
    void this.#attached.then(({ bridge }) => bridge.send(channel, args, []));
  }

  postMessage(channel: string, message: unknown, transfer: readonly object[] = []): void {
    const ports = transfer.map(asPort);
    void this.#attached.then(({ bridge }) => bridge.send(channel, [message], ports));
  }

  setWindowOpenHandler(handler: WindowOpenHandler): void {
    this.#openHandler = handler;
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  isCrashed(): boolean {
    return this.#crashed;
  }

  isLoading(): boolean {
    return this.#loading;
  }

  openDevTools(): void {}

  closeDevTools(): void {}

  isDevToolsOpened(): boolean {
    return false;
  }

  setIgnoreMenuShortcuts(): void {}

  setZoomFactor(factor: number): void {
    this.#zoom = factor;
    void this.#attached.then(({ cdp }) => cdp.send('Emulation.setPageScaleFactor', { pageScaleFactor: factor }));
  }

  getZoomFactor(): number {
    return this.#zoom;
  }

  async printToPDF(options: Electron.PrintToPDFOptions): Promise<Buffer> {
    const { cdp } = await this.#attached;
    const { data } = await cdp.send('Page.printToPDF', {
      printBackground: options.printBackground ?? false,
      preferCSSPageSize: options.preferCSSPageSize ?? false,
    });
    return Buffer.from(data, 'base64');
  }

  /** Ends the page; the window has decided already. */
  async destroy(): Promise<void> {
    if (this.#destroyed) return;
    this.#destroyed = true;
    const { page, bridge } = await this.#attached;
    bridge.reset();
    await page.close().catch(() => undefined);
    this.emit('destroyed');
  }

  /** Chromium's own way to kill the page's process. */
  async crash(): Promise<void> {
    const { page, cdp } = await this.#attached;
    const crashed = page.waitForEvent('crash');
    await cdp.send('Page.crash').catch(() => undefined);
    await crashed;
  }

  /** The window asks its page for the size, the test may choose another. */
  async resize(width: number, height: number): Promise<void> {
    const { cdp } = await this.#attached;
    const { windowId } = await cdp.send('Browser.getWindowForTarget');
    await cdp.send('Browser.setWindowBounds', { windowId, bounds: { width, height } });
  }

  async emulate(colorScheme: 'dark' | 'light' | null): Promise<void> {
    const { page } = await this.#attached;
    await page.emulateMedia({ colorScheme });
  }

  /** The page, or a new one where Chromium can't go on with a crashed one. */
  #usable(): Promise<Attached> {
    if (this.#crashed) {
      this.#crashed = false;
      this.#page = undefined;
      const dead = this.#attached;
      this.#attached = this.#attach();
      void dead.then(({ page }) => page.close()).catch(() => undefined);
    }
    return this.#attached;
  }

  async #attach(): Promise<Attached> {
    const page = await browser.openPage();
    this.#page = page;
    const cdp = await page.context().newCDPSession(page);
    const bridge = new PageBridge(cdp, this.#listener);
    const { preload, additionalArguments = [] } = this.#preferences;
    await cdp.send('Page.enable');
    if (this.#preferences.javascript === false) await cdp.send('Emulation.setScriptExecutionDisabled', { value: true });
    await bridge.open(
      pageScripts(preload === undefined ? undefined : readFileSync(preload, 'utf8'), additionalArguments),
    );
    cdp.on('Page.frameRequestedNavigation', ({ url }) => this.#asked.add(withoutHash(url)));
    cdp.on('Page.windowOpen', (details) => this.#popup(details.url, details.windowName));
    await page.route('**/*', async (route) => {
      const request = route.request();
      const isMainFrame = request.isNavigationRequest() && request.frame() === page.mainFrame();
      if (isMainFrame && !this.#mayNavigate(request.url())) return route.abort('aborted');
      // A page that goes while it is being answered is no failure of ours.
      const scripted = this.#preferences.javascript !== false;
      await serve(route, this.session, { isMainFrame, scripted }).catch((error) => {
        if (!page.isClosed()) throw error;
      });
    });
    page.on('domcontentloaded', () => this.emit('dom-ready'));
    page.on('load', () => void this.#loaded(page));
    page.on('framenavigated', (frame) => {
      if (frame === page.mainFrame()) this.#navigated(frame.url());
    });
    page.on('console', (message) =>
      this.emit('console-message', {
        level: message.type(),
        message: message.text(),
        lineNumber: message.location().lineNumber,
      }),
    );
    page.on('crash', () => {
      this.#crashed = true;
      bridge.reset();
      this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 });
    });
    page.on('close', () => {
      bridge.reset();
      // One that crashed has been replaced, or is about to be.
      if (page === this.#page && !this.#crashed) void this.destroy();
    });
    return { page, cdp, bridge };
  }

  async #loaded(page: Page): Promise<void> {
    this.#loading = false;
    this.#title = await page.title().catch(() => this.#title);
    this.emit('did-finish-load');
    this.emit('did-stop-loading');
  }

  #navigated(urlInChromium: string): void {
    const url = fromChromium(urlInChromium);
    this.mainFrame.url = url;
    const ours = url !== urlInChromium || url === 'about:blank' || url.startsWith('chrome-error:');
    if (!ours) find('T4', `a window left the program for ${url}`);
    this.emit('did-navigate', {}, url, 200, 'OK');
  }

  /** Puts a navigation that the page asked for to the program; others are the program's own. */
  #mayNavigate(urlInChromium: string): boolean {
    if (!this.#asked.delete(withoutHash(urlInChromium))) return true;
    const url = fromChromium(urlInChromium);
    const frame = this.mainFrame;
    const event = preventableEvent({ url, isMainFrame: true, isSameDocument: false, frame, initiator: frame });
    this.emit('will-frame-navigate', event);
    this.emit('will-navigate', event, url);
    records.navigations.push({ url, allowed: !event.defaultPrevented });
    return !event.defaultPrevented;
  }

  /** The popup itself never loads anything: `browser.ts` closes it. */
  #popup(urlInChromium: string, frameName: string): void {
    const url = fromChromium(urlInChromium);
    const referrer: Electron.Referrer = { url: this.getURL(), policy: 'strict-origin-when-cross-origin' };
    const answer = this.#openHandler?.({ url, frameName, features: '', disposition: 'foreground-tab', referrer });
    const allowed = answer === undefined || answer.action === 'allow';
    records.navigations.push({ url, allowed });
    if (allowed) find('T4', `a page may open a window for ${url}`);
  }

  get #sender() {
    const { processId, routingId } = this.mainFrame;
    return { sender: this, senderFrame: this.mainFrame, processId, frameId: routingId };
  }

  readonly #listener: PageListener = {
    document: (url) => {
      this.mainFrame.url = fromChromium(url);
      records.exposed.splice(0);
    },
    exposed: (_key, functions, values) => {
      records.exposed.push(...functions, ...values);
      checkExposed(
        records.exposed.filter((name) => name.endsWith('()')),
        values,
      );
    },
    send: (channel, args, ports) => ipcMain.receive(channel, this.#sender, args, ports),
    invoke: (channel, args) => ipcMain.invoke(channel, this.#sender, args),
    leakedEvent: (path) => find('T8', `an IPC event object reached the page as ${path}`),
    preloadFailed: (message) => {
      find('T8', `the preload threw: ${message}`);
      this.emit('preload-error', {}, this.#preferences.preload, new Error(message));
    },
  };
}

function withoutHash(url: string): string {
  return url.split('#')[0] ?? url;
}
