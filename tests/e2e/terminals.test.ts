import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright';
import { expect, it } from 'vitest';
import { declareByKeyboard, entry, pane } from './steps.ts';
import { violations } from './wcag.ts';
import { withApp } from './world.ts';

const terminals = (page: Page): Locator => pane(page, 'Terminals');
const tab = (page: Page, name: string | RegExp): Locator => terminals(page).getByRole('tab', { name });
/** The terminal that takes the keys; another one after a switch. Several are seen where the pane is split. */
const front = (page: Page): Locator =>
  terminals(page)
    .getByRole('tabpanel')
    .filter({ has: page.locator('[data-pane-focus]') });

async function declare(page: Page): Promise<void> {
  await declareByKeyboard(page, { title: 'Checkout API errors', levelsDown: 0, name: 'Ada' });
}

/** What comes about in time, on a machine that does other things as well. */
function eventually<Value>(ask: () => Value | Promise<Value>) {
  return expect.poll(ask, { timeout: 20_000 });
}

/** Opens the person's shell by its key, and waits for its prompt and for the keyboard to be there. */
async function openShell(page: Page): Promise<void> {
  const tabs = terminals(page).getByRole('tab');
  // Before the page knows its sessions it hears no keys.
  await tabs.or(terminals(page).getByText('No terminal open')).first().waitFor();
  const before = await tabs.count();
  await page.keyboard.press('Control+Shift+T');
  await eventually(() => tabs.count()).toBe(before + 1);
  await prompted(page);
}

/** The tab that takes the keys stands at its prompt, and its terminal has the focus. */
async function prompted(page: Page): Promise<void> {
  await terminals(page)
    .getByRole('tab', { selected: true, name: /at its prompt/ })
    .waitFor();
  await front(page).locator('.xterm-helper-textarea:focus').waitFor({ state: 'attached' });
}

async function run(page: Page, command: string): Promise<void> {
  await page.keyboard.type(command);
  await page.keyboard.press('Enter');
  await entry(page, command)
    .filter({ hasText: /exit \d+/ })
    .waitFor();
}

async function rename(page: Page, title: string): Promise<void> {
  await terminals(page).getByRole('tab', { selected: true }).focus();
  await page.keyboard.press('F2');
  await page.keyboard.type(title);
  await page.keyboard.press('Enter');
  await tab(page, title).waitFor();
  await front(page).locator('.xterm-helper-textarea').focus();
}

/** The names of the tabs, left to right. */
async function order(page: Page): Promise<string[]> {
  const titles = await terminals(page).getByRole('tab').allTextContents();
  return titles.map((text) => text.split(',')[0] ?? '');
}

const shown = (page: Page) => terminals(page).getByRole('tabpanel').filter({ visible: true });

it(
  '[S81][S82] orders tabs by key, by menu and by dragging, splits them, and shows the same after a reload',
  withApp(async ({ page }) => {
    await declare(page);
    for (const title of ['left', 'right', 'third']) {
      await openShell(page);
      await rename(page, title);
    }
    expect(await order(page)).toEqual(['left', 'right', 'third']);
    await page.keyboard.press('Control+Shift+ArrowLeft');
    await eventually(() => order(page)).toEqual(['left', 'third', 'right']);
    await tab(page, 'left').focus();
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: 'Move right' }).click();
    await eventually(() => order(page)).toEqual(['third', 'left', 'right']);
    await tab(page, 'right').dragTo(tab(page, 'third'), { targetPosition: { x: 2, y: 8 } });
    await eventually(() => order(page)).toEqual(['right', 'third', 'left']);

    // A tab that is not shown goes beside the one that is; one that is shown gets a new shell beside it.
    await tab(page, 'left').click();
    await tab(page, 'right').focus();
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: 'Show to the right' }).click();
    await eventually(() => shown(page).count()).toBe(2);
    await prompted(page);
    await page.keyboard.press('Control+Shift+6');
    await eventually(() => shown(page).count()).toBe(3);
    await prompted(page);
    await rename(page, 'below');
    expect(await violations(page)).toEqual([]);

    const active = () => terminals(page).getByRole('tab', { selected: true }).textContent();
    const seen: string[] = [];
    for (const key of ['ArrowUp', 'ArrowLeft', 'ArrowRight', 'ArrowDown']) {
      await page.keyboard.press(`Alt+${key}`);
      await prompted(page);
      seen.push((await active())?.split(',')[0] ?? '');
    }
    expect(seen).toEqual(['right', 'left', 'right', 'below']);

    const width = async () =>
      Math.round((await terminals(page).getByRole('tabpanel', { name: 'left' }).boundingBox())?.width ?? 0);
    const before = await width();
    await terminals(page).getByRole('separator', { name: 'Width of left' }).focus();
    for (let press = 0; press < 4; press += 1) await page.keyboard.press('ArrowRight');
    await eventually(width).toBeGreaterThan(before + 20);
    const wider = await width();

    await page.reload();
    await eventually(() => shown(page).count()).toBe(3);
    await eventually(width).toBe(wider);
    await terminals(page).getByRole('button', { name: 'Close the split of right' }).click();
    await eventually(() => shown(page).count()).toBe(2);
    expect(await order(page)).toEqual(['right', 'third', 'left', 'below']);
  }),
);

