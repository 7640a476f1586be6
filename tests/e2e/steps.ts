import type { Locator, Page } from 'playwright';

/** What a person does with the window, by the names that a screen reader would say. */

/** One pane of the window, by its landmark. */
export function pane(
  page: Page,
  name: 'Incident' | 'Metrics' | 'Alerts' | 'Terminals' | 'Runbook' | 'Timeline',
): Locator {
  return page.getByRole('region', { name, exact: true });
}

/** The panel beside the panes, while it is open. */
export function incidentPanel(page: Page): Locator {
  return page.getByRole('region', { name: 'Incident details', exact: true });
}

/** The row of the timeline that holds `text`. */
export function entry(page: Page, text: string | RegExp): Locator {
  return pane(page, 'Timeline').getByRole('listitem').filter({ hasText: text });
}

/** Connects from the home, by the address of a Prometheus. */
export async function connectPrometheus(page: Page, url: string): Promise<void> {
  await page.getByRole('button', { name: 'Connect Prometheus' }).click();
  const dialog = page.getByRole('dialog', { name: 'Connect metrics' });
  await dialog.getByRole('textbox', { name: /address of a prometheus/i }).fill(url);
  await page.keyboard.press('Enter');
}

export interface Declaration {
  readonly title: string;
  /** Steps down from the most severe level. */
  readonly levelsDown: number;
  readonly name: string;
}

/** Declares with nothing but the keyboard, from the home: the name is asked for the first time only. */
export async function declareByKeyboard(page: Page, { title, levelsDown, name }: Declaration): Promise<void> {
  await page.keyboard.press('d');
  const dialog = page.getByRole('dialog', { name: 'Declare an incident' });
  await dialog.getByRole('radio').first().waitFor({ state: 'attached' });
  await page.keyboard.type(title);
  await page.keyboard.press('Tab');
  for (let level = 0; level < levelsDown; level += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
  await pane(page, 'Incident').getByRole('heading', { name: title }).waitFor();
}

/** The shortest range has the finest steps, so that a source that is seconds old has something to draw. */
export async function showLastQuarterHour(page: Page): Promise<void> {
  await pane(page, 'Metrics')
    .getByRole('button', { name: /^Range: / })
    .click();
  await page.getByRole('menuitemradio', { name: 'Last 15 m' }).click();
}

/** Writes into the editor under the timeline, and waits until the first line of it is a row. */
export async function writeNote(page: Page, text: string): Promise<void> {
  await pane(page, 'Timeline').getByRole('textbox', { name: 'Add to the timeline' }).fill(text);
  await page.keyboard.press('Enter');
  await entry(page, text.split('\n')[0] ?? text).waitFor();
}

/** Keeps the samples of a panel as evidence, and waits until the timeline draws them. */
export async function keepGraph(page: Page, panel: string): Promise<void> {
  await pane(page, 'Metrics')
    .getByRole('button', { name: `${panel}: menu` })
    .click();
  await page.getByRole('menuitem', { name: /^Keep as evidence/ }).click();
  await pane(page, 'Timeline')
    .getByRole('img', { name: `Graph kept: ${panel}` })
    .waitFor();
}

export async function attachRunbook(page: Page, title: string): Promise<void> {
  await pane(page, 'Runbook').getByRole('button', { name: 'Choose a runbook' }).click();
  const dialog = page.getByRole('dialog', { name: 'Attach a runbook' });
  await dialog.getByRole('combobox').fill(title);
  await dialog.getByRole('option', { name: title }).waitFor();
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'hidden' });
}

/** Opens a tab that is preloaded with the commands of the attached runbook, and waits for its prompt. */
export async function openTabFromRunbook(page: Page, title: string): Promise<void> {
  const terminals = pane(page, 'Terminals');
  await terminals.getByRole('button', { name: `Open from ${title}` }).click();
  await terminals.getByRole('tab', { name: title }).waitFor();
}

/** Opens the one step whose title is `title`. */
export async function selectStep(page: Page, title: string): Promise<Locator> {
  const step = pane(page, 'Runbook').getByRole('listitem').filter({ hasText: title });
  await step.locator('button[data-step]').click();
  return step;
}

export async function setStatus(page: Page, status: string): Promise<void> {
  const incident = pane(page, 'Incident');
  await incident.getByRole('button', { name: /^Status: / }).click();
  await page.getByRole('menuitemradio', { name: new RegExp(`^${status}`) }).click();
  await incident.getByRole('button', { name: `Status: ${status}` }).waitFor();
}

/** Exports the post-mortem and waits until the window says that it is written. */
export async function exportPostMortem(page: Page): Promise<void> {
  await pane(page, 'Incident').getByRole('button', { name: 'Export post-mortem' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export post-mortem' });
  await dialog.getByRole('button', { name: 'Export', exact: true }).click();
  await dialog.getByRole('status').filter({ hasText: 'Written' }).waitFor();
}
