import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type * as Electron from 'electron';
import type { DialogAnswer } from './control-protocol.ts';
import { GuardedEmitter, guard } from './guard.ts';
import { find, type RecordedDialog, records } from './records.ts';
import { windows } from './windows.ts';

/** Prepared by the test, taken in order by the dialogs of their kind. */
export const dialogAnswers: DialogAnswer[] = [];

function ask<Kind extends DialogAnswer['kind']>(
  kind: Kind,
  args: readonly unknown[],
): {
  options: Electron.MessageBoxOptions & Electron.SaveDialogOptions;
  answer: (DialogAnswer & { kind: Kind }) | undefined;
} {
  // The window may come first.
  const options = args.at(-1) as Electron.MessageBoxOptions & Electron.SaveDialogOptions;
  const detail = kind === 'message' ? options.message : (options.defaultPath ?? '');
  records.dialogs.push({ kind, title: options.title ?? '', detail } satisfies RecordedDialog);
  const index = dialogAnswers.findIndex((answer) => answer.kind === kind);
  const [answer] = index === -1 ? [] : dialogAnswers.splice(index, 1);
  return { options, answer: answer as (DialogAnswer & { kind: Kind }) | undefined };
}

/** Electron's `dialog`: the test answers; unanswered, a dialog is cancelled. */
export const dialog = guard(
  {
    async showSaveDialog(...args: unknown[]) {
      const { answer } = ask('save', args);
      return { canceled: answer?.path === undefined, filePath: answer?.path ?? '' };
    },
    async showOpenDialog(...args: unknown[]) {
      const { answer } = ask('open', args);
      return { canceled: answer === undefined, filePaths: [...(answer?.paths ?? [])] };
    },
    async showMessageBox(...args: unknown[]) {
      const { options, answer } = ask('message', args);
      return { response: answer?.button ?? options.cancelId ?? 0, checkboxChecked: answer?.checkbox ?? false };
    },
    showMessageBoxSync(...args: unknown[]) {
      const { options, answer } = ask('message', args);
      return answer?.button ?? options.cancelId ?? 0;
    },
    showErrorBox(title: string, content: string) {
      records.dialogs.push({ kind: 'error', title, detail: content });
      console.error(`${title}: ${content}`);
    },
  } satisfies Partial<Electron.Dialog>,
  'dialog',
);

/** Electron's `shell`: what would open outside is written down. */
export const shell = guard(
  {
    async openExternal(url: string) {
      records.openedUrls.push(url);
      if (!['http:', 'https:'].includes(new URL(url).protocol)) find('T5', `opened ${url} outside`);
    },
    showItemInFolder() {},
    beep() {},
  } satisfies Partial<Electron.Shell>,
  'shell',
);

/** `ELECTRON_DOUBLE_KEYRING=basic_text` stands for a desktop without a keyring. */
const keyring = (process.env.ELECTRON_DOUBLE_KEYRING ?? 'gnome_libsecret') as ReturnType<
  Electron.SafeStorage['getSelectedStorageBackend']
>;
/** The keyring's key outlives the process, as a real one does; it protects nothing. */
const KEY = Buffer.alloc(32, 'stand-in');

/** Electron's `safeStorage`. */
export const safeStorage = guard(
  {
    isEncryptionAvailable: () => true,
    getSelectedStorageBackend: () => keyring,
    encryptString(plainText: string) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', KEY, nonce);
      const encrypted = Buffer.concat([cipher.update(plainText, 'utf8'), cipher.final()]);
      return Buffer.concat([Buffer.from('v10'), nonce, cipher.getAuthTag(), encrypted]);
    },
    decryptString(encrypted: Buffer) {
      const failure = 'Error while decrypting the ciphertext provided to safeStorage.decryptString.';
      if (encrypted.subarray(0, 3).toString() !== 'v10') throw new Error(failure);
      try {
        const decipher = createDecipheriv('aes-256-gcm', KEY, encrypted.subarray(3, 15));
        decipher.setAuthTag(encrypted.subarray(15, 31));
        return Buffer.concat([decipher.update(encrypted.subarray(31)), decipher.final()]).toString('utf8');
      } catch {
        throw new Error(failure);
      }
    },
  } satisfies Partial<Electron.SafeStorage>,
  'safeStorage',
);

/** Shown notifications, in order, so that the test can click one. */
export const shownNotifications: NotificationDouble[] = [];

/** Electron's Notification: what would pop up is written down. */
export class NotificationDouble
  extends GuardedEmitter
  implements Pick<Electron.Notification, 'show' | 'close' | 'title' | 'body'>
{
  title: string;
  body: string;

  constructor(options: Electron.NotificationConstructorOptions = {}) {
    super('Notification', ['show', 'click', 'close', 'failed', 'action', 'reply']);
    this.title = options.title ?? '';
    this.body = options.body ?? '';
  }

  static isSupported(): boolean {
    return true;
  }

  show(): void {
    shownNotifications.push(this);
    records.notifications.push({ title: this.title, body: this.body });
    this.emit('show', {});
  }

  close(): void {
    this.emit('close', {});
  }
}

type Template = Electron.MenuItemConstructorOptions;

/** Electron's Menu: labels and roles of the application's are written down. */
export class MenuDouble {
  static #application: MenuDouble | null = null;
  readonly items: readonly (Template & { readonly submenu?: unknown })[];

  constructor(items: readonly Template[] = []) {
    this.items = items;
  }

  static buildFromTemplate(template: readonly Template[]): MenuDouble {
    return guard(new MenuDouble(template), 'Menu');
  }

  static setApplicationMenu(menu: MenuDouble | null): void {
    MenuDouble.#application = menu;
    records.menu.splice(0, Number.POSITIVE_INFINITY, ...names(menu?.items ?? []));
  }

  static getApplicationMenu(): MenuDouble | null {
    return MenuDouble.#application;
  }

  popup(): void {}
}

function names(items: readonly Template[]): string[] {
  return items.flatMap(({ label, role, submenu }) => [
    label ?? role ?? 'separator',
    ...(Array.isArray(submenu) ? names(submenu) : []),
  ]);
}

export class NativeThemeDouble
  extends GuardedEmitter
  implements Pick<Electron.NativeTheme, 'themeSource' | 'shouldUseDarkColors'>
{
  #source: Electron.NativeTheme['themeSource'] = 'system';

  constructor() {
    super('nativeTheme', ['updated']);
  }

  get themeSource(): Electron.NativeTheme['themeSource'] {
    return this.#source;
  }

  set themeSource(source: Electron.NativeTheme['themeSource']) {
    this.#source = source;
    for (const window of windows.all()) {
      void window.webContents.emulate(source === 'system' ? null : source).catch(() => undefined);
    }
    this.emit('updated');
  }

  get shouldUseDarkColors(): boolean {
    return this.#source === 'dark';
  }
}

/** Electron's `nativeTheme`; the system's own preference is light. */
export const nativeTheme = new NativeThemeDouble();
