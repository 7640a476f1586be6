import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { expect, it } from 'vitest';
import { startExporter } from '../support/exporter.ts';
import { startPrometheus } from '../support/prometheus.ts';
import { exitCodeOf } from './exported.ts';
import { connectPrometheus, declareByKeyboard, entry, exportPostMortem, pane, selectStep, setStatus } from './steps.ts';
import { withApp } from './world.ts';

const RUNBOOK = 'Orders are stuck';
const COUNT = 'Count what waits';
const ASK = 'Ask the broker';
const CLEAR = 'Throw the spooled orders away';
const TITLE = 'Orders wait for hours';

const text = `---
title: ${RUNBOOK}
owner: shop
alerts: [OrdersStuck]
parameters:
  folder:
    description: where the orders are spooled
  queue:
    description: the queue that is stuck
    default: orders
    choices: [orders, refunds]
---

# ${RUNBOOK}

## Look

1. ${COUNT}

   \`\`\`bash
   ls <folder>
   \`\`\`

2. ${ASK}

   \`\`\`bash
   sh -c 'echo broker refused >&2; exit 7'
   \`\`\`

## Clear

3. ${CLEAR}

   \`\`\`bash
   rm -rf <folder>/<queue>
   \`\`\`
`;

const rules = `groups:
  - name: orders
    rules:
      - alert: OrdersStuck
        expr: up == 1
        labels: { severity: critical }
        annotations: { summary: 'Orders wait' }
`;

/** Sends what a step put at the prompt. */
async function pressEnterInTerminal(page: Page): Promise<void> {
  await pane(page, 'Terminals').locator('textarea:focus').waitFor();
  await page.keyboard.press('Enter');
}

it(
  '[B130] goes from a firing alert through its runbook, one step failed and one behind the gate, a kill in the middle, to the export',
  withApp(async (app) => {
    const exporter = await startExporter();
    const prometheus = await startPrometheus({ targets: [exporter.target], rules });
    try {
      mkdirSync(join(app.dataDir, 'runbooks'), { recursive: true });
      writeFileSync(join(app.dataDir, 'runbooks/orders.md'), text);
      // A blank and a quote: each has to arrive in the shell as it was typed.
      const folder = join(app.dataDir, "spool of Ada's");
      mkdirSync(join(folder, 'orders'), { recursive: true });
      mkdirSync(join(folder, 'refunds'));

      await connectPrometheus(app.page, prometheus.url);
      await app.page.getByText('is connected.').waitFor();
      await declareByKeyboard(app.page, { title: TITLE, levelsDown: 1, name: 'Ada Lovelace' });
      await pane(app.page, 'Alerts')
        .getByRole('button', { name: `Runbook: ${RUNBOOK}` })
        .click();

      const count = await selectStep(app.page, COUNT);
      await count.getByRole('button', { name: /^Run/ }).click();
      const form = app.page.getByRole('dialog', { name: `Before "${COUNT}"` });
      expect(await form.getByRole('textbox', { name: 'queue' }).or(form.getByLabel('queue')).count()).toBe(1);
      await form.getByRole('textbox', { name: 'folder' }).fill(folder);
      await app.page.keyboard.press('Enter');
      await count.getByText('exit 0').waitFor();

      await app.kill9();
      await app.reopen();
      const { page } = app;
      // What was done is done, and what was given is not asked again.
      await pane(page, 'Runbook').getByRole('listitem').filter({ hasText: COUNT }).getByText('exit 0').waitFor();

      const ask = await selectStep(page, ASK);
      await ask.getByRole('button', { name: /^Insert/ }).click();
      await pressEnterInTerminal(page);
      await ask.getByText('exit 7').waitFor();

      const clear = await selectStep(page, CLEAR);
      await clear.getByRole('button', { name: /^Insert/ }).click();
      const gate = clear.getByRole('form', { name: `Before "${CLEAR}"` });
      const asked = gate.getByRole('textbox', { name: /to go on$/ });
      await asked.fill('something else');
      expect(await gate.getByRole('button', { name: 'Insert' }).isDisabled()).toBe(true);
      await asked.fill(`${folder}/orders`);
      await page.keyboard.press('Enter');
      await pressEnterInTerminal(page);
      await clear.getByText('exit 0').waitFor();
      expect([existsSync(join(folder, 'orders')), existsSync(join(folder, 'refunds'))]).toEqual([false, true]);

      for (const [words, exit] of [
        ['ls ', 'exit 0'],
        ['broker refused', 'exit 7'],
        ['rm -rf', 'exit 0'],
      ] as const) {
        await entry(page, words).filter({ hasText: exit }).first().waitFor();
      }
      await setStatus(page, 'Resolved');
      const saved = await app.saveInto(app.dataDir);
      await exportPostMortem(page);
      const markdown = readFileSync(await saved(), 'utf8');
      expect(markdown).toContain(`### ${RUNBOOK}`);
      expect(markdown).toContain(`| ${COUNT} | done | 0 |`);
      expect(markdown).toContain(`| ${ASK} | failed | 7 |`);
      expect(markdown).toContain(`| ${CLEAR} | done | 0 |`);
      expect(exitCodeOf(markdown, "sh -c 'echo broker refused >&2; exit 7'")).toBe('7');
    } finally {
      await prometheus.close();
      await exporter.close();
    }
  }),
);
