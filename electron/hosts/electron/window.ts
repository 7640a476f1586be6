import { app, BrowserWindow, Menu, nativeTheme } from 'electron';
import { PAGE_ORIGIN } from './own-page.ts';

/** Opens the one window, with every option of the page's confinement said out loud (docs/SPEC.md, T1, T3). */
export function openWindow(preload: string): BrowserWindow {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    minWidth: 800,
    minHeight: 600,
    title: 'War Room',
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#0e1116' : '#f7f8fa',
    webPreferences: {
      preload,
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
    },
  });
  // Sessions live in this process: a page that died comes back to the same shells (docs/SPEC.md, R9).
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit' && !window.isDestroyed()) window.webContents.reload();
  });
  return window;
}

/** Loads the page into the window. */
export function loadPage(window: BrowserWindow): Promise<void> {
  return window.loadURL(`${PAGE_ORIGIN}/index.html`);
}

/**
 * Only macOS needs a menu: there copy and paste come from it. Elsewhere its keys, Ctrl+R and Ctrl+W among them, would
 * be taken from the shell.
 */
export function setMenu(): void {
  const menu =
    process.platform === 'darwin'
      ? Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }])
      : null;
  Menu.setApplicationMenu(menu);
}

/** Brings the window to the person, as when the program was started a second time (docs/SPEC.md, T62). */
export function showWindow(window: BrowserWindow): void {
  if (window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
  app.focus();
}
