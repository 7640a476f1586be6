import { execFileSync } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { findChromium, realSurroundings } from './chromium.ts';
import { type BrowserServer, startBrowserServer } from './server.ts';
import { tokenOf } from './test-support/visitor.ts';
import { openWindow, removeRedirect } from './window.ts';

const page = `<!doctype html><html><head><script type="module" src="/page.js"></script></head><body>the page</body></html>`;
/** What the real page's transport does to be let in. */
const script = `
const socket = new WebSocket(location.origin.replace('http', 'ws') + '/rpc');
socket.onopen = () => socket.send(localStorage.getItem('war-room.session') ?? '');
socket.onmessage = () => document.body.append(' is connected');
const sheet = new CSSStyleSheet();
sheet.replaceSync('body { color: rgb(1, 2, 3) }');
document.adoptedStyleSheets.push(sheet);
const injected = document.createElement('style');
injected.textContent = 'body { background: rgb(1, 2, 3) }';
document.head.append(injected);
`;

let folder: string;
let server: BrowserServer;
let windows: number;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'war-room-login-'));
  await writeFile(join(folder, 'index.html'), page);
  await writeFile(join(folder, 'page.js'), script);
  windows = 0;
  const started = await startBrowserServer({
    page: folder,
    port: 0,
    namedOrigins: [],
    onPage: () => {
      windows += 1;
    },
    onTerminal: () => {},
  });
  if (!started.ok) throw new Error(started.error.message);
  server = started.value;
});
afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true, maxRetries: 20, retryDelay: 100 });
});

function browserProgram(): string {
  const program = findChromium(realSurroundings());
  if (program === undefined) throw new Error('this test needs a Chromium');
  return program;
}

const flags = ['--no-sandbox', '--disable-quic', '--disable-background-networking', '--disable-component-update'];

async function withBrowser(visit: (browser: Browser) => Promise<void>): Promise<void> {
  const browser = await chromium.launch({ executablePath: browserProgram(), args: flags });
  try {
    await visit(browser);
  } finally {
    await browser.close();
  }
}

it('[T13] logs a real browser in by its link and leaves no token in the address bar or the history', () =>
  withBrowser(async (browser) => {
    const context = await browser.newContext();
    const tab = await context.newPage();
    const url = server.launchUrl();
    await tab.goto(url);
    await tab.getByText('the page is connected').waitFor();
    expect(tab.url()).toBe(`${server.origin}/`);
    await tab.goBack();
    expect(tab.url()).not.toContain(tokenOf(url));
    const [cookie] = await context.cookies();
    expect(cookie).toMatchObject({ name: `war-room-${server.port}`, httpOnly: true, sameSite: 'Strict' });
    await tab.goto(server.origin);
    await tab.getByText('the page is connected').waitFor();
    const second = await context.newPage();
    await second.goto(url);
    await second.getByText('This link was used already.').waitFor();
  }));

it('[T20] refuses a style that is injected, and lets the page set its own', () =>
  withBrowser(async (browser) => {
    const tab = await browser.newPage();
    await tab.goto(server.launchUrl());
    await tab.getByText('the page is connected').waitFor();
    const style = await tab.evaluate(
      '[getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]',
    );
    expect(style).toEqual(['rgb(1, 2, 3)', 'rgba(0, 0, 0, 0)']);
  }));

it('[T13] opens its window through a 0600 file, with no token on any command line', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'war-room-window-'));
  const launchUrl = server.launchUrl();
  // There is no display here: the same program, told not to look for one.
  const browser = join(dataDir, 'browser');
  await writeFile(browser, `#!/bin/sh\nexec '${browserProgram()}' --headless=new ${flags.join(' ')} "$@"\n`);
  await chmod(browser, 0o700);
  const child = await openWindow({ browser, dataDir, launchUrl, asRoot: true });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  try {
    const file = join(dataDir, 'launch.html');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readFile(file, 'utf8')).toContain(tokenOf(launchUrl));
    await vi.waitFor(() => expect(windows).toBe(1), { timeout: 15_000, interval: 50 });
    const lines = execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8', maxBuffer: 1 << 24 });
    expect(lines).toContain('launch.html');
    expect(lines).not.toContain(tokenOf(launchUrl));
    removeRedirect(dataDir);
    await expect(stat(file)).rejects.toThrow('ENOENT');
  } finally {
    child.kill();
    await ended;
    await rm(dataDir, { recursive: true, maxRetries: 20, retryDelay: 100 });
  }
});
