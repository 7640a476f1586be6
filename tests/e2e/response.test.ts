import type { Locator, Page } from 'playwright';
import { expect, it } from 'vitest';
import { declareByKeyboard, entry, pane } from './steps.ts';
import { withSharedApp } from './world.ts';

const inApp = withSharedApp();

const TITLE = 'Checkout API errors';

const panelOf = (page: Page): Locator => page.getByRole('region', { name: 'Incident details', exact: true });

/** Runs a command of the palette. */
async function command(page: Page, name: string): Promise<Locator> {
  await page.keyboard.press('Control+K');
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
  return panelOf(page);
}

/** Closes the panel, which may stand over the timeline, and waits for a row of it. */
async function seenOnTimeline(page: Page, text: string | RegExp, more: string | RegExp = ''): Promise<void> {
  await panelOf(page).getByRole('button', { name: 'Close the panel' }).click();
  await panelOf(page).waitFor({ state: 'hidden' });
  await entry(page, text).filter({ hasText: more }).first().waitFor();
}

const declare = (page: Page) => declareByKeyboard(page, { title: TITLE, levelsDown: 0, name: 'Ada Winter' });

it(
  '[I60] ticks an item with the keyboard, and answers one with a note',
  inApp(async ({ page }) => {
    await declare(page);
    const panel = await command(page, 'Checklists');
    const triage = panel.getByRole('list', { name: 'Triage' });
    await triage.getByRole('checkbox', { name: 'Recent deployments looked at' }).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    await triage.getByRole('listitem').filter({ hasText: 'Error logs looked at' }).getByText('Ada Winter').waitFor();
    await panel.getByText('1 of 5').waitFor();

    const users = panel.getByRole('listitem').filter({ hasText: 'How many users?' });
    await users.getByRole('button', { name: 'Add a note: How many users?' }).click();
    await page.keyboard.type('About 4,000');
    await page.keyboard.press('Enter');
    await users.getByText('About 4,000').waitFor();
    expect(await users.getByRole('checkbox').isChecked()).toBe(true);

    // Nothing is connected, and that is what stands there.
    const errorRate = panel.getByRole('listitem').filter({ hasText: 'Error rate normal' });
    await errorRate.getByText('no metrics connected').waitFor();
    await seenOnTimeline(page, 'Error logs looked at', 'Ada Winter');
    await entry(page, 'How many users?').filter({ hasText: 'About 4,000' }).waitFor();
  }),
);

it(
  '[I61][I62] publishes an update from a template: what is missing is said, what was typed survives, the clock restarts',
  inApp(async ({ page }) => {
    await declare(page);
    let panel = await command(page, 'Publish an update');
    const noticed = () => panel.getByRole('textbox', { name: /^What users notice/ });
    await panel.getByRole('button', { name: /^Publish/ }).click();
    await panel.getByText('Its readers need this.').waitFor();
    await noticed().and(page.locator(':focus')).waitFor();

    await noticed().fill('Some payments **fail**.');
    await panel.getByRole('textbox', { name: 'Channels' }).fill('status page, #support');
    await page.reload();
    await pane(page, 'Incident').getByRole('heading', { name: TITLE }).waitFor();
    panel = await command(page, 'Publish an update');
    await noticed().waitFor();
    expect(await noticed().inputValue()).toBe('Some payments **fail**.');
    await panel.getByRole('region', { name: 'Text of the update' }).locator('strong', { hasText: 'fail' }).waitFor();

    // The clock has run for some seconds by now; publishing starts it anew.
    const due = async () => (await panel.getByText(/^due \d\d:\d\d, in \d+:\d\d$/).innerText()).split('in ')[1] ?? '';
    await expect.poll(async () => (await due()) < '14:57', { timeout: 20_000 }).toBe(true);
    const before = await due();
    await noticed().press('Control+Enter');
    await panel.getByText('Recorded at').waitFor();
    await expect.poll(async () => (await due()) > before).toBe(true);
    expect(await noticed().inputValue()).toBe('');

    const published = panel.getByRole('list', { name: 'Published updates' }).getByRole('listitem');
    await published.getByText('status page · #support').click();
    await published.locator('strong', { hasText: 'fail' }).waitFor();
    await seenOnTimeline(page, 'Update published (status page): Investigating', '#support');
  }),
);

