import type { Page } from 'playwright';
import { expect, it } from 'vitest';
import { declareByKeyboard, entry, pane, writeNote } from './steps.ts';
import { withApp } from './world.ts';

const TITLE = 'Search is slow';

const shown = (page: Page) => pane(page, 'Incident').getByRole('heading', { name: TITLE }).waitFor();

/** What the timeline says, row by row. */
const rows = (page: Page) => pane(page, 'Timeline').getByRole('listitem').allInnerTexts();

it(
  'shows the same incident when the window is closed and opened again',
  withApp(async (app) => {
    await declareByKeyboard(app.page, { title: TITLE, levelsDown: 2, name: 'Grace Hopper' });
    await writeNote(app.page, 'p95 doubled after the deploy');
    const before = await rows(app.page);
    await app.close();

    await app.reopen();
    await shown(app.page);
    await entry(app.page, 'p95 doubled after the deploy').waitFor();
    expect(await rows(app.page)).toEqual(before);
  }),
);

it(
  '[R1] keeps a note when the process is killed right after the note appeared',
  withApp(async (app) => {
    await declareByKeyboard(app.page, { title: TITLE, levelsDown: 0, name: 'Grace Hopper' });
    for (const note of ['first', 'second', 'third'].map((word) => `${word} note before the crash`)) {
      await writeNote(app.page, note);
      await app.kill9();
      await app.reopen();
      await shown(app.page);
      await entry(app.page, note).waitFor();
    }
  }),
);

it(
  'keeps the name that was asked for once',
  withApp(async (app) => {
    await declareByKeyboard(app.page, { title: TITLE, levelsDown: 0, name: 'Grace Hopper' });
    await app.close();
    await app.reopen();
    await app.page.getByRole('button', { name: 'All incidents' }).click();
    await app.page.getByRole('button', { name: 'Declare an incident' }).waitFor();
    await app.page.keyboard.press('d');
    const dialog = app.page.getByRole('dialog', { name: 'Declare an incident' });
    await dialog.waitFor();
    expect(await dialog.getByRole('textbox', { name: 'Your name' }).count()).toBe(0);
    expect(await dialog.getByRole('textbox', { name: 'Who commands?' }).inputValue()).toBe('Grace Hopper');
  }),
);
