import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, expect, inject, type TestContext } from 'vitest';
import { type Exporter, startExporter } from '../support/exporter.ts';
import { launchApp, type RunningApp } from '../support/launch.ts';
import { type RunningPrometheus, startPrometheus } from '../support/prometheus.ts';

export const host = inject('host');

/** What a team keeps beside the shipped runbooks. Its second step fails with an exit code of its own. */
export const TEAM_RUNBOOK = {
  file: 'checkout-api.md',
  title: 'Checkout API errors',
  readOnly: { title: 'Show who is on the host', command: 'whoami' },
  failing: { title: 'Reach the payment gateway', command: "sh -c 'echo gateway refused >&2; exit 42'", exitCode: 42 },
  text: `---
title: Checkout API errors
owner: payments
alerts: [HighErrorRate]
---

# Checkout API errors

## Look

1. Show who is on the host

   \`\`\`bash
   whoami
   \`\`\`

2. Reach the payment gateway

   \`\`\`bash
   sh -c 'echo gateway refused >&2; exit 42'
   \`\`\`
`,
} as const;

/** The service that fails, and the Prometheus that watches it: both real, both of this test alone. */
export interface Watched {
  readonly exporter: Exporter;
  readonly prometheus: RunningPrometheus;
}

/**
 * Starts a service whose share of failures never stays the same, so that a sample taken at one instant is like no other,
 * and a Prometheus that has seen it for some seconds.
 */
export async function startWatched(): Promise<Watched & { close(): Promise<void> }> {
  const exporter = await startExporter();
  let second = 0;
  const worsen = () => {
    second += 1;
    exporter.setTraffic({ requestsPerSecond: 37 + second, errorRatio: (second % 7) / 10, latencySeconds: 0.2 });
  };
  worsen();
  const timer = setInterval(worsen, 700);
  const prometheus = await startPrometheus({ targets: [exporter.target] });
  await prometheus.waitForSample('sum(rate(http_requests_total[4s]))', 30_000);
  return {
    exporter,
    prometheus,
    async close() {
      clearInterval(timer);
      await prometheus.close();
      await exporter.close();
    },
  };
}

/** Puts the team's runbook where the product looks for it. */
export function placeRunbook(dataDir: string): void {
  mkdirSync(join(dataDir, 'runbooks'), { recursive: true });
  writeFileSync(join(dataDir, 'runbooks', TEAM_RUNBOOK.file), TEAM_RUNBOOK.text);
}

type AppTest = (app: RunningApp) => Promise<void>;

/**
 * A test of the running product. Whatever it is about, the host may have seen no rule of docs/SPEC.md broken, and the page
 * may have thrown nothing and met nothing that its policy refuses. A failed test leaves a picture and the log.
 */
export function withApp(test: AppTest): (context: TestContext) => Promise<void> {
  return async ({ task }) => {
    const app = await launchApp({ host });
    try {
      await watched(app, task.name, test);
    } finally {
      await app.dispose();
    }
  };
}

/**
 * As `withApp`, for tests of one file that don't mind one another's incidents: they share one program, and each begins at
 * the home. After a failed one the next gets another program.
 */
export function withSharedApp(): (test: AppTest) => (context: TestContext) => Promise<void> {
  let shared: RunningApp | undefined;
  const end = async () => {
    const ending = shared;
    shared = undefined;
    await ending?.dispose();
  };
  afterAll(end);
  return (test) =>
    async ({ task }) => {
      shared ??= await launchApp({ host });
      try {
        await goHome(shared.page);
        await watched(shared, task.name, test);
      } catch (error) {
        await end();
        throw error;
      }
    };
}

async function watched(app: RunningApp, name: string, test: AppTest): Promise<void> {
  try {
    await test(app);
    expect({ findings: await app.findings(), page: app.takePageProblems() }).toEqual({ findings: [], page: [] });
  } catch (error) {
    await app.saveArtifacts(name);
    throw error;
  }
}

async function goHome(page: Page): Promise<void> {
  const allIncidents = page.getByRole('button', { name: 'All incidents' });
  if (!(await allIncidents.isVisible())) return;
  await allIncidents.click();
  await page.getByRole('button', { name: 'Declare an incident' }).waitFor();
}
