// `npm run bench:start`: from `npm start` (built) to a usable window and to the first live sample, next to a blank
// Chromium window with the same flags, in turn, in one run. Prints medians; says nothing about good or bad.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { type BrowserContext, chromium } from 'playwright';
import { connectPrometheus, declareByKeyboard, pane } from '../tests/e2e/steps.ts';
import { CHROMIUM_FLAGS, findChromium } from '../tests/support/chromium.ts';
import { startExporter } from '../tests/support/exporter.ts';
import { startPrometheus } from '../tests/support/prometheus.ts';
import { quantile } from './quantile.ts';

const root = resolve(import.meta.dirname, '..');
const ROUNDS = 7;

/** A headless Chromium with a profile of its own, thrown away with it. */
async function launchChromium(): Promise<{ readonly context: BrowserContext; close(): Promise<void> }> {
  const profile = mkdtempSync(join(tmpdir(), 'bench-profile-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: findChromium(),
    args: [...CHROMIUM_FLAGS],
  });
  return {
    context,
    close: async () => {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

/** Runs `npm start` as a person does, up to the line with the URL. */
async function startApplication(dataDir: string): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const child = spawn('npm', ['start', '--silent', '--', 'serve', '--no-open', '--data-dir', dataDir], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, WAR_ROOM_HOST: 'browser' },
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const { url, pid } = JSON.parse(line) as { url: string; pid: number };
    const stop = async () => {
      const exited = once(child, 'exit');
      process.kill(pid, 'SIGTERM');
      await exited;
    };
    return { url, stop };
  }
  throw new Error('npm start ended before it printed its URL');
}

/** Milliseconds from the launch to a blank window. */
async function timeBlank(): Promise<number> {
  const started = performance.now();
  const browser = await launchChromium();
  const page = browser.context.pages()[0] ?? (await browser.context.newPage());
  await page.goto('about:blank');
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
  const elapsed = performance.now() - started;
  await browser.close();
  return elapsed;
}

/** Milliseconds from `npm start` to a window whose timeline takes a note, and to the first live sample on a panel. */
async function timeApplication(dataDir: string, connectTo?: string): Promise<{ windowMs: number; sampleMs: number }> {
  const started = performance.now();
  const application = await startApplication(dataDir);
  const browser = await launchChromium();
  try {
    const page = browser.context.pages()[0] ?? (await browser.context.newPage());
    await page.goto(application.url);
    if (connectTo !== undefined) {
      await connectPrometheus(page, connectTo);
      await page.getByText('is connected').waitFor();
      await declareByKeyboard(page, { title: 'Checkout API errors', levelsDown: 1, name: 'Ada Winter' });
    }
    await pane(page, 'Timeline').getByRole('textbox', { name: 'Add to the timeline' }).waitFor();
    const windowMs = performance.now() - started;
    await pane(page, 'Metrics').locator('svg path[stroke^="var(--s"]').first().waitFor({ state: 'attached' });
    return { windowMs, sampleMs: performance.now() - started };
  } finally {
    await browser.close();
    await application.stop();
  }
}

const exporter = await startExporter();
const prometheus = await startPrometheus({ targets: [exporter.target] });
const dataDir = mkdtempSync(join(tmpdir(), 'bench-data-'));
try {
  // The first round connects and declares, and is not counted: later ones open on that incident and that source.
  await timeApplication(dataDir, prometheus.url);
  const blank: number[] = [];
  const windows: number[] = [];
  const samples: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    blank.push(await timeBlank());
    const { windowMs, sampleMs } = await timeApplication(dataDir);
    windows.push(windowMs);
    samples.push(sampleMs);
  }
  const reference = quantile(blank, 0.5);
  const row = (name: string, values: readonly number[]) =>
    console.log(
      `${name.padEnd(40)} ${quantile(values, 0.5).toFixed(0).padStart(6)} ms   ${(quantile(values, 0.5) / reference).toFixed(2).padStart(5)} x blank`,
    );
  console.log(`medians of ${ROUNDS} rounds, in turn`);
  row('blank Chromium window', blank);
  row('npm start to a usable window', windows);
  row('npm start to the first live sample', samples);
} finally {
  await prometheus.close();
  await exporter.close();
  rmSync(dataDir, { recursive: true, force: true });
}
