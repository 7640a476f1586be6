import { app, type BrowserWindow, dialog, Notification, shell } from 'electron';
import { fail, succeed } from '#shared/domain/outcome.ts';
import { writeFileAtomically } from '../../documents/index.ts';
import type { HostCapabilities, HostPaths, SaveRequest, SecretStore } from '../host.ts';
import { inTurn, printToPdf } from './print.ts';
import { showWindow } from './window.ts';

/** What Electron does for the services. `window` is there once the services ask for it. */
export function createElectronCapabilities(options: {
  readonly paths: HostPaths;
  readonly secrets: SecretStore;
  readonly window: () => BrowserWindow | undefined;
}): HostCapabilities {
  const { window } = options;
  return {
    paths: options.paths,
    secrets: options.secrets,
    openExternal,
    saveFile: (request) => saveWhereAsked(window(), request),
    printToPdf: inTurn(printToPdf),
    notify({ title, body }) {
      if (!Notification.isSupported()) return;
      const notification = new Notification({ title, body });
      notification.on('click', () => {
        const shown = window();
        if (shown) showWindow(shown);
      });
      notification.show();
    },
    quit: () => app.quit(),
  };
}

async function openExternal(url: string) {
  try {
    await shell.openExternal(url);
    return succeed(null);
  } catch {
    return fail('cannot-open', 'No program opens this address.', `Open it yourself: ${url}`);
  }
}

/** The dialog has asked before an existing file is replaced. */
async function saveWhereAsked(window: BrowserWindow | undefined, { suggestedName, bytes }: SaveRequest) {
  const options = { title: 'Save', defaultPath: suggestedName };
  const answer = window ? await dialog.showSaveDialog(window, options) : await dialog.showSaveDialog(options);
  if (answer.canceled || answer.filePath === '') return fail('cancelled', 'Nothing was saved.');
  const written = await writeFileAtomically(answer.filePath, bytes, { overwrite: true });
  if (written.ok) return written;
  return fail('not-written', written.error.message, written.error.action);
}
