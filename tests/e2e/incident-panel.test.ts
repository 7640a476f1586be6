import type { Page } from 'playwright';
import { expect, it } from 'vitest';
import { declareByKeyboard, entry, incidentPanel, pane } from './steps.ts';
import { withApp, withSharedApp } from './world.ts';

const inApp = withSharedApp();

const tab = (page: Page, name: string) => incidentPanel(page).getByRole('tab', { name });

/** Runs a command of the palette by its name. */
async function run(page: Page, command: string): Promise<void> {
  await page.keyboard.press('Control+K');
  await page.getByRole('dialog', { name: 'Commands' }).waitFor();
  await page.keyboard.type(command);
  await page.keyboard.press('Enter');
}

it(
  'hands over the command in one action, with where the incident stands',
  inApp(async ({ page }) => {
    await declareByKeyboard(page, { title: 'Checkout API errors', levelsDown: 1, name: 'Ada' });
    await run(page, 'People and roles');
    const panel = incidentPanel(page);
    await panel.getByRole('button', { name: 'Hand over incident commander' }).click();
    const standing = panel.getByRole('region', { name: 'Where the incident stands' });
    expect(await standing.innerText()).toContain('Roles: incident commander Ada.');

    // Nobody is no successor.
    await page.keyboard.press('Enter');
    await panel.getByText('Name who takes over.').waitFor();
    await page.keyboard.type('Jon Reyes');
    await page.keyboard.press('Tab');
    await page.keyboard.type('The vendor calls back at three.');
    await page.keyboard.press('Control+Enter');

    await panel.getByRole('button', { name: 'Hand over incident commander' }).and(page.locator(':focus')).waitFor();
    await pane(page, 'Incident').getByRole('button', { name: 'Jon Reyes: incident commander' }).waitFor();
    await panel.getByRole('button', { name: 'Close the panel' }).click();
    const row = entry(page, 'Ada → Jon Reyes');
    await row.waitFor();
    await row.getByRole('button', { expanded: false }).first().click();
    await row.getByText('Roles: incident commander Ada.').waitFor();
    // A note is an entry of its own, which can be amended and purged.
    await entry(page, 'Handover to Jon Reyes: The vendor calls back at three.').waitFor();
  }),
);

it(
  'takes the impact with its source, by keyboard alone, and shows it in the header',
  inApp(async ({ page }) => {
    await declareByKeyboard(page, { title: 'Checkout API errors', levelsDown: 1, name: 'Ada' });
    await run(page, 'Impact');
    await tab(page, 'Impact').and(page.locator(':focus')).waitFor();
    const panel = incidentPanel(page);
    expect(await panel.getByText('unknown', { exact: true }).count()).toBe(9);

    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.keyboard.type('-12');
    await page.keyboard.press('Enter');
    await panel.getByText('It cannot be less than zero.').waitFor();
    await panel.getByText('Name the source: a graph, a query, a person.').waitFor();
    await page.keyboard.press('Control+A');
    await page.keyboard.type('12k');
    await page.keyboard.press('Tab');
    await page.keyboard.type('checkout dashboard');
    await page.keyboard.press('Enter');
    await pane(page, 'Incident').getByText('12,000 users').waitFor();
    await panel.getByText('checkout dashboard · Ada').waitFor();
    // The focus is back where the editing began, so that the next figure is one Tab away.
    await panel.getByRole('button', { name: 'Edit users affected' }).and(page.locator(':focus')).waitFor();

    // Escape leaves a form first, then the panel.
    await page.keyboard.press('Enter');
    await panel.getByRole('form', { name: 'Users affected' }).waitFor();
    await page.keyboard.press('Escape');
    await panel.getByRole('button', { name: 'Edit users affected' }).and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'hidden' });
    await entry(page, 'Users affected: 12,000').waitFor();

    // It comes back to where it was, and I closes it again.
    await page.keyboard.press('i');
    await tab(page, 'Impact').and(page.locator(':focus')).waitFor();
    await page.keyboard.press('i');
    await panel.waitFor({ state: 'hidden' });
  }),
);

