import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { expect, it } from 'vitest';
import { until } from '../support/hosts/instance.ts';
import { attachRunbook, declareByKeyboard, pane } from './steps.ts';
import { enter, openTerminal, untilScreen } from './terminals.ts';
import { placeRunbook, TEAM_RUNBOOK, withApp } from './world.ts';

/** Runs a command of the palette by its name. */
async function run(page: Page, command: string): Promise<void> {
  await page.keyboard.press('Control+K');
  const palette = page.getByRole('dialog', { name: 'Commands' });
  await palette.waitFor();
  await page.keyboard.type(command);
  await palette.getByRole('option', { name: command }).first().waitFor();
  await page.keyboard.press('Enter');
}

const editor = (page: Page) => page.getByRole('dialog').filter({ has: page.getByRole('region', { name: 'Problems' }) });
const text = (page: Page) => editor(page).getByRole('textbox', { name: 'Text of the runbook' });
const status = (page: Page, words: string) => editor(page).getByRole('status').filter({ hasText: words });

it(
  '[B118][B119] breaks and mends a runbook, notices a change from outside, keeps what is typed, and makes one of commands',
  withApp(async ({ page, dataDir }) => {
    placeRunbook(dataDir);
    const file = join(dataDir, 'runbooks', TEAM_RUNBOOK.file);
    await declareByKeyboard(page, { title: 'Gateway refuses', levelsDown: 1, name: 'Ada' });
    await attachRunbook(page, TEAM_RUNBOOK.title);
    await run(page, 'Edit this runbook');

    // Broken: the problem stands with its line, and leads there.
    await text(page).and(page.locator(':focus')).waitFor();
    await status(page, 'No problem').waitFor();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('\n```bash\necho "open\n```\n');
    const line = TEAM_RUNBOOK.text.split('\n').length + 2;
    await editor(page)
      .getByRole('button', { name: `line ${line} bash cannot read` })
      .click();
    await text(page).and(page.locator(':focus')).waitFor();
    await page.keyboard.press('End');
    await page.keyboard.insertText(' and shut"');
    await status(page, 'No problem').waitFor();

    // Somebody else was faster.
    writeFileSync(file, '# Theirs\n');
    await editor(page).getByRole('button', { name: 'Keep mine' }).click();
    await page.keyboard.press('Control+S');
    await status(page, 'Saved at').waitFor();
    expect(readFileSync(file, 'utf8')).toBe(`${TEAM_RUNBOOK.text}\n\`\`\`bash\necho "open and shut"\n\`\`\`\n`);

    // What is not saved survives a reload.
    await text(page).focus();
    await page.keyboard.press('Control+End');
    await page.keyboard.insertText('Kept.');
    await page.reload();
    await pane(page, 'Runbook')
      .getByRole('button', { name: `Runbook: ${TEAM_RUNBOOK.title}` })
      .click();
    await page.getByRole('menuitem', { name: 'Edit this runbook' }).click();
    await editor(page).getByText('What you had typed here and not saved is back.').waitFor();
    await editor(page).getByRole('button', { name: 'Close' }).last().click();
    await editor(page).getByRole('button', { name: 'Close without saving' }).click();
    await editor(page).waitFor({ state: 'hidden' });
    expect(readFileSync(file, 'utf8')).not.toContain('Kept.');

    await openTerminal(page);
    await enter(page, 'expr 20 + 22');
    await untilScreen(page, 'the sum', (rows) => rows.includes('42'));
    await pane(page, 'Timeline').getByText('expr 20 + 22').first().waitFor();
    await run(page, "Make a runbook from this incident's commands");
    await editor(page).getByRole('button', { name: 'Run expr' }).waitFor();
    await page.keyboard.press('Control+S');
    await status(page, 'Saved at').waitFor();
    const made = await until(
      async () => readFileSync(join(dataDir, 'runbooks', 'gateway-refuses.md'), 'utf8'),
      () => 'no file was made',
    );
    expect(made).toContain('# Run expr\n$ expr 20 + 22\n42\n');
  }),
);
