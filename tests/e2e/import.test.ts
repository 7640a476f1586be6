import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright';
import { expect, it, onTestFinished } from 'vitest';
import { warRoom } from './command-line.ts';
import { entry, incidentPanel, pane } from './steps.ts';
import { withApp } from './world.ts';

const TITLE = 'Logins fail in eu-west-1';

/** An incident of another data directory, as a file. */
async function exportElsewhere() {
  const folder = mkdtempSync(join(tmpdir(), 'war-room-elsewhere-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const dataDir = join(folder, 'data');
  const path = join(folder, 'logins.json');
  const actor = ['--actor', 'Grace Hopper'];
  const id = await warRoom(dataDir, 'incident', 'declare', '--title', TITLE, '--severity', 'SEV-2', ...actor);
  await warRoom(dataDir, 'incident', 'note', id, 'The certificate ran out at noon', ...actor);
  const writeFile = async () => {
    await warRoom(dataDir, 'incident', 'export', id, '--format', 'json', '--out', path, '--force');
    return path;
  };
  return { id, folder, dataDir, writeFile };
}

async function openImport(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Import an incident' }).click();
  const dialog = page.getByRole('dialog', { name: 'Import an incident' });
  await dialog.waitFor();
  return dialog;
}

const choose = (dialog: Locator, path: string) => dialog.getByLabel('Incident file').setInputFiles(path);

it(
  '[I24] imports an incident of another machine, shows its timeline and proves its record',
  withApp(async ({ page, dataDir }) => {
    const elsewhere = await exportElsewhere();
    const file = await elsewhere.writeFile();
    const dialog = await openImport(page);
    await choose(dialog, file);
    await dialog.getByRole('status').filter({ hasText: '3 events taken in.' }).waitFor();
    // The focus is on what comes next.
    await dialog.locator('button:focus', { hasText: 'Open it' }).waitFor();
    await page.keyboard.press('Enter');

    await pane(page, 'Incident').getByRole('heading', { name: TITLE }).waitFor();
    await entry(page, 'The certificate ran out at noon').filter({ hasText: 'Grace Hopper' }).waitFor();
    await page.keyboard.press('Control+K');
    await page.keyboard.type('Incident details');
    await page.keyboard.press('Enter');
    await incidentPanel(page).getByRole('button', { name: 'Check this record' }).click();
    await incidentPanel(page).getByText('3 events checked: nothing was changed or lost.').waitFor();

    // Once more, from the palette: only what is new there, which is the note and the record of the first export.
    await warRoom(elsewhere.dataDir, 'incident', 'note', elsewhere.id, 'A new one is out', '--actor', 'Grace Hopper');
    await elsewhere.writeFile();
    await page.keyboard.press('Control+K');
    await page.keyboard.type('Import an incident');
    await page.keyboard.press('Enter');
    await choose(dialog, file);
    await dialog.getByRole('status').filter({ hasText: '2 events taken in.' }).waitFor();
    await dialog.getByText('3 events were here already.').waitFor();
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await entry(page, 'A new one is out').waitFor();
    expect(readdirSync(dataDir).filter((name) => name.startsWith('.import-'))).toEqual([]);
  }),
);

it(
  '[I22] refuses a file with one changed byte, says which event and what to do, and takes nothing of it',
  withApp(async ({ page, dataDir }) => {
    const elsewhere = await exportElsewhere();
    const file = await elsewhere.writeFile();
    const changed = join(elsewhere.folder, 'changed.json');
    writeFileSync(changed, readFileSync(file, 'utf8').replace('ran out at noon', 'ran out at moon'));
    const dialog = await openImport(page);
    await choose(dialog, changed);
    const said = dialog.getByRole('alert');
    await said.waitFor();
    expect(await said.locator('p').allInnerTexts()).toEqual([
      'The file was changed after it was exported. Event 3: what it says was changed.',
      'Ask for the export once more; nothing was taken in.',
    ]);
    expect(JSON.parse(await warRoom(dataDir, 'incident', 'list', '--json'))).toEqual([]);

    // The right one goes in from the same place.
    await choose(dialog, file);
    await dialog.getByRole('status').filter({ hasText: '3 events taken in.' }).waitFor();
  }),
);

it(
  '[I24] imports a file that is dropped on the home, and does not leave the page for one that is dropped elsewhere',
  withApp(async ({ page }) => {
    const elsewhere = await exportElsewhere();
    const text = readFileSync(await elsewhere.writeFile(), 'utf8');
    const drop = (type: 'dragover' | 'drop') =>
      page.evaluate(
        ([kind, json]) => {
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(new File([json], 'logins.json', { type: 'application/json' }));
          const event = new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true });
          document.body.dispatchEvent(event);
          return event.defaultPrevented;
        },
        [type, text] as const,
      );
    expect(await drop('dragover')).toBe(true);
    await page.getByText('Drop the incident file to import it').waitFor();
    expect(await drop('drop')).toBe(true);
    const dialog = page.getByRole('dialog', { name: 'Import an incident' });
    await dialog.getByRole('status').filter({ hasText: '3 events taken in.' }).waitFor();
    await dialog.getByRole('button', { name: 'Open it' }).click();
    await entry(page, 'The certificate ran out at noon').waitFor();
    expect(await drop('drop')).toBe(true);
    await pane(page, 'Incident').getByRole('heading', { name: TITLE }).waitFor();
    expect(await dialog.count()).toBe(0);
  }),
);