it(
  'adds an action item, refuses a day that has passed beside its field, and closes it',
  inApp(async ({ page }) => {
    await declare(page);
    const panel = await command(page, 'Add action item');
    await panel.getByRole('textbox', { name: 'New action item' }).fill('Alert on an exhausted pool');
    await page.keyboard.press('Enter');
    // The details come next, the owner first.
    await panel.getByRole('combobox', { name: 'Owner' }).and(page.locator(':focus')).waitFor();
    await page.keyboard.type('Jon Reyes');
    const due = panel.getByRole('textbox', { name: 'Due' });
    await due.fill('2020-01-01');
    await page.keyboard.press('Enter');
    await panel.getByText('2020-01-01 has passed.').waitFor();
    expect(await due.getAttribute('aria-invalid')).toBe('true');
    await due.fill('1d');
    await page.keyboard.press('Enter');
    const items = panel.getByRole('list', { name: 'Action items' }).getByRole('listitem');
    await items.getByText('due tomorrow').waitFor();
    await items.getByText('Jon Reyes').waitFor();
    // The next one can be typed at once.
    await panel.getByRole('textbox', { name: 'New action item' }).and(page.locator(':focus')).waitFor();

    await items.getByRole('button', { name: 'Done: Alert on an exhausted pool' }).click();
    await page.keyboard.type('Fires at 90 %');
    await page.keyboard.press('Enter');
    await items.getByText('Fires at 90 %').waitFor();
    await seenOnTimeline(page, 'Alert on an exhausted pool', 'Fires at 90 %');
    await entry(page, 'Alert on an exhausted pool').filter({ hasText: 'no owner' }).waitFor();
  }),
);

it(
  '[I61] writes a section of the review, keeps what is not saved, and changes its status',
  inApp(async ({ page }) => {
    await declare(page);
    let panel = await command(page, 'Write the review');
    await panel.getByRole('button', { name: 'Write: root cause' }).click();
    await page.keyboard.type('Release 2.5.1 leaked connections.');
    await page.keyboard.press('Control+Enter');
    await panel.getByText('1 of 17').waitFor();
    await panel.getByRole('button', { name: 'Write: lessons' }).click();
    await page.keyboard.type('Half a thought');
    await page.keyboard.press('Escape');
    await panel.getByText('not saved').waitFor();

    await page.reload();
    await pane(page, 'Incident').getByRole('heading', { name: TITLE }).waitFor();
    panel = await command(page, 'Write the review');
    await panel.getByText('not saved').waitFor();
    await panel.getByRole('button', { name: 'Write: lessons' }).click();
    expect(await panel.getByRole('textbox', { name: 'lessons' }).inputValue()).toBe('Half a thought');
    await page.keyboard.press('Escape');

    await panel.getByRole('button', { name: 'Status of the review: draft' }).click();
    await page.getByRole('menuitemradio', { name: /^In review/ }).click();
    await panel.getByRole('button', { name: 'Status of the review: in review' }).waitFor();
    await seenOnTimeline(page, 'Review: root cause written');
    await entry(page, 'Review: in review').waitFor();
  }),
);

it(
  '[I63] saves the team in the settings once nothing is wrong with it, and offers its channels',
  inApp(async ({ page }) => {
    await declare(page);
    await page.keyboard.press('Control+,');
    const dialog = page.getByRole('dialog', { name: 'Settings' });
    await dialog.getByRole('tab', { name: 'Team' }).click();
    await dialog.getByRole('button', { name: 'Add a channel' }).click();
    await dialog.getByRole('combobox', { name: 'Audience of channel 1' }).selectOption('customers');
    const statusPage = dialog.getByRole('textbox', { name: 'Status page', exact: true });
    await statusPage.fill('status.example');
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await dialog.getByText('Not saved: 2 fields are marked above.').waitFor();
    await dialog.getByText('no web address: status.example').waitFor();
    await statusPage.and(page.locator(':focus')).waitFor();
    await statusPage.fill('https://status.example');
    await dialog.getByRole('textbox', { name: 'Name of channel 1' }).fill('Our status page');
    await page.keyboard.press('Enter');
    await dialog.getByText('Saved. It holds for every incident.').waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });

    const panel = await command(page, 'Publish an update');
    await panel.getByRole('checkbox', { name: 'Our status page' }).waitFor();
  }),
);
