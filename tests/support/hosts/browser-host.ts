import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright';
import { z } from 'zod';
import { CHROMIUM_FLAGS, findChromium } from '../chromium.ts';
import { type Instance, root, type StartOptions, until, VIEWPORT } from './instance.ts';

const announcement = z.object({ url: z.url(), pid: z.number() });

/** A `war-room serve` that runs, without a browser. */
export interface Served {
  readonly url: string;
  readonly pid: number;
  log(): string;
  stop(signal?: NodeJS.Signals): Promise<void>;
}

/** Starts the built command line's `serve` on a free port, up to the line that says where it listens. */
export async function serve(options: StartOptions): Promise<Served> {
  const child = spawn(
    process.execPath,
    [join(root, 'out/main/cli.js'), 'serve', '--port', '0', '--no-open', '--data-dir', options.dataDir],
    { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...options.env } },
  );
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk;
  });
  const log = () => `${stdout}${stderr}`;
  const line = await until(
    () => {
      if (child.exitCode !== null) throw new Error(`serve ended with ${child.exitCode}: ${log()}`);
      return stdout.includes('\n') ? stdout.slice(0, stdout.indexOf('\n')) : undefined;
    },
    () => `serve printed no URL: ${log()}`,
  ).catch((error) => {
    kill();
    throw error;
  });
  return { ...announcement.parse(JSON.parse(line)), log, stop: (signal = 'SIGTERM') => end(child, signal) };
}

/** The product as `war-room serve`, its window a page of Chromium. */
export async function startBrowserHost(options: StartOptions): Promise<Instance> {
  const browser = await chromium.launch({ executablePath: findChromium(), args: CHROMIUM_FLAGS });
  const server = await serve(options).catch(async (error) => {
    await browser.close();
    throw error;
  });
  const context = await browser.newContext({ viewport: VIEWPORT });
  let page = await context.newPage();
  await page.goto(server.url);
  const stop = async (signal: NodeJS.Signals, open: Browser) => {
    await server.stop(signal);
    await open.close();
  };
  return {
    get page() {
      return page;
    },
    pid: server.pid,
    findings: async () => [],
    log: server.log,
    saveInto: async () => nextFileIn(join(options.dataDir, 'exports')),
    close: async () => {
      await page.close();
      await stop('SIGTERM', browser);
    },
    kill9: () => stop('SIGKILL', browser),
    async crashPage() {
      const dead = page;
      await crash(dead);
      // Playwright can't load a crashed page again, so the person's reload is a new one.
      page = await context.newPage();
      await Promise.all([dead.close(), page.goto(new URL(server.url).origin)]);
      return page;
    },
  };
}

async function crash(page: Page): Promise<void> {
  const crashed = page.waitForEvent('crash');
  const protocol = await page.context().newCDPSession(page);
  // The page can't answer that it is gone.
  await Promise.race([crashed, protocol.send('Page.crash').catch(() => crashed)]);
  await crashed;
}

/** The browser host saves into the data directory by itself. */
function nextFileIn(folder: string): () => Promise<string> {
  const list = () => (existsSync(folder) ? readdirSync(folder) : []);
  const before = new Set(list());
  const fresh = () => list().find((name) => !before.has(name) && name.endsWith('.md'));
  return async () => join(folder, await until(fresh, () => `nothing was saved in ${folder}`));
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  const overdue = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await exited;
  clearTimeout(overdue);
}
