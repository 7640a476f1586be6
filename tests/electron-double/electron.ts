/**
 * A stand-in for the `electron` module: the built main process runs in plain Node 24 on it, its windows are pages of a
 * real Chromium (playwright), and what it does to the desktop is written down for the test. It is put in place by
 * `register.ts` and steered over `control.ts`. Types come from Electron's own electron.d.ts.
 *
 * What it lacks. Touching any of it throws with its name:
 * - modules: autoUpdater, BaseWindow, BrowserView, clipboard, contentTracing, crashReporter, desktopCapturer,
 *   globalShortcut, ImageView, inAppPurchase, MenuItem, nativeImage, netLog, parentPort, powerMonitor,
 *   powerSaveBlocker, pushNotifications, screen, ShareMenu, sharedTexture, systemPreferences, TouchBar, Tray,
 *   utilityProcess, View, webContents, WebContentsView, webFrameMain, and the rest of `lackingModules` below;
 * - members that the classes here don't have, and events that they never emit;
 * - sessions other than the default one, files and http in `net.fetch` but files, `loadFile`, executeJavaScript;
 * - in a preload: everything but ipcRenderer (without sendSync) and contextBridge.exposeInMainWorld.
 *
 * Where it differs, unavoidably:
 * - `app://war-room` is `https://war-room.app.local` to the page: relative URLs only, and no WebSocket to it;
 * - nothing of the page reaches a network: what the program lets through is a finding instead;
 * - messages travel as JSON with binary in base64, a thousand calls a second;
 * - a popup exists for a moment before it is closed, so `window.open` does not answer null;
 * - permissions are asked for once, all of them, before the first page loads, not when the page wants them.
 *
 * What it asserts, as findings (`records.ts`): the options of every window, one IPC channel, one exposed function, no
 * event object in the page, handlers for navigation, popups and permissions, the page's Content-Security-Policy,
 * requests and navigations that leave the program, and URLs handed outside that are not http or https.
 */
import type * as Electron from 'electron';
import { app } from './app.ts';
import { BrowserWindowDouble } from './browser-window.ts';
import { start } from './control.ts';
import { dialog, MenuDouble, NotificationDouble, nativeTheme, safeStorage, shell } from './desktop.ts';
import { lackingModule } from './guard.ts';
import { ipcMain } from './ipc-main.ts';
import { net } from './net.ts';
import { MessageChannelDouble } from './ports.ts';
import { protocol } from './protocol.ts';
import { session } from './session.ts';

const covered = {
  app,
  BrowserWindow: BrowserWindowDouble,
  dialog,
  ipcMain,
  Menu: MenuDouble,
  MessageChannelMain: MessageChannelDouble,
  nativeTheme,
  net,
  Notification: NotificationDouble,
  protocol,
  safeStorage,
  session,
  shell,
} satisfies Partial<Record<keyof typeof Electron, unknown>>;

type Lacking = Exclude<keyof typeof Electron, keyof typeof covered>;

/** Complete by type: a module that a newer Electron brings does not compile until it stands on either side. */
const lackingModules: Record<Lacking, object> = {
  autoUpdater: lackingModule('autoUpdater'),
  BaseWindow: lackingModule('BaseWindow'),
  BrowserView: lackingModule('BrowserView'),
  clipboard: lackingModule('clipboard'),
  ClipboardItem: lackingModule('ClipboardItem'),
  contentTracing: lackingModule('contentTracing'),
  contextBridge: lackingModule('contextBridge'),
  crashReporter: lackingModule('crashReporter'),
  desktopCapturer: lackingModule('desktopCapturer'),
  globalShortcut: lackingModule('globalShortcut'),
  ImageView: lackingModule('ImageView'),
  inAppPurchase: lackingModule('inAppPurchase'),
  IpcMainServiceWorker: lackingModule('IpcMainServiceWorker'),
  ipcRenderer: lackingModule('ipcRenderer'),
  LanguageModelUtility: lackingModule('LanguageModelUtility'),
  localAIHandler: lackingModule('localAIHandler'),
  MenuItem: lackingModule('MenuItem'),
  nativeImage: lackingModule('nativeImage'),
  netLog: lackingModule('netLog'),
  parentPort: lackingModule('parentPort'),
  powerMonitor: lackingModule('powerMonitor'),
  powerSaveBlocker: lackingModule('powerSaveBlocker'),
  pushNotifications: lackingModule('pushNotifications'),
  screen: lackingModule('screen'),
  sharedTexture: lackingModule('sharedTexture'),
  ShareMenu: lackingModule('ShareMenu'),
  systemPreferences: lackingModule('systemPreferences'),
  TouchBar: lackingModule('TouchBar'),
  Tray: lackingModule('Tray'),
  utilityProcess: lackingModule('utilityProcess'),
  View: lackingModule('View'),
  webContents: lackingModule('webContents'),
  WebContentsView: lackingModule('WebContentsView'),
  webFrame: lackingModule('webFrame'),
  webFrameMain: lackingModule('webFrameMain'),
  WebSocket: lackingModule('WebSocket'),
  webUtils: lackingModule('webUtils'),
};

export {
  app,
  BrowserWindowDouble as BrowserWindow,
  dialog,
  ipcMain,
  MenuDouble as Menu,
  MessageChannelDouble as MessageChannelMain,
  NotificationDouble as Notification,
  nativeTheme,
  net,
  protocol,
  safeStorage,
  session,
  shell,
};
export const {
  autoUpdater,
  BaseWindow,
  BrowserView,
  clipboard,
  ClipboardItem,
  contentTracing,
  contextBridge,
  crashReporter,
  desktopCapturer,
  globalShortcut,
  ImageView,
  inAppPurchase,
  IpcMainServiceWorker,
  ipcRenderer,
  LanguageModelUtility,
  localAIHandler,
  MenuItem,
  nativeImage,
  netLog,
  parentPort,
  powerMonitor,
  powerSaveBlocker,
  pushNotifications,
  screen,
  sharedTexture,
  ShareMenu,
  systemPreferences,
  TouchBar,
  Tray,
  utilityProcess,
  View,
  webContents,
  WebContentsView,
  webFrame,
  webFrameMain,
  WebSocket,
  webUtils,
} = lackingModules;
const everything: Record<keyof typeof covered | Lacking, unknown> = { ...covered, ...lackingModules };
export default everything;

start();
