import { expect, it } from 'vitest';
import {
  attachRunbook,
  connectPrometheus,
  declareByKeyboard,
  entry,
  openTabFromRunbook,
  pane,
  selectStep,
  setStatus,
  showLastQuarterHour,
  writeNote,
} from './steps.ts';
import { placeRunbook, startWatched, TEAM_RUNBOOK, withApp } from './world.ts';

const NOTE = 'Gateway refuses: certificate `*.pay.example` expired — see <https://status.example>';

it(
  'walks from an empty home to a post-mortem that holds the exit code, the samples and the note',
  withApp(async (app) => {
    const { page } = app;
    const watched = await startWatched();
    try {
      placeRunbook(app.dataDir);
      await page.getByRole('heading', { name: 'No incidents yet' }).waitFor();
      await connectPrometheus(page, watched.prometheus.url);
      await page.getByText('is connected.').waitFor();

      await declareByKeyboard(page, { title: 'Checkout API errors', levelsDown: 1, name: 'Ada Lovelace' });
      await showLastQuarterHour(page);
      const errorRatio = pane(page, 'Metrics').getByRole('article', { name: 'Error ratio' });
      await errorRatio.getByText('5xx / all').waitFor();
      await pane(page, 'Metrics').getByText('live').waitFor();

      await attachRunbook(page, TEAM_RUNBOOK.title);
      await openTabFromRunbook(page, TEAM_RUNBOOK.title);
      const reading = await selectStep(page, TEAM_RUNBOOK.readOnly.title);
      await reading.getByRole('button', { name: /^Run/ }).click();
      await reading.getByText('exit 0').waitFor();

      // What may change something is put at the prompt, for the person to send.
      const { title, command, exitCode } = TEAM_RUNBOOK.failing;
      const failing = await selectStep(page, title);
      await failing.getByRole('button', { name: /^Insert/ }).click();
      await pane(page, 'Terminals').locator('textarea:focus').waitFor();
      await page.keyboard.press('Enter');
      await failing.getByText(`exit ${exitCode}`).waitFor();
      await entry(page, command)
        .filter({ hasText: `exit ${exitCode}` })
        .waitFor();

      await writeNote(page, NOTE);
      expect(await entry(page, NOTE).count()).toBe(1);
      await page.screenshot({ path: '/tmp/ed/3.png' });
      await setStatus(page, 'Resolved');
    } finally {
      await watched.close();
    }
  }),
);
