// `npm run pictures`: walks the built program in real Chromium, on the simulated metrics, and takes the pictures in
// docs/pictures/. Every picture is the window as a person gets it; nothing is drawn over or cut out.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright';
import { attachRunbook, entry, exportPostMortem, openTabFromRunbook, pane, setStatus } from '../tests/e2e/steps.ts';
import { launchApp } from '../tests/support/launch.ts';

const root = resolve(import.meta.dirname, '..');
const folder = join(root, 'docs/pictures');
const sizes = [
  { width: 1280, height: 800 },
  { width: 1440, height: 900 },
  { width: 1920, height: 1080 },
];
const themes = ['dark', 'light'] as const;
const MINUTE = 60_000;

/** One picture per theme, at 1440x900 or at every size. */
async function take(page: Page, name: string, at: readonly { width: number; height: number }[]): Promise<void> {
  for (const size of at) {
    await page.setViewportSize(size);
    for (const theme of themes) {
      await page.emulateMedia({ colorScheme: theme });
      await page.mouse.move(size.width / 2, size.height - 4);
      await page.waitForTimeout(800);
      await page.screenshot({ path: join(folder, `${name}-${size.width}x${size.height}-${theme}.png`) });
    }
  }
  await page.setViewportSize(sizes[1] ?? { width: 1440, height: 900 });
}

/** Runs the command line beside the open window, on the same data. Times are ISO 8601. */
function warRoom(dataDir: string, ...args: string[]): string {
  const cli = join(root, 'out/main/cli.js');
  return execFileSync(process.execPath, [cli, ...args, '--data-dir', dataDir, '--actor', 'Ada Winter'], {
    encoding: 'utf8',
  }).trim();
}

const decision = 'Roll back to 2.5.0 rather than raise the pool';

const ago = (minutes: number) => new Date(Date.now() - minutes * MINUTE).toISOString();

/** Runs a command of the palette. */
async function command(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.keyboard.type(name);
  await page.waitForTimeout(300);
  await page.keyboard.press('Enter');
  await page.waitForTimeout(500);
}

async function runStep(page: Page, title: string): Promise<void> {
  const step = pane(page, 'Runbook').getByRole('listitem').filter({ hasText: title });
  await step.locator('button[data-step]').click();
  await step.getByRole('button', { name: /^Run/ }).click();
  await step.getByText(/exit \d+/).waitFor();
}

