import type * as Electron from 'electron';
import { GuardedEmitter, preventableEvent } from './guard.ts';
import { ready } from './ready.ts';
import { checkWindowOptions } from './security.ts';
import { WebContentsDouble } from './web-contents.ts';
import { windows } from './windows.ts';

const EVENTS = [
  'ready-to-show',
  'close',
  'closed',
  'show',
  'hide',
  'focus',
  'blur',
  'minimize',
  'restore',
  'maximize',
  'unmaximize',
  'resize',
  'resized',
  'move',
  'moved',
];
const SILENT = [
  'unresponsive',
  'responsive',
  'enter-full-screen',
  'leave-full-screen',
  'page-title-updated',
  'session-end',
  'query-session-end',
  'app-command',
  'system-context-menu',
];

let count = 0;

/** Electron's BrowserWindow: one page of a headless Chromium, with the state a window manager would keep. */
export class BrowserWindowDouble
  extends GuardedEmitter
  implements
    Pick<
      Electron.BrowserWindow,
      | 'id'
      | 'loadURL'
      | 'show'
      | 'showInactive'
      | 'hide'
      | 'focus'
      | 'blur'
      | 'close'
      | 'destroy'
      | 'isDestroyed'
      | 'isVisible'
      | 'isFocused'
      | 'isMinimized'
      | 'minimize'
      | 'restore'
      | 'isMaximized'
      | 'maximize'
      | 'unmaximize'
      | 'isFullScreen'
      | 'getBounds'
      | 'getNormalBounds'
      | 'setBounds'
      | 'getSize'
      | 'setSize'
      | 'getTitle'
      | 'setTitle'
      | 'setBackgroundColor'
      | 'setMenuBarVisibility'
      | 'setAutoHideMenuBar'
      | 'setMenu'
      | 'removeMenu'
      | 'flashFrame'
      | 'reload'
    >
{
  readonly id = ++count;
  readonly webContents: WebContentsDouble;
  #bounds: Electron.Rectangle;
  #title: string;
  #visible: boolean;
  #focused = false;
  #minimized = false;
  #maximized = false;
  #destroyed = false;

  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    if (!ready.isReady()) throw new Error('Cannot create BrowserWindow before app is ready');
    super('BrowserWindow', [...EVENTS, ...SILENT]);
    const preferences = options.webPreferences ?? {};
    checkWindowOptions(preferences);
    this.#bounds = { x: options.x ?? 0, y: options.y ?? 0, width: options.width ?? 800, height: options.height ?? 600 };
    this.#title = options.title ?? '';
    this.#visible = options.show ?? true;
    this.webContents = new WebContentsDouble(preferences);
    this.webContents.once('did-finish-load', () => this.emit('ready-to-show'));
    this.webContents.once('destroyed', () => this.#gone());
    this.#resize();
    windows.add(this);
  }

  static getAllWindows(): BrowserWindowDouble[] {
    return windows.all();
  }

  static getFocusedWindow(): BrowserWindowDouble | null {
    return windows.all().find((window) => window.isFocused()) ?? null;
  }

  static fromWebContents(contents: object): BrowserWindowDouble | null {
    return windows.all().find((window) => window.webContents === contents) ?? null;
  }

  static fromId(id: number): BrowserWindowDouble | null {
    return windows.all().find((window) => window.id === id) ?? null;
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url);
  }

  reload(): void {
    this.webContents.reload();
  }

  show(): void {
    this.#visible = true;
    this.emit('show');
    this.focus();
  }

  showInactive(): void {
    this.#visible = true;
    this.emit('show');
  }

  hide(): void {
    this.#visible = false;
    this.emit('hide');
  }

  focus(): void {
    this.#focused = true;
    this.emit('focus');
  }

  blur(): void {
    this.#focused = false;
    this.emit('blur');
  }

  /** Asks first: a listener of `close` may forbid it. */
  close(): void {
    if (this.#destroyed) return;
    const event = preventableEvent({});
    this.emit('close', event);
    if (!event.defaultPrevented) this.destroy();
  }

  destroy(): void {
    void this.webContents.destroy();
    this.#gone();
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  isVisible(): boolean {
    return this.#visible && !this.#minimized;
  }

  isFocused(): boolean {
    return this.#focused;
  }

  isMinimized(): boolean {
    return this.#minimized;
  }

  minimize(): void {
    this.#minimized = true;
    this.emit('minimize');
  }

  restore(): void {
    this.#minimized = false;
    this.emit('restore');
  }

  isMaximized(): boolean {
    return this.#maximized;
  }

  maximize(): void {
    this.#maximized = true;
    this.emit('maximize');
  }

  unmaximize(): void {
    this.#maximized = false;
    this.emit('unmaximize');
  }

  isFullScreen(): boolean {
    return false;
  }

  getBounds(): Electron.Rectangle {
    return { ...this.#bounds };
  }

  getNormalBounds(): Electron.Rectangle {
    return this.getBounds();
  }

  setBounds(bounds: Partial<Electron.Rectangle>): void {
    this.#bounds = { ...this.#bounds, ...bounds };
    this.#resize();
    this.emit('resize');
    this.emit('resized');
  }

  getSize(): number[] {
    return [this.#bounds.width, this.#bounds.height];
  }

  setSize(width: number, height: number): void {
    this.setBounds({ width, height });
  }

  getTitle(): string {
    return this.#title === '' ? this.webContents.getTitle() : this.#title;
  }

  setTitle(title: string): void {
    this.#title = title;
  }

  setBackgroundColor(): void {}

  setMenuBarVisibility(): void {}

  setAutoHideMenuBar(): void {}

  setMenu(): void {}

  removeMenu(): void {}

  flashFrame(): void {}

  #resize(): void {
    const { width, height } = this.#bounds;
    void this.webContents.resize(width, height).catch(() => undefined);
  }

  #gone(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    this.emit('closed');
    windows.remove(this);
  }
}
