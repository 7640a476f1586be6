import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { declareByKeyboard, entry, exportPostMortem, keepGraph, pane, setStatus } from './steps.ts';
import { withApp } from './world.ts';

it(
  'walks without a Prometheus, and says SIMULATED on the home, the panels, the graph that was kept and the document',
  withApp(async (app) => {
    const { page } = app;
    await page.getByRole('button', { name: 'Start with simulated metrics' }).click();
    await page.getByText('SIMULATED').first().waitFor();
    await declareByKeyboard(page, { title: 'A first look', levelsDown: 2, name: 'Ada' });
    const metrics = pane(page, 'Metrics');
    await metrics.getByText('SIMULATED').first().waitFor();
    await metrics.getByText('live').waitFor();
    await keepGraph(page, 'Latency');
    await entry(page, 'Latency').getByText('SIMULATED', { exact: true }).waitFor();
    await setStatus(page, 'Resolved');
    const saved = await app.saveInto(app.dataDir);
    await exportPostMortem(page);
    expect(readFileSync(await saved(), 'utf8')).toContain('**SIMULATED');
  }),
);
