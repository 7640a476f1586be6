import type { Page } from 'playwright';
import { expect, it } from 'vitest';
import { declareByKeyboard, entry, pane, writeNote } from './steps.ts';
import { violations } from './wcag.ts';
import { withApp, withSharedApp } from './world.ts';

const inApp = withSharedApp();

const TITLE = 'Checkout API errors';

/** The row that the arrows brought the focus to. */
const focused = (page: Page) => page.locator('[data-entry]:focus');

/** From the editor up to the newest entry, then further up to the one that says `text`. */
async function goToEntry(page: Page, text: string): Promise<void> {
  await pane(page, 'Timeline').getByRole('textbox', { name: 'Add to the timeline' }).focus();
  await page.keyboard.press('ArrowUp');
  for (let press = 0; press < 20; press += 1) {
    await focused(page).waitFor();
    if ((await focused(page).innerText()).includes(text)) return;
    await page.keyboard.press('ArrowUp');
    await page.waitForTimeout(50);
  }
  throw new Error(`no entry says ${text}`);
}

it(
  'amends, moves, retracts and purges an entry in its place, with nothing but the keyboard, and keeps what it said',
  inApp(async ({ page }) => {
    const timeline = pane(page, 'Timeline');
    await declareByKeyboard(page, { title: TITLE, levelsDown: 1, name: 'Ada' });
    await writeNote(page, 'Conection pool is full');
    await writeNote(page, 'The gateway is down as well');
    await writeNote(page, 'token is sk_live_4711');

    await goToEntry(page, 'Conection pool');
    await page.keyboard.press('e');
    await timeline.getByRole('textbox', { name: 'What it says' }).fill('Connection pool is full');
    await page.keyboard.press('Control+Enter');
    await focused(page).filter({ hasText: 'edited' }).waitFor();
    await page.keyboard.press('h');
    const history = timeline.getByRole('region', { name: 'What it said before' });
    expect(await history.innerText()).toMatch(/Conection pool is full\s+until Ada changed it .*: typo/);

    await page.keyboard.press('t');
    await timeline.getByRole('textbox', { name: 'When did it happen?' }).fill('-30m');
    await page.keyboard.press('Enter');
    await entry(page, 'Connection pool is full').filter({ hasText: 'edited 2 times' }).waitFor();
    // Half an hour before the declaration it comes first.
    await expect.poll(() => timeline.getByRole('listitem').first().innerText()).toContain('Connection pool is full');

    await goToEntry(page, 'The gateway is down');
    await page.keyboard.press('r');
    await timeline.getByRole('textbox', { name: 'Why?' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await entry(page, /retracted by Ada \d\d:\d\d: duplicate/).waitFor();

    await goToEntry(page, 'token is');
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: /^Purge/ }).press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Purge what this entry says?' });
    await dialog.getByRole('textbox', { name: /to go on/ }).waitFor();
    expect(await dialog.getByRole('button', { name: 'Purge for good' }).isDisabled()).toBe(true);
    await page.keyboard.type('purge');
    await page.keyboard.press('Enter');
    await entry(page, /purged by Ada \d\d:\d\d: held a password/).waitFor();
    expect(await timeline.innerText()).not.toContain('sk_live_4711');
    expect(await violations(page)).toEqual([]);
  }),
);

it(
  'filters by kind and words, and finds an entry of another incident',
  withApp(async ({ page }) => {
    const timeline = pane(page, 'Timeline');
    await declareByKeyboard(page, { title: TITLE, levelsDown: 1, name: 'Ada' });
    await writeNote(page, 'Connection pool is full');
    await writeNote(page, 'Nothing in the logs');

    await timeline.getByRole('button', { name: 'Filter: All' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Notes' }).click();
    await page.keyboard.press('Escape');
    await expect.poll(() => timeline.getByRole('listitem').count()).toBe(2);
    await pane(page, 'Incident').focus();
    await page.keyboard.press('/');
    await page.keyboard.type('pool');
    await expect.poll(() => timeline.getByRole('listitem').allInnerTexts()).toHaveLength(1);
    await page.keyboard.type(' xyz');
    await timeline.getByText('Nothing matches').waitFor();
    await timeline.getByRole('button', { name: 'Show all entries' }).click();
    await entry(page, 'Nothing in the logs').waitFor();

    await page.getByRole('button', { name: 'All incidents' }).click();
    await page.getByRole('region', { name: 'Open', exact: true }).waitFor();
    await declareByKeyboard(page, { title: 'Search is slow', levelsDown: 2, name: '' });
    await page.keyboard.press('Control+Shift+F');
    const dialog = page.getByRole('dialog', { name: 'Search all incidents' });
    await page.keyboard.type('pool');
    await dialog.locator('mark').filter({ hasText: 'pool' }).waitFor();
    await page.keyboard.press('Enter');
    await pane(page, 'Incident').getByRole('heading', { name: TITLE }).waitFor();
    await focused(page).filter({ hasText: 'Connection pool is full' }).waitFor();
  }),
);

it(
  'keeps a file as an entry, and sends a large one to the command line',
  inApp(async ({ page }) => {
    const timeline = pane(page, 'Timeline');
    await declareByKeyboard(page, { title: TITLE, levelsDown: 1, name: 'Ada' });
    const chooser = page.waitForEvent('filechooser');
    await timeline.getByRole('button', { name: 'Attach a file' }).click();
    const small = { name: 'heap.txt', mimeType: 'text/plain', buffer: Buffer.from('heap at its worst') };
    await (await chooser).setFiles(small);
    await entry(page, /heap\.txt/)
      .filter({ hasText: '17 B' })
      .waitFor();

    const again = page.waitForEvent('filechooser');
    await timeline.getByRole('button', { name: 'Attach a file' }).click();
    await (await again).setFiles({ ...small, name: 'core.dump', buffer: Buffer.alloc(2_500_001) });
    await timeline.getByText('core.dump is larger than 2.5 MB.').waitFor();
    await timeline.getByText('war-room incident attach').waitFor();
  }),
);
