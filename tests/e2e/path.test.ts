import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { askPrometheus, exitCodeOf, readGraph } from './exported.ts';
import {
  attachRunbook,
  connectPrometheus,
  declareByKeyboard,
  entry,
  exportPostMortem,
  keepGraph,
  openTabFromRunbook,
  pane,
  selectStep,
  setStatus,
  showLastQuarterHour,
  writeNote,
} from './steps.ts';
import { placeRunbook, startWatched, TEAM_RUNBOOK, withApp } from './world.ts';

const PANEL = 'Error ratio';
/** Characters that Markdown would take for marks, and a second line: it has to come out as it went in. */
const NOTE =
  'Gateway refuses: certificate `*.pay.example` expired — see <https://status.example>\n| not_a_table | # nor a heading';

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
      const errorRatio = pane(page, 'Metrics').getByRole('article', { name: PANEL });
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

      await watched.prometheus.waitForSample('count_over_time(up[1m]) > 10', 30_000);
      await keepGraph(page, PANEL);
      await writeNote(page, NOTE);
      await setStatus(page, 'Resolved');

      const saved = await app.saveInto(app.dataDir);
      await exportPostMortem(page);
      const markdown = readFileSync(await saved(), 'utf8');
      expect(markdown).toContain(NOTE);
      expect(exitCodeOf(markdown, command)).toBe(String(exitCode));
      const { query, samples } = readGraph(markdown, PANEL);
      expect(samples).not.toEqual([]);
      expect(samples).toEqual(await askPrometheus(watched.prometheus, query, samples));
    } finally {
      await watched.close();
    }
  }),
);
