import { app, type BrowserWindow, dialog } from 'electron';

export interface QuitOptions {
  readonly window: BrowserWindow;
  /** What would be lost, in words: "kubectl in db". */
  readonly running: () => readonly string[];
  /** Ends the services; the program ends after it. */
  readonly close: () => Promise<void>;
}

/** Closing the window ends the program, after a yes where programs still run in its terminals. */
export function guardQuit({ window, running, close }: QuitOptions): void {
  let confirmed = false;
  let asking = false;
  window.on('close', (event) => {
    const programs = running();
    if (confirmed || programs.length === 0) return;
    event.preventDefault();
    if (asking) return;
    asking = true;
    void confirmQuit(window, programs).then((yes) => {
      asking = false;
      confirmed = yes;
      if (yes) window.close();
    });
  });
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', (event) => {
    event.preventDefault();
    void close().finally(() => app.exit(0));
  });
}

async function confirmQuit(window: BrowserWindow, programs: readonly string[]): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    title: 'Quit War Room?',
    message: programs.length === 1 ? 'A program is still running.' : `${programs.length} programs are still running.`,
    detail: `${programs.join('\n')}\n\nQuitting ends them.`,
    buttons: ['Keep running', 'Quit and end them'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  return response === 1;
}