/** A service to look at: alive, not ready, its database refusing connections. */
async function startAilingService() {
  const answers: Record<string, readonly [number, unknown]> = {
    '/health/live': [200, { status: 'up', version: '2.5.1', uptime_seconds: 1284 }],
    '/health/ready': [200, { status: 'degraded', checks: { cache: 'up', queue: 'up', database: 'down' } }],
    '/health/database': [503, { status: 'down', error: 'too many clients already', in_use: 100, limit: 100 }],
  };
  const server = createServer((request, response) => {
    const [status, body] = answers[request.url ?? ''] ?? [404, { error: 'not found' }];
    response.writeHead(status, { 'content-type': 'application/json' }).end(`${JSON.stringify(body, null, 2)}\n`);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { address, close: () => server.close() };
}

const runbookTitle = 'Checkout API outage';
const runbook = (service: string) => `---
title: ${runbookTitle}
owner: Checkout team
last_reviewed: 2026-10-30
alerts: [HighErrorRate]
---

# ${runbookTitle}

## Investigation

1. **Is the process alive?**

   \`\`\`bash
   curl -sS ${service}/health/live
   \`\`\`

2. **Is it ready for traffic?**

   \`\`\`bash
   curl -sS ${service}/health/ready
   \`\`\`

3. **Does the database answer?**

   \`\`\`bash
   curl -sS --fail-with-body ${service}/health/database
   \`\`\`

## Mitigation

**If a bad deploy:**

4. **Roll back**

   \`\`\`bash
   kubectl rollout undo deployment/checkout-api
   \`\`\`

**If the pool is exhausted:**

5. **Restart one pod**

   \`\`\`bash
   kubectl delete pod <pod-name>
   \`\`\`

## Verification

6. **Error ratio back to normal**

   \`\`\`bash
   curl -sS ${service}/health/ready
   \`\`\`
`;

const service = await startAilingService();
const scratch = mkdtempSync(join(tmpdir(), 'pictures-'));
mkdirSync(folder, { recursive: true });
const home = join(scratch, 'home');
mkdirSync(home);
writeFileSync(join(home, '.bashrc'), "PS1='\\[\\e[34m\\]~/ops\\[\\e[0m\\] $ '\n");
mkdirSync(join(scratch, 'data/runbooks'), { recursive: true, mode: 0o700 });
writeFileSync(join(scratch, 'data/runbooks/checkout-api-outage.md'), runbook(service.address));
const app = await launchApp({ host: 'browser-host', dataDir: join(scratch, 'data'), env: { HOME: home } });
try {
  const { page, dataDir } = app;
  await page.getByRole('heading', { name: 'No incidents yet' }).waitFor();
  await take(page, 'home-empty', sizes.slice(1, 2));

  await page.getByRole('button', { name: /simulated metrics/i }).click();
  await page.keyboard.press('d');
  await page.getByRole('dialog', { name: 'Declare an incident' }).waitFor();
  await page.keyboard.type('Search results are two hours old');
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Ada Winter');
  await take(page, 'declare', sizes.slice(1, 2));
  await page.keyboard.press('Enter');
  await pane(page, 'Incident').getByRole('heading', { name: 'Search results are two hours old' }).waitFor();

  const declaration = ['--title', 'Checkout API errors', '--severity', 'SEV-1', '--commander', 'Ada Winter'];
  const id = warRoom(dataDir, 'incident', 'declare', ...declaration, '--occurred-at', ago(9));
  await page.evaluate(() => window.location.assign('#/'));
  await page.getByText('Checkout API errors').first().waitFor();
  await take(page, 'home', sizes.slice(1, 2));

  await page.getByText('Checkout API errors').first().click();
  await pane(page, 'Incident').getByRole('heading', { name: 'Checkout API errors' }).waitFor();
  warRoom(
    dataDir,
    'incident',
    'note',
    id,
    'Errors began with release 2.5.1, three minutes before the first alert',
    '--at',
    ago(7),
  );
  warRoom(
    dataDir,
    'incident',
    'note',
    id,
    'Connection pool exhausted since release 2.5.1',
    '--kind',
    'hypothesis',
    '--at',
    ago(5),
  );
  warRoom(dataDir, 'incident', 'status', id, 'investigating', '--at', ago(8));
  await pane(page, 'Incident')
    .getByRole('button', { name: /acknowledge/i })
    .click();
  await attachRunbook(page, runbookTitle);
  await openTabFromRunbook(page, runbookTitle);
  await runStep(page, 'Is the process alive?');
  await runStep(page, 'Is it ready for traffic?');
  await runStep(page, 'Does the database answer?');
  await setStatus(page, 'Identified');
  await pane(page, 'Timeline').getByRole('textbox', { name: 'Add to the timeline' }).fill(`/decision ${decision}`);
  await page.keyboard.press('Enter');
  await entry(page, decision).waitFor();
  await take(page, 'incident', sizes);

  warRoom(dataDir, 'incident', 'impact', id, 'users affected', '12000', '--source', 'status dashboard');
  warRoom(dataDir, 'incident', 'impact', id, 'data loss', 'none', '--source', 'database team');
  warRoom(dataDir, 'incident', 'role', id, 'technical lead', 'Jon Vale');
  warRoom(dataDir, 'incident', 'details', id, '--service', 'checkout-api', '--link', 'chat channel=#inc-checkout');
  for (const [section, name] of [
    ['Incident details', 'panel-details'],
    ['People', 'panel-people'],
    ['Publish an update', 'panel-updates'],
  ] as const) {
    await command(page, section);
    await take(page, name, sizes.slice(1, 2));
  }
  await page.keyboard.press('Escape');

  await page.keyboard.press('Control+Shift+L');
  const library = page.getByRole('dialog').filter({ hasText: 'API outage' });
  await library.getByRole('combobox').fill('certificate');
  await page.waitForTimeout(1000);
  await take(page, 'library', sizes.slice(1, 2));
  await page.keyboard.press('Escape');
  await library.waitFor({ state: 'hidden' });

  await command(page, 'Edit this runbook');
  await page.locator('.cm-content').waitFor();
  await page.waitForTimeout(1500);
  await take(page, 'runbook-editor', sizes.slice(1, 2));
  await page.getByRole('button', { name: 'Close', exact: true }).first().click();
  await page.locator('.cm-content').waitFor({ state: 'hidden' });

  await page.keyboard.press('Control+Shift+X');
  await pane(page, 'Terminals').getByText('No terminal open').waitFor();
  await command(page, 'Recordings …');
  const recordings = page.getByRole('dialog', { name: 'Recordings' });
  await recordings
    .getByRole('button', { name: new RegExp(runbookTitle) })
    .first()
    .click();
  await recordings.getByRole('slider', { name: 'Position in the recording' }).press('End');
  await take(page, 'recording', sizes.slice(1, 2));
  await page.keyboard.press('Escape');
  await recordings.waitFor({ state: 'hidden' });

  await setStatus(page, 'Resolved');
  await exportPostMortem(page);
  await take(page, 'export', sizes.slice(1, 2));
} finally {
  await app.dispose();
  service.close();
  rmSync(scratch, { recursive: true, force: true });
}
