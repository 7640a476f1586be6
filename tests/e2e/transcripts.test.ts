import { readFileSync } from 'node:fs';
import type { Page } from 'playwright';
import { expect, it } from 'vitest';
import { declareByKeyboard, entry, pane } from './steps.ts';
import { enter, front, openTerminal, untilScreen } from './terminals.ts';
import { violations } from './wcag.ts';
import { withApp } from './world.ts';

async function openRecordings(page: Page) {
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Recordings');
  await page.getByRole('option', { name: /^Recordings …/ }).waitFor();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Recordings' });
  await dialog.waitFor();
  return dialog;
}

it(
  '[S108] plays what a closed terminal showed: found by a word of its output, from a command on the timeline, and saved',
  withApp(async (app) => {
    const { page } = app;
    await declareByKeyboard(page, { title: 'Checkout API errors', levelsDown: 1, name: 'Ada Lovelace' });
    await (await openRecordings(page)).getByText('Nothing recorded yet').waitFor();
    await page.keyboard.press('Escape');
    await openTerminal(page);
    await enter(page, 'echo gateway $((40 + 2)) refused');
    await untilScreen(page, 'the answer', (rows) => rows.some((row) => row.startsWith('gateway 42 refused')));
    await entry(page, 'echo gateway').filter({ hasText: 'exit 0' }).waitFor();
    const terminals = pane(page, 'Terminals');
    await terminals.getByRole('button', { name: 'Terminal bash' }).click();
    await page.getByRole('menuitem', { name: 'Recordings …' }).click();
    const dialog = page.getByRole('dialog', { name: 'Recordings' });
    const search = dialog.getByRole('textbox', { name: 'Search what terminals printed' });
    const screen = dialog.getByRole('region', { name: 'Recording' });
    const shown = async () => (await screen.locator('.xterm-rows > div').allTextContents()).join('\n');
    // One that is still written goes on by itself; the keyboard comes to the player, and goes back to the terminal.
    await dialog.getByRole('button', { name: /bash.*still recording/ }).waitFor();
    await search.press('ArrowDown');
    await page.keyboard.press('Enter');
    await dialog.getByRole('checkbox', { name: 'Follow' }).waitFor();
    await page.keyboard.press('f');
    await expect.poll(shown, { timeout: 10_000 }).toContain('gateway 42 refused');
    await page.keyboard.press('Escape');
    await front(page).locator('textarea:focus').waitFor();
    await page.keyboard.press('Control+Shift+X');
    await terminals.getByText('No terminal open').waitFor();

    await openRecordings(page);
    const hit = dialog.getByRole('list', { name: 'Lines found' }).getByRole('button', { name: /gateway 42 refused/ });
    // A recording is read in a moment after its terminal is closed; a search asks again with each letter.
    await expect
      .poll(
        async () => {
          await search.fill('');
          await search.fill('refused 42');
          await dialog
            .getByRole('status')
            .filter({ hasText: /line|No recording/ })
            .first()
            .waitFor();
          return hit.count();
        },
        { timeout: 20_000 },
      )
      .toBeGreaterThan(0);
    await hit.first().click();
    await expect.poll(shown, { timeout: 10_000 }).toContain('gateway 42 refused');
    await dialog.getByText('$ echo gateway').waitFor();

    // From the beginning, by keyboard alone.
    const position = dialog.getByRole('slider', { name: 'Position in the recording' });
    await position.press('Home');
    await expect.poll(shown, { timeout: 10_000 }).not.toContain('gateway 42 refused');
    await position.press('Space');
    await dialog.getByRole('button', { name: 'Pause' }).waitFor();
    await expect.poll(shown, { timeout: 20_000 }).toContain('gateway 42 refused');
    await dialog.getByRole('button', { name: 'Play' }).waitFor();
    await position.press('Home');
    await position.press(']');
    await dialog.getByText('$ echo gateway').waitFor();
    expect(await violations(page, '[role=dialog]')).toEqual([]);

    await dialog.getByRole('button', { name: 'Add excerpt to timeline' }).click();
    await dialog.getByText('Added to the timeline').waitFor();
    await app.saveInto(app.dataDir);
    await dialog.getByRole('button', { name: 'Save as text' }).click();
    const written = await dialog.getByText(/^Written to /).textContent();
    expect(readFileSync(written?.replace('Written to ', '') ?? '', 'utf8')).toContain('\ngateway 42 refused\n');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await entry(page, 'From the recording of').waitFor();

    const row = entry(page, 'echo gateway').filter({ hasText: 'exit 0' }).first();
    await row.hover();
    await row.getByRole('button', { name: 'Entry menu' }).click();
    await page.getByRole('menuitem', { name: 'Play from here' }).click();
    await dialog.getByText('$ echo gateway').waitFor();
  }),
);
