import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { writeFileAtomically } from '../../documents/index.ts';
import { windowArguments } from './chromium.ts';

export interface OpenWindowOptions {
  readonly browser: string;
  readonly dataDir: string;
  /** Holds the launch token. */
  readonly launchUrl: string;
  readonly asRoot: boolean;
}

/**
 * Opens the application's window. The address reaches the browser in a 0600 file, because everybody on the machine can
 * read a command line (docs/SPEC.md, T13). Throws when the file can't be written or the browser can't be started.
 */
export async function openWindow(options: OpenWindowOptions): Promise<ChildProcess> {
  const file = redirectFile(options.dataDir);
  const written = await writeFileAtomically(file, new TextEncoder().encode(redirect(options.launchUrl)), {
    overwrite: true,
  });
  if (!written.ok) throw new Error(written.error.message);
  const child = spawn(
    options.browser,
    windowArguments({
      address: pathToFileURL(file).href,
      profile: join(options.dataDir, 'browser-profile'),
      asRoot: options.asRoot,
    }),
    { stdio: 'ignore', detached: true },
  );
  await once(child, 'spawn');
  child.unref();
  return child;
}

/** The token in it works once; the file goes as soon as the window has come, or with the program. */
export function removeRedirect(dataDir: string): void {
  rmSync(redirectFile(dataDir), { force: true });
}

function redirectFile(dataDir: string): string {
  return join(dataDir, 'launch.html');
}

/** `url` is made of an address, a path and base64url, so there is nothing in it to escape. */
function redirect(url: string): string {
  return `<!doctype html><meta charset="utf-8"><title>War Room</title><meta http-equiv="refresh" content="0;url=${url}">\n`;
}