it(
  'corrects a moment with a reason, keeps what stood there, and measures anew',
  inApp(async ({ page }) => {
    await declareByKeyboard(page, { title: 'Checkout API errors', levelsDown: 1, name: 'Ada' });
    await run(page, 'Incident details');
    const panel = incidentPanel(page);
    const correct = async (typed: string, reason: string) => {
      await panel.getByRole('button', { name: 'Correct when it was started' }).click();
      await page.keyboard.type(typed);
      await page.keyboard.press('Tab');
      await page.keyboard.type(reason);
      await page.keyboard.press('Enter');
    };
    await panel.getByRole('button', { name: 'Correct when it was started' }).click();
    await page.keyboard.type('tomorrow');
    await panel.getByText(/^Write it like/).waitFor();
    await page.keyboard.press('Escape');

    await correct('-10m', 'first errors in the log');
    await panel
      .getByRole('row', { name: /^TTD/ })
      .getByText(/^(9|10) m/)
      .waitFor();
    await correct('-20m', 'an earlier log');
    await panel
      .getByRole('row', { name: /^TTD/ })
      .getByText(/^(19|20) m/)
      .waitFor();
    await panel.getByText('2 corrections').click();
    await panel.getByText(/first errors in the log · Ada/).waitFor();
    await panel.getByText(/an earlier log · Ada/).waitFor();
  }),
);

it(
  'keeps a link, and shows all of it before it opens; what is no web address stays text',
  inApp(async ({ page }) => {
    await declareByKeyboard(page, { title: 'Checkout API errors', levelsDown: 1, name: 'Ada' });
    await page.keyboard.press('Escape');
    await run(page, 'Incident details');
    const panel = incidentPanel(page);
    const add = async (kind: string, target: string) => {
      await panel.getByRole('button', { name: `Add ${kind}` }).click();
      await page.keyboard.type(target);
      await page.keyboard.press('Enter');
      await panel.getByRole('button', { name: `Edit ${kind}` }).waitFor();
    };
    await add('call', 'https://meet.example.com/room?pin=4711');
    await add('ticket', 'javascript:alert(1)');
    expect(await panel.getByRole('button', { name: /javascript/ }).count()).toBe(0);

    await pane(page, 'Incident')
      .getByRole('button', { name: /^Join the call/ })
      .click();
    const dialog = page.getByRole('dialog', { name: 'Open this address?' });
    await dialog.getByText('https://meet.example.com/room?pin=4711').waitFor();
    // The dialog takes its own Escape; the panel stays.
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await panel.waitFor();
  }),
);

it(
  'closes a duplicate into the incident that goes on, names it in both, and checks the record',
  withApp(async ({ page }) => {
    await declareByKeyboard(page, { title: 'Checkout API errors', levelsDown: 1, name: 'Ada' });
    await pane(page, 'Incident').getByRole('button', { name: 'All incidents' }).click();
    await page.getByRole('region', { name: 'Open', exact: true }).waitFor();
    await page.keyboard.press('d');
    await page.getByRole('dialog', { name: 'Declare an incident' }).waitFor();
    await page.keyboard.type('Payments fail');
    await page.keyboard.press('Enter');
    await pane(page, 'Incident').getByRole('heading', { name: 'Payments fail' }).waitFor();

    await run(page, 'Incident details');
    const panel = incidentPanel(page);
    await panel.getByRole('button', { name: 'Mark as a duplicate' }).click();
    expect(await panel.getByRole('combobox', { name: 'Of which incident?' }).innerText()).toBe(
      'SEV-2 Checkout API errors',
    );
    await page.keyboard.press('Tab');
    await page.keyboard.type('same deploy');
    await page.keyboard.press('Enter');
    await pane(page, 'Incident').getByText('Duplicate of Checkout API errors').waitFor();
    await pane(page, 'Incident').getByRole('button', { name: 'Status: Closed' }).waitFor();

    await panel.getByRole('button', { name: 'Checkout API errors' }).click();
    await pane(page, 'Incident').getByRole('heading', { name: 'Checkout API errors' }).waitFor();
    await panel.getByRole('button', { name: 'Payments fail' }).waitFor();
    await panel.getByRole('button', { name: 'Check this record' }).click();
    await panel.getByText(/^\d+ events checked: nothing was changed or lost\.$/).waitFor();
  }),
);
