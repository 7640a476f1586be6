import { spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fail, succeed } from '#shared/domain/outcome.ts';
import { writeFileAtomically } from '../../documents/index.ts';
import type { HostCapabilities, HostPaths, SaveRequest, SecretStore } from '../host.ts';
import { hasDisplay } from './chromium.ts';

const MAX_NUMBER = 10_000;

/** What the browser host does for the services. */
export function createBrowserCapabilities(options: {
  readonly paths: HostPaths;
  readonly secrets: SecretStore;
  readonly quit: () => void;
}): HostCapabilities {
  return {
    paths: options.paths,
    secrets: options.secrets,
    openExternal: openAddress,
    saveFile: (request) => saveNumbered(join(options.paths.data, 'exports'), request),
    async printToPdf() {
      return fail('not-available', 'The browser host prints no PDF.', 'Print the HTML export from the browser.');
    },
    notify: ({ title, body }) => notify(title, body),
    quit: options.quit,
  };
}

async function openAddress(url: string) {
  const command = opener();
  const cannot = fail('cannot-open', 'No browser can be opened from here.', `Open it yourself: ${url}`);
  if (!command) return cannot;
  const [program, ...args] = command;
  const started = await start(program, [...args, url]);
  return started ? succeed(null) : cannot;
}

function opener(): readonly [string, ...string[]] | undefined {
  if (process.platform === 'darwin') return ['open'];
  if (process.platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler'];
  return hasDisplay({ platform: process.platform, env: process.env }) ? ['xdg-open'] : undefined;
}

/** The desktop's own notice where it has a program for it. The page notifies by itself where its person allowed it. */
function notify(title: string, body: string): void {
  if (process.platform === 'linux' && hasDisplay({ platform: 'linux', env: process.env })) {
    void start('notify-send', ['--app-name=War Room', '--', title, body]);
  }
}

/** Resolves with false when there is no such program. No shell reads the arguments. */
function start(program: string, args: readonly string[]): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: 'ignore', detached: true });
    child.once('spawn', () => {
      child.unref();
      resolve(true);
    });
    child.once('error', () => resolve(false));
  });
}

/** `name.md`, then `name-2.md`: a browser's page can't ask where, so nothing is ever replaced. */
async function saveNumbered(folder: string, { suggestedName, bytes }: SaveRequest) {
  const extension = extname(suggestedName);
  const stem = suggestedName.slice(0, suggestedName.length - extension.length);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  } catch {
    return fail('not-written', `${folder} cannot be made.`, 'Make the data directory writable.');
  }
  for (let number = 1; number <= MAX_NUMBER; number += 1) {
    const name = number === 1 ? suggestedName : `${stem}-${number}${extension}`;
    const written = await writeFileAtomically(join(folder, name), bytes, { overwrite: false });
    if (written.ok) return written;
    if (written.error.code !== 'exists') {
      return fail('not-written', written.error.message, written.error.action);
    }
  }
  return fail('not-written', `${folder} holds ${MAX_NUMBER} exports of this name.`, 'Move some of them away.');
}
