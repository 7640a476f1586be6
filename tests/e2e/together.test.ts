import { expect, it } from 'vitest';
import { warRoom } from './command-line.ts';
import { declareByKeyboard, entry, pane } from './steps.ts';
import { withApp } from './world.ts';

it(
  'shows what the command line writes at once, and the command line what the window wrote',
  withApp(async ({ page, dataDir }) => {
    await declareByKeyboard(page, { title: 'Two at work', levelsDown: 1, name: 'Ada' });
    const [incident] = JSON.parse(await warRoom(dataDir, 'incident', 'list', '--json')) as {
      id: string;
      title: string;
    }[];
    expect(incident?.title).toBe('Two at work');
    await warRoom(dataDir, 'incident', 'note', incident?.id ?? '', 'seen from the bastion', '--actor', 'Grace');
    await entry(page, 'seen from the bastion').filter({ hasText: 'Grace' }).waitFor({ timeout: 2000 });
    await warRoom(dataDir, 'incident', 'status', incident?.id ?? '', 'identified');
    await pane(page, 'Incident').getByRole('button', { name: 'Status: Identified' }).waitFor({ timeout: 2000 });
    await warRoom(dataDir, 'incident', 'verify', incident?.id ?? '');
  }),
);

it(
  '[R9] finds the same shell with the same scrollback when the page is loaded again',
  withApp(async ({ page }) => {
    await declareByKeyboard(page, { title: 'The page goes', levelsDown: 1, name: 'Ada' });
    const terminals = pane(page, 'Terminals');
    await terminals.getByRole('button', { name: 'Open a terminal' }).click();
    await terminals.locator('textarea:focus').waitFor();
    await page.keyboard.type('kept=$((6 * 7)); echo "before $kept"\n');
    await terminals.getByText('before 42').first().waitFor();
    await page.reload();
    await terminals.getByText('before 42').first().waitFor();
    await terminals.locator('textarea').focus();
    await page.keyboard.type('echo "after $kept"\n');
    await terminals.getByText('after 42').first().waitFor();
    expect(await terminals.getByRole('tab').count()).toBe(1);
  }),
);
