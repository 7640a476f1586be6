import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type BrowserContext, chromium, type Page } from 'playwright';
import { CHROMIUM_FLAGS, findChromium } from '../support/chromium.ts';

/** The Chromium that draws the program's windows: one per process, as one Electron has one. */
export class BrowserDouble {
  #context: BrowserContext | undefined;
  #spare: Page | undefined;
  #opening = 0;

  /** Starts it with a fresh profile and answers where a second Playwright can connect. */
  async launch(): Promise<string> {
    const profile = process.env.ELECTRON_DOUBLE_PROFILE ?? mkdtempSync(join(tmpdir(), 'electron-double-'));
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: findChromium(),
      headless: true,
      // The test's own connection decides on sizes and colours: two that do contradict each other.
      viewport: null,
      colorScheme: null,
      reducedMotion: null,
      args: [
        ...CHROMIUM_FLAGS,
        '--remote-debugging-port=0',
        '--window-size=1440,900',
        // Electron's pages hear of a port that was closed at the other end; Chromium's don't by themselves.
        '--enable-blink-features=MessagePortCloseEvent',
      ],
    });
    this.#context = context;
    this.#spare = context.pages()[0];
    // What is not one of the program's windows gets nothing: no popup of theirs may load.
    await context.route('**/*', (route) => route.abort('blockedbyclient'));
    context.on('page', (page) => {
      if (this.#opening === 0) void page.close().catch(() => undefined);
    });
    return endpoint(profile);
  }

  /** A page for a new window. */
  async openPage(): Promise<Page> {
    const context = this.#running();
    const spare = this.#spare;
    this.#spare = undefined;
    if (spare !== undefined && !spare.isClosed()) return spare;
    this.#opening += 1;
    try {
      return await context.newPage();
    } finally {
      this.#opening -= 1;
    }
  }

  /** Grants `origin` these permissions of Chromium and denies it all others. */
  async permit(origin: string, permissions: readonly string[]): Promise<void> {
    await this.#running().grantPermissions([...permissions], { origin });
  }

  async close(): Promise<void> {
    await this.#context?.close();
  }

  #running(): BrowserContext {
    if (this.#context === undefined) throw new Error('Cannot create BrowserWindow before app is ready');
    return this.#context;
  }
}

export const browser = new BrowserDouble();

/** Chromium writes the port that it chose into its profile. */
async function endpoint(profile: string): Promise<string> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const port = readPort(join(profile, 'DevToolsActivePort'));
    if (port !== undefined) return `http://127.0.0.1:${port}`;
    await delay(25);
  }
  throw new Error('Chromium did not say where its debugger listens');
}

function readPort(file: string): number | undefined {
  try {
    return Number(readFileSync(file, 'utf8').split('\n')[0]) || undefined;
  } catch {
    return undefined;
  }
}
