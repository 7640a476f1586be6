import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from 'playwright';
import { enter, untilTraffic } from '../../tests/e2e/terminals.ts';
import type { RunningApp } from '../../tests/support/launch.ts';
import { sinceKey } from '../../tests/support/terminal-probe.ts';
import { line, ms, spread } from './figures.ts';
import { connectBeside } from './services-client.ts';
import { focus, openTabs, timeTyping, writeLog } from './terminals.ts';

const KEYS = 200;
const KEY_PAUSE_MS = 40;
const APPENDS = 200;
const APPEND_PAUSE_MS = 40;

/** Keys, the record and Ctrl-C while the first of two tabs prints without end. */
export async function benchFlood(app: RunningApp, scratch: string): Promise<void> {
  const { page } = app;
  await openTabs(app, 2);
  const quiet = { append: await timeAppends(page, 'quiet') };
  await page.keyboard.press('Alt+1');
  const { path } = writeLog(scratch, 30_000_000);
  await enter(page, `while :; do cat ${path}; done`);
  await untilTraffic(page, 0, 'flood', ({ parsed }) => parsed > 2_000_000);
  await page.keyboard.press('Alt+2');
  const keys = await timeTyping(page, 1, KEYS, KEY_PAUSE_MS);
  const append = await timeAppends(page, 'flooded');
  await page.keyboard.press('Alt+1');
  await focus(page);
  await page.keyboard.press('Control+c');
  const stopped = await untilTraffic(page, 0, 'end', ({ received, parsed, finished }) => {
    return finished === 1 && parsed === received;
  });
  line('key to its echo parsed, while another tab floods', ...spread(keys));
  line('append of a note, acknowledged to another client', ...spread(quiet.append));
  line('  while a tab floods', ...spread(append));
  line('Ctrl-C until the flood has ended', ms(await sinceKey(page, stopped.sessionId)));
}

/** Notes by a client of the services that is not the page: ms until each is acknowledged. */
async function timeAppends(page: Page, when: string): Promise<number[]> {
  const { client, close } = await connectBeside(page);
  const [incident] = await client.incidents.list({});
  if (incident === undefined) throw new Error('no incident');
  const times: number[] = [];
  for (let index = 0; index < APPENDS; index += 1) {
    const started = performance.now();
    const noted = await client.incidents.addNote({ incidentId: incident.id, text: `${when} ${index}` });
    if (!noted.ok) throw new Error(noted.error.message);
    times.push(performance.now() - started);
    await delay(APPEND_PAUSE_MS);
  }
  close();
  return times;
}
