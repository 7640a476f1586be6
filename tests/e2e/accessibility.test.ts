import { describe, expect, it } from 'vitest';
import {
  attachRunbook,
  connectPrometheus,
  declareByKeyboard,
  entry,
  incidentPanel,
  openTabFromRunbook,
  pane,
} from './steps.ts';
import { violations } from './wcag.ts';
import { placeRunbook, startWatched, TEAM_RUNBOOK, withApp } from './world.ts';

/** The panel beside the panes; the panes have their own turn. */
const PANEL = '[aria-label="Incident details"]';

describe('[WCAG 2.2 AA] in both themes', () => {
  it(
    'has no violation on the home, empty and with incidents, nor in its dialogs',
    withApp(async ({ page }) => {
      await page.getByRole('heading', { name: 'No incidents yet' }).waitFor();
      expect(await violations(page)).toEqual([]);

      await page.keyboard.press('d');
      await page.getByRole('dialog', { name: 'Declare an incident' }).waitFor();
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press('Escape');

      await page.getByRole('button', { name: 'Import an incident' }).click();
      const dialog = page.getByRole('dialog', { name: 'Import an incident' });
      await dialog.waitFor();
      expect(await violations(page)).toEqual([]);
      const nothing = { name: 'nothing.json', mimeType: 'application/json', buffer: Buffer.from('{}') };
      await dialog.getByLabel('Incident file').setInputFiles(nothing);
      await dialog.getByRole('alert').waitFor();
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press('Escape');

      await page.keyboard.press('Control+Shift+L');
      const library = page.getByRole('dialog', { name: 'Runbook library' });
      await library.getByRole('option', { name: 'Disk full' }).click();
      await library.getByRole('region').getByRole('heading', { name: 'Investigation' }).waitFor();
      expect(await violations(page, '[role="dialog"]')).toEqual([]);
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+,');
      await page.getByRole('tab', { name: 'Runbooks' }).click();
      await page
        .getByText(/^\d+ runbooks$/)
        .first()
        .waitFor();
      expect(await violations(page, '[role="dialog"]')).toEqual([]);
      await page.keyboard.press('Escape');

      await declareByKeyboard(page, { title: 'Checkout API errors', levelsDown: 1, name: 'Ada' });
      await page.getByRole('button', { name: 'All incidents' }).click();
      await page.getByRole('region', { name: 'Open', exact: true }).waitFor();
      expect(await violations(page)).toEqual([]);
    }),
  );

  it(
    'has no violation in the incident panel, at any of its sections, nor in what is edited there',
    withApp(async ({ page }) => {
      await declareByKeyboard(page, { title: 'Checkout API errors', levelsDown: 0, name: 'Ada' });
      await pane(page, 'Incident')
        .getByRole('button', { name: /All \d+ clocks/ })
        .click();
      await page.getByRole('dialog', { name: 'All clocks' }).waitFor();
      expect(await violations(page, '[role="dialog"]')).toEqual([]);
      await page.keyboard.press('Escape');

      await pane(page, 'Incident').getByRole('button', { name: 'Incident details' }).click();
      const panel = incidentPanel(page);
      expect(await violations(page)).toEqual([]);
      for (const section of await panel.getByRole('tab').all()) {
        await section.click();
        expect(await violations(page, PANEL)).toEqual([]);
      }
      await panel.getByRole('tab', { name: 'Impact' }).click();
      await panel.getByRole('button', { name: 'Edit users affected' }).click();
      await page.keyboard.press('Enter');
      expect(await violations(page, PANEL)).toEqual([]);
      await panel.getByRole('tab', { name: 'People' }).click();
      await panel.getByRole('button', { name: 'Hand over incident commander' }).click();
      expect(await violations(page, PANEL)).toEqual([]);
    }),
  );

  it(
    'has no violation on the screen of an incident at work',
    withApp(async (app) => {
      const { page } = app;
      const watched = await startWatched();
      try {
        placeRunbook(app.dataDir);
        await connectPrometheus(page, watched.prometheus.url);
        await page.getByText('is connected.').waitFor();
        await declareByKeyboard(page, { title: 'Checkout API errors', levelsDown: 1, name: 'Ada' });
        expect(await violations(page)).toEqual([]);
        await pane(page, 'Metrics').getByText('live').waitFor();
        await attachRunbook(page, TEAM_RUNBOOK.title);
        await openTabFromRunbook(page, TEAM_RUNBOOK.title);
        await entry(page, 'Terminal opened').waitFor();
        expect(await violations(page)).toEqual([]);
      } finally {
        await watched.close();
      }
    }),
  );
});

it(
  'is declared and written to with nothing but the keyboard',
  withApp(async ({ page }) => {
    await declareByKeyboard(page, { title: 'Payments fail', levelsDown: 1, name: 'Ada' });
    await pane(page, 'Incident').getByText('SEV-2').waitFor();
    // The palette does everything that a button does.
    await page.keyboard.press('Control+K');
    await page.keyboard.type('Go to Timeline');
    await page.keyboard.press('Enter');
    await pane(page, 'Timeline').locator('textarea:focus').waitFor();
    await page.keyboard.type('/decision roll back to 4.2');
    await page.keyboard.press('Enter');
    await entry(page, 'roll back to 4.2').filter({ hasText: 'decision' }).waitFor();

    // Every pane is one key away from the last.
    const reached = new Set<string>();
    for (let press = 0; press < 8; press += 1) {
      await page.keyboard.press('F6');
      const name = await page.evaluate(() =>
        document.activeElement?.closest('section[aria-label]')?.getAttribute('aria-label'),
      );
      if (name) reached.add(name);
    }
    expect([...reached].sort()).toEqual(['Alerts', 'Incident', 'Metrics', 'Runbook', 'Terminals', 'Timeline']);
  }),
);
