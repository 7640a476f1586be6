import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import type { Finding } from '../electron-double/records.ts';
import { startBrowserHost } from './hosts/browser-host.ts';
import { startElectron } from './hosts/electron.ts';
import { startElectronDouble } from './hosts/electron-double.ts';
import { type Instance, root, type StartOptions } from './hosts/instance.ts';

/** The names under which the one end-to-end suite runs. */
export type HostName = 'browser-host' | 'electron-double' | 'electron';

declare module 'vitest' {
  interface ProvidedContext {
    /** Which host the project runs the suite in. */
    host: HostName;
  }
}

/** A machine that builds and tests at the same time is slow. */
const START_MS = 30_000;

const hosts: Record<HostName, (options: StartOptions) => Promise<Instance>> = {
  'browser-host': startBrowserHost,
  'electron-double': startElectronDouble,
  electron: startElectron,
};

export interface LaunchOptions {
  readonly host: HostName;
  /** Kept by the caller; a temporary one, removed by `dispose`, when absent. */
  readonly dataDir?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** The product, running for a test, whichever host carries it. */
export interface RunningApp {
  /** The page of the window; another one after `reopen` and `crashPage`. */
  readonly page: Page;
  /** Of the process that holds the data, and the shells. */
  readonly pid: number;
  readonly dataDir: string;
  /** Problems of the page itself since the last call: uncaught errors, and what its CSP refused. */
  takePageProblems(): string[];
  findings(): Promise<readonly Finding[]>;
  log(): string;
  saveInto(folder: string): Promise<() => Promise<string>>;
  /** The person closes the window. */
  close(): Promise<void>;
  kill9(): Promise<void>;
  /** Kills the process of the page alone, and resolves when the window has one again. Not for Electron itself. */
  crashPage(): Promise<void>;
  /** Opens the window again on the same data directory, after `close` or `kill9`. */
  reopen(): Promise<void>;
  /** Saves what the window shows, and the program's log, to out/test-artifacts. */
  saveArtifacts(name: string): Promise<void>;
  /** Ends what still runs and removes what was made. */
  dispose(): Promise<void>;
}

/**
 * Starts the built product in `host`, with a home of its own and bash as the shell. Always `await dispose()`.
 * Throws with the program's output when it does not come up.
 */
export async function launchApp(options: LaunchOptions): Promise<RunningApp> {
  const scratch = mkdtempSync(join(tmpdir(), 'war-room-app-'));
  const dataDir = options.dataDir ?? join(scratch, 'data');
  const home = join(scratch, 'home');
  mkdirSync(home);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const env = { HOME: home, SHELL: '/bin/bash', LANG: 'C.UTF-8', ...options.env };
  const pageProblems: string[] = [];
  const start = async () => {
    const started = await hosts[options.host]({ dataDir, scratch, env });
    watch(started.page, pageProblems);
    // The home is there, and its keys with it, or the incident that was open.
    const { page } = started;
    const home = page.getByRole('button', { name: 'Declare an incident' });
    const incident = page.getByRole('region', { name: 'Incident', exact: true }).getByRole('heading');
    const shown = home.or(incident).first();
    await shown.waitFor({ timeout: START_MS }).catch(async (error: Error) => {
      await saveArtifacts(started, options.host, 'did not start', pageProblems);
      await started.kill9();
      throw error;
    });
    return started;
  };
  const removeScratch = () => rmSync(scratch, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  let instance = await start().catch((error) => {
    removeScratch();
    throw error;
  });
  let running = true;
  const end = async (how: 'close' | 'kill9') => {
    running = false;
    await instance[how]();
  };
  return {
    get page() {
      return instance.page;
    },
    get pid() {
      return instance.pid;
    },
    dataDir,
    takePageProblems: () => pageProblems.splice(0),
    findings: () => instance.findings(),
    log: () => instance.log(),
    saveInto: (folder) => instance.saveInto(folder),
    close: () => end('close'),
    kill9: () => end('kill9'),
    crashPage: async () => watch(await instance.crashPage(), pageProblems),
    async reopen() {
      instance = await start();
      running = true;
    },
    saveArtifacts: (name) => saveArtifacts(instance, options.host, name, pageProblems),
    async dispose() {
      if (running) await end('kill9');
      removeScratch();
    },
  };
}

async function saveArtifacts(
  { page, log }: Instance,
  host: HostName,
  name: string,
  pageProblems: readonly string[],
): Promise<void> {
  const folder = join(root, 'out/test-artifacts', host);
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name.replaceAll(/[^\w-]+/g, '-').slice(0, 100)}.png`);
  const picture = await page.screenshot({ path }).then(
    () => `screenshot: ${path}`,
    () => 'no screenshot: the page is gone',
  );
  console.error([`${host}: ${name}`, ...pageProblems, log(), picture].join('\n'));
}

function watch(page: Page, problems: string[]): void {
  page.on('pageerror', (error) => problems.push(`uncaught: ${error.message}`));
  page.on('console', (message) => {
    const text = message.text();
    if (message.type() === 'error' && text.includes('Content Security Policy')) problems.push(text);
  });
}
