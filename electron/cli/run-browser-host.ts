import { hostname } from 'node:os';
import { join } from 'node:path';
import { parseNamedOrigin } from '../hosts/browser/admission.ts';
import { type BrowserHost, startBrowserHost } from '../hosts/browser/browser-host.ts';
import { createBrowserCapabilities } from '../hosts/browser/capabilities.ts';
import { findChromium, hasDisplay, realSurroundings } from '../hosts/browser/chromium.ts';
import { askForLaunchUrl, waitForAppNote } from '../hosts/browser/first-app.ts';
import { openWindow } from '../hosts/browser/window.ts';
import { createSecretFile, plainText } from '../hosts/secret-file.ts';
import { createSessionSecrets } from '../hosts/secrets.ts';
import { surviveBugs } from '../hosts/survive-bugs.ts';
import { startServices } from '../services.ts';
import { type CliContext, type CliResult, done, failed, type Io, wrongUsage } from './context.ts';
import type { BrowserHostArguments } from './host-options.ts';

/** Starts the browser host and stays until it ends; a second one shows the first (docs/SPEC.md, T62). */
export async function runBrowserHost(given: BrowserHostArguments, context: CliContext): Promise<CliResult> {
  const { dataDir, files, io } = context;
  const origins = given.origin.map(parseNamedOrigin).filter((origin) => origin !== undefined);
  if (origins.length < given.origin.length) {
    return wrongUsage('--origin takes an address of this machine, such as http://localhost:9000');
  }
  if (!Number.isInteger(given.port) || given.port < 0 || given.port > 65_535) {
    return wrongUsage('--port takes a number from 0 to 65535');
  }
  if (!(given.stopAfter > 0)) return wrongUsage('--stop-after takes a number of seconds above 0');

  const browser = given.open ? findBrowser(context) : undefined;
  const started = await startBrowserHost({
    dataDir,
    page: files.page,
    port: given.port,
    namedOrigins: origins,
    // Who opens the URL by hand, perhaps through a tunnel, decides alone when it is over.
    graceMs: given.stay || browser === undefined ? undefined : given.stopAfter * 1000,
    startServices: (quit) =>
      startServices({
        files,
        report: (line) => io.tell(`war-room: ${line}`),
        actorName: context.actorName,
        host: createBrowserCapabilities({
          paths: { data: dataDir, resources: files.resources },
          secrets: given.keepSecrets
            ? createSecretFile(join(dataDir, 'secrets.json'), plainText)
            : createSessionSecrets(),
          quit,
        }),
      }),
  });
  if (!started.ok) {
    return started.error.code === 'already-open' ? showFirst(given, context, browser) : failed(started.error);
  }
  surviveBugs((line) => io.tell(`war-room: ${line}`));
  stopOnSignal(started.value);
  const { launchUrl, browserEnded } = started.value;
  await announce(given, context, { pid: process.pid, browser, launchUrl, browserEnded });
  await started.value.ended;
  return done;
}

async function showFirst(
  given: BrowserHostArguments,
  context: CliContext,
  browser: string | undefined,
): Promise<CliResult> {
  const note = await waitForAppNote(context.dataDir);
  const url = note && (await askForLaunchUrl(note));
  if (!note || !url) {
    const where = note?.host === 'electron' ? 'its own window' : 'another program';
    return failed({
      message: `War Room is already open on ${context.dataDir}, in ${where}${note ? ` (process ${note.pid})` : ''}.`,
      action: 'Use that one, or close it first.',
    });
  }
  context.io.tell(`war-room: already open on ${context.dataDir} (process ${note.pid}); this shows that one.`);
  const launchUrl = async () => (await askForLaunchUrl(note)) ?? url;
  await announce(given, context, { pid: note.pid, browser, launchUrl, browserEnded: () => {} });
  return done;
}

interface Running {
  readonly pid: number;
  /** What shows its window; undefined where a person opens the URL. */
  readonly browser: string | undefined;
  launchUrl(): string | Promise<string>;
  browserEnded(): void;
}

/** Says where it is, and opens the window where one can be shown. */
async function announce(given: BrowserHostArguments, context: CliContext, running: Running): Promise<void> {
  const opened = running.browser !== undefined && (await tryOpenWindow(running.browser, context, running));
  if (given.announce === 'person' && opened) return;
  const url = await running.launchUrl();
  context.io.out(given.announce === 'program' ? JSON.stringify({ url, pid: running.pid }) : url);
  if (!opened) tellTunnel(url, context.io);
}

function tellTunnel(url: string, io: Io): void {
  const { port } = new URL(url);
  io.tell(`war-room: from another machine: ssh -L ${port}:127.0.0.1:${port} ${hostname()}, then open the URL there.`);
}

/** The browser that can show the window here; undefined, with a line that says so, where none can. */
function findBrowser({ io, env }: CliContext): string | undefined {
  const surroundings = { ...realSurroundings(), env };
  if (!hasDisplay(surroundings)) {
    io.tell('war-room: there is no display here; open the URL in a browser.');
    return undefined;
  }
  const browser = findChromium(surroundings);
  if (browser === undefined) {
    io.tell('war-room: no Chromium or Chrome was found; open the URL in a browser, or set WAR_ROOM_CHROMIUM.');
  }
  return browser;
}

async function tryOpenWindow(browser: string, { io, dataDir }: CliContext, running: Running): Promise<boolean> {
  const asRoot = process.getuid?.() === 0;
  if (asRoot) io.tell("war-room: running as root, so Chromium's sandbox is off (--no-sandbox).");
  try {
    const child = await openWindow({ browser, dataDir, launchUrl: await running.launchUrl(), asRoot });
    child.once('exit', (code) => {
      running.browserEnded();
      if (code) void explainFailure(code, io, running);
    });
    return true;
  } catch (error) {
    io.tell(`war-room: ${browser} could not be started: ${error instanceof Error ? error.message : error}`);
    return false;
  }
}

/** A browser that ended with an error may never have shown the window. */
async function explainFailure(code: number, io: Io, running: Running): Promise<void> {
  const url = await running.launchUrl();
  io.tell(`war-room: the browser ended with exit code ${code}; open this in another one: ${url}`);
  tellTunnel(url, io);
}

function stopOnSignal(host: BrowserHost): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void host.stop());
}
