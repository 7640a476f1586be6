import { app, session } from 'electron';
import { isOwnPage } from './own-page.ts';

/** Copying to the clipboard, asked for by a click in our own page, is all that a page ever gets. */
const allowed: ReadonlySet<string> = new Set(['clipboard-sanitized-write']);

/** Denies every permission that is not named above, and every device (docs/SPEC.md, T2). */
export function restrictPermissions(): void {
  const { defaultSession } = session;
  defaultSession.setPermissionRequestHandler((_contents, permission, answer, { requestingUrl }) =>
    answer(allowed.has(permission) && isOwnPage(requestingUrl)),
  );
  defaultSession.setPermissionCheckHandler(
    (_contents, permission, origin) => allowed.has(permission) && isOwnPage(origin),
  );
  defaultSession.setDevicePermissionHandler(() => false);
}

/** No page leads anywhere but to our own, opens a window or attaches a webview (docs/SPEC.md, T3, T4). */
export function restrictNavigation(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-navigate', (event) => {
      if (!isOwnPage(event.url)) event.preventDefault();
    });
    contents.on('will-redirect', (event) => {
      if (!isOwnPage(event.url)) event.preventDefault();
    });
    contents.on('will-frame-navigate', (event) => {
      if (!event.isMainFrame && !isPreview(event.url)) event.preventDefault();
    });
    contents.on('will-attach-webview', (event) => event.preventDefault());
  });
}

/** A document preview is the page's own text in a sandboxed frame (docs/SPEC.md, T22). */
function isPreview(url: string): boolean {
  return url === 'about:srcdoc' || url === 'about:blank';
}
