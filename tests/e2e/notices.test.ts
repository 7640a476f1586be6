import type { Locator, Page } from 'playwright';
import { expect, it } from 'vitest';
import { warRoom } from './command-line.ts';
import { declareByKeyboard, pane } from './steps.ts';
import { withApp } from './world.ts';

const notices = (page: Page) => page.getByRole('region', { name: 'Notices' }).getByRole('listitem');

/** An incident whose first clock is late from the beginning. */
function declareLate(dataDir: string, title: string): Promise<string> {
  const since = new Date(Date.now() - 6 * 60_000).toISOString();
  return warRoom(dataDir, 'incident', 'declare', '--title', title, '--severity', 'SEV-1', '--occurred-at', since);
}

async function isApart(a: Locator, b: Locator): Promise<boolean> {
  const [first, second] = await Promise.all([a.boundingBox(), b.boundingBox()]);
  if (!first || !second) throw new Error('one of them is not on the screen');
  return (
    first.x + first.width <= second.x ||
    second.x + second.width <= first.x ||
    first.y + first.height <= second.y ||
    second.y + second.height <= first.y
  );
}

/** That no notice lies over what one types into, or over what it is about. */
async function expectOutOfTheWay(page: Page): Promise<void> {
  const editor = pane(page, 'Timeline').getByRole('textbox', { name: 'Add to the timeline' });
  const clocks = pane(page, 'Incident').getByRole('list', { name: 'Clocks' });
  const header = pane(page, 'Incident');
  const shown = await notices(page).filter({ visible: true }).all();
  expect(shown).toHaveLength(3);
  for (const notice of shown) {
    expect(await Promise.all([editor, clocks, header].map((part) => isApart(notice, part)))).toEqual([
      true,
      true,
      true,
    ]);
  }
}

it(
  '[I48] shows three notices at most, out of the way wherever the editor stands, and goes through them by keyboard',
  withApp(async ({ page, dataDir }) => {
    await page.setViewportSize({ width: 1280, height: 800 });
    await declareByKeyboard(page, { title: 'Checkout API errors', levelsDown: 0, name: 'Ada' });
    // One by one, since many at once are one notice.
    for (const title of ['First', 'Second', 'Third', 'Fourth']) {
      await declareLate(dataDir, title);
      await notices(page)
        .filter({ hasText: `SEV-1 ${title}` })
        .waitFor();
    }
    await page.getByText('+1 more').waitFor();
    const shown = () => notices(page).filter({ visible: true });
    expect(await shown().count()).toBe(3);
    await expectOutOfTheWay(page);
    await page.keyboard.press('Control+K');
    await page.keyboard.type('Move the timeline column left');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+K');
    await page.keyboard.type('Move the timeline column left');
    await page.keyboard.press('Enter');
    await expectOutOfTheWay(page);

    await page.keyboard.press('Shift+F8');
    await notices(page).filter({ hasText: 'SEV-1 Fourth' }).and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Escape');
    await notices(page).filter({ hasText: 'SEV-1 Fourth' }).waitFor({ state: 'detached' });
    await page.keyboard.press('Shift+F8');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await pane(page, 'Incident').getByRole('heading', { name: 'Third' }).waitFor();
  }),
);
