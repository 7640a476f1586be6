/** A rule of `docs/SPEC.md` that the program under test broke, seen from outside it. */
export interface Finding {
  readonly rule: string;
  readonly message: string;
}

export interface RecordedNotification {
  readonly title: string;
  readonly body: string;
}

export interface RecordedDialog {
  readonly kind: 'save' | 'open' | 'message' | 'error';
  readonly title: string;
  /** `defaultPath` of a save dialog, the message of a message box. */
  readonly detail: string;
}

/** Everything that the program did outside its window. Read by the test over the control channel. */
export interface Records {
  readonly findings: Finding[];
  readonly notifications: RecordedNotification[];
  /** URLs that were handed to the system's browser. */
  readonly openedUrls: string[];
  readonly dialogs: RecordedDialog[];
  /** Permissions that the session would give its page. */
  readonly grantedPermissions: string[];
  /** Labels and roles of the application menu, depth first. */
  readonly menu: string[];
  /** Electron's name and the channel of each way from page to main: `ipcMain.on 'x'`. */
  readonly ipcSurfaces: string[];
  /** What the preload put on the page's `window`: `warRoom.requestPort()`. */
  readonly exposed: string[];
  /** Main-frame navigations that the page asked for, and whether the program let them happen. */
  readonly navigations: { readonly url: string; readonly allowed: boolean }[];
}

export const records: Records = {
  findings: [],
  notifications: [],
  openedUrls: [],
  dialogs: [],
  grantedPermissions: [],
  menu: [],
  ipcSurfaces: [],
  exposed: [],
  navigations: [],
};

/** Notes a broken rule once. */
export function find(rule: string, message: string): void {
  const known = records.findings.some((finding) => finding.rule === rule && finding.message === message);
  if (!known) records.findings.push({ rule, message });
}