it(
  '[S80][S84] shows how each command ended after a reload, and adds what it printed to the timeline',
  withApp(async ({ page }) => {
    await declare(page);
    await openShell(page);
    await run(page, 'echo first of all');
    await run(page, 'seq 101 180; false');
    await page.reload();
    await tab(page, /last command exited with 1/).waitFor();
    const signs = front(page).locator('.command-sign');

    // Out of sight and back: the scrollback is all there, and the first command can be jumped to.
    await openShell(page);
    await tab(page, /last command exited with 1/).click();
    await front(page).locator('.xterm-helper-textarea').focus();
    await page.keyboard.press('Control+Shift+ArrowUp');
    await front(page).locator('.command-sign-failed[data-selected="true"]').waitFor();
    await page.keyboard.press('Control+Shift+ArrowUp');
    await front(page).locator('.command-sign-ok[data-selected="true"]').waitFor();
    const sign = signs.and(page.locator('.command-sign-ok'));
    expect(await sign.getAttribute('title')).toMatch(/^echo first of all\nexit 0 after/);

    await sign.click({ position: { x: 4, y: 8 } });
    await page.getByRole('menuitem', { name: 'Add to the timeline' }).click();
    await entry(page, /echo first of all · exit 0 after .*, in bash/).waitFor();
    await front(page).locator('.xterm-helper-textarea').focus();
    await page.keyboard.press('Control+Shift+ArrowDown');
    await page.keyboard.press('Control+K');
    await page.keyboard.type('Add the last command to the timeline');
    await page.keyboard.press('Enter');
    const note = entry(page, /seq 101 180; false · exit 1 after .*, in bash/);
    await note.waitFor();
    await note.getByRole('button', { name: /101/ }).click();
    await note.getByText('… 40 lines left out …').waitFor();

    // The same by keyboard: the menu of the command that was jumped to plays it.
    await front(page).locator('.xterm-helper-textarea').focus();
    await page.keyboard.press('Control+Shift+Enter');
    await page.getByRole('menuitem', { name: 'Play from here' }).waitFor();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    const player = page.getByRole('dialog', { name: 'Recordings' });
    await player.getByText('$ seq 101 180; false').waitFor();
    await page.keyboard.press('Escape');
    await front(page).locator('.xterm-helper-textarea:focus').waitFor({ state: 'attached' });

    // What is selected has a menu where it is.
    const word = front(page).getByText('105', { exact: true }).first();
    // xterm's screen lies over its rows.
    await word.dblclick({ force: true });
    await word.click({ button: 'right', force: true });
    await page.getByRole('menuitem', { name: 'Add to the timeline' }).click();
    await entry(page, /From bash:/)
      .filter({ hasText: '105' })
      .waitFor();
  }),
);

it(
  '[S86][S60] opens a terminal by a profile that was made in the settings, with the edge of production',
  withApp(async ({ page }) => {
    await declare(page);
    await terminals(page).getByRole('button', { name: 'New terminal' }).click();
    await page.getByRole('menuitem', { name: 'Add profiles…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Settings' });
    await dialog.getByRole('button', { name: 'Add a profile' }).click();
    await dialog.getByRole('textbox', { name: 'Command' }).fill(`env 'GREETING=two words' bash`);
    await dialog.getByRole('textbox', { name: 'Lines of scrollback' }).fill('many');
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await dialog.getByText('Give a number from 0 to 100,000.').waitFor();
    expect(await dialog.locator('input:focus').getAttribute('aria-invalid')).toBe('true');
    expect(await violations(page)).toEqual([]);
    await page.keyboard.type('production');
    await dialog.getByRole('textbox', { name: 'Command' }).fill(`bash`);
    await dialog.getByRole('button', { name: 'Add a variable' }).click();
    await page.keyboard.type('GREETING');
    await page.keyboard.press('Tab');
    await page.keyboard.type('two words');
    await dialog.getByRole('textbox', { name: 'Lines of scrollback' }).fill('500');
    await dialog.getByRole('checkbox', { name: /^Production/ }).check();
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await dialog.getByRole('status').filter({ hasText: 'Saved.' }).waitFor();
    await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();

    await terminals(page).getByRole('button', { name: 'New terminal' }).click();
    await page.getByRole('menuitem', { name: /^production/ }).click();
    await prompted(page);
    await tab(page, /^production ?PROD ?, at its prompt, production, recorded/).waitFor();
    const edge = await terminals(page)
      .getByRole('tabpanel', { name: 'production, production' })
      .evaluate((panel) => getComputedStyle(panel).borderLeftWidth);
    expect(edge).toBe('4px');
    await run(page, 'echo $GREETING');
    await entry(page, 'echo $GREETING').filter({ hasText: 'two words' }).waitFor();
    expect(await violations(page)).toEqual([]);
  }),
);

it(
  '[S83][S85] marks a tab that rang out of sight, tells of its long command, and says what of it is recorded',
  withApp(async ({ page, dataDir }) => {
    await declare(page);
    await openShell(page);
    await rename(page, 'noisy');
    const signal = join(dataDir, 'signal');
    await page.keyboard.type(`until [ -e ${signal} ]; do sleep 0.1; done; printf 'ding\\a'`);
    await page.keyboard.press('Enter');
    await tab(page, /running until/).waitFor();
    await openShell(page);
    // It ran for more than half a minute, by the page's clock.
    await page.evaluate(() => {
      const { now } = Date;
      Date.now = () => now() + 45_000;
    });
    writeFileSync(signal, '');
    await tab(page, /noisy.*long command finished, bell, new output/).waitFor();
    await page
      .getByRole('region', { name: 'Notices' })
      .getByRole('listitem')
      .filter({ hasText: /^until finished in noisy.*exit 0 after 4\d s/ })
      .waitFor();
    await tab(page, 'noisy').click();
    await eventually(() => tab(page, /bell/).count()).toBe(0);

    await terminals(page)
      .getByRole('button', { name: /^Recording of noisy: recorded/ })
      .click();
    await page.getByRole('menuitemradio', { name: /Record no output/ }).click();
    await terminals(page)
      .getByRole('button', { name: /^Recording of noisy: output not recorded/ })
      .waitFor();
    await tab(page, /noisy.*output not recorded/).waitFor();
  }),
);

it(
  '[S64] gives an incident its variables, says with which exit code a shell ended, starts it again in its place, and moves it to the desk and back',
  withApp(async ({ page }) => {
    await declare(page);
    await page.keyboard.press('Control+K');
    await page.keyboard.type('Variables for this incident');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Variables for this incident' });
    await dialog.getByRole('button', { name: 'Add a variable' }).click();
    await page.keyboard.type('REGION');
    await page.keyboard.press('Tab');
    await page.keyboard.type('eu-north-1');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'hidden' });
    await openShell(page);
    await rename(page, 'db');
    await run(page, 'echo $REGION');
    await entry(page, 'echo $REGION').filter({ hasText: 'eu-north-1' }).waitFor();
    await run(page, 'cd /usr/share');
    await page.keyboard.type('exit 7');
    await page.keyboard.press('Enter');
    await terminals(page).getByRole('status').filter({ hasText: 'ended with exit code 7' }).waitFor();
    // Tab belongs to no program any more.
    await page.keyboard.press('Tab');
    await terminals(page).getByRole('button', { name: 'Restart' }).and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Enter');
    await prompted(page);
    await run(page, 'pwd');
    await entry(page, 'pwd').filter({ hasText: '/usr/share' }).waitFor();
    expect(await order(page)).toEqual(['db']);

    await page.keyboard.type('sleep 1000');
    await page.keyboard.press('Enter');
    await tab(page, /running sleep/).waitFor();
    await tab(page, 'db').focus();
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: 'Restart' }).click();
    await page.getByRole('dialog', { name: 'Restart db?' }).getByRole('button', { name: 'End it and restart' }).click();
    await prompted(page);

    await page.keyboard.press('Control+K');
    await page.keyboard.type('Move this terminal to another');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Move db' }).getByRole('button', { name: 'Move', exact: true }).click();
    await terminals(page).getByText('No terminal open').waitFor();
    await entry(page, 'Terminal moved away: db').waitFor();
    await terminals(page).getByRole('button', { name: 'New terminal' }).click();
    await page.getByRole('menuitem', { name: 'db' }).click();
    await prompted(page);
    await entry(page, 'Terminal moved here: db').waitFor();
  }),
);
