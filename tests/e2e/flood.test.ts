import type { Page } from 'playwright';
import { expect, it } from 'vitest';
import { report, rounds } from '../faults/runs.ts';
import { countYesLines, keyTimes, probeTerminals, sinceKey, timeKeys } from '../support/terminal-probe.ts';
import { declareByKeyboard } from './steps.ts';
import { enter, openTerminal, untilTraffic, watchMemory } from './terminals.ts';
import { host, withApp } from './world.ts';

const MINUTE = 60_000;
/** Written by `yes`; the terminal's driver makes three bytes of each two. */
const FLOOD_BYTES = rounds(10_000_000, 1_000_000_000);
const FLOOD_MS = rounds(2 * MINUTE, 30 * MINUTE);

async function begin(page: Page): Promise<void> {
  await declareByKeyboard(page, { title: 'A flood', levelsDown: 1, name: 'Ada' });
  await probeTerminals(page);
  await openTerminal(page);
}

it(
  '[R8] loses no byte of a flood on its way to the page, in less than 100 MB of memory',
  withApp(async ({ page, pid }) => {
    await begin(page);
    await countYesLines(page);
    // Whatever is loaded and compiled once is there before.
    await enter(page, 'yes | head -c 2000000');
    const first = await untilTraffic(page, 0, 'end of the first', ({ finished }) => finished === 1);
    expect(first.yesLines).toBe(1_000_000);
    const memory = watchMemory(pid);
    const started = performance.now();
    await enter(page, `yes | head -c ${FLOOD_BYTES}`);
    const last = await untilTraffic(
      page,
      0,
      'end of the flood',
      ({ received, parsed, finished }) => finished === 2 && parsed === received,
      FLOOD_MS,
    );
    const seconds = (performance.now() - started) / 1000;
    const { growth } = memory.stop();
    const megabytes = (last.received - first.received) / 1e6;
    report(`R8 in ${host}`, {
      'MB to the page': megabytes.toFixed(0),
      'MB/s': (megabytes / seconds).toFixed(1),
      'MB grown': (growth / 1e6).toFixed(0),
    });
    expect(last.yesLines).toBe(1_000_000 + FLOOD_BYTES / 2);
    // What is not a line of `yes` is what was typed, prompts and marks: nothing came twice either.
    expect(last.received - 3 * last.yesLines).toBeLessThan(5_000);
    expect(growth).toBeLessThan(100_000_000);
  }),
  FLOOD_MS + MINUTE,
);

it(
  '[R8] stops a flood within a second of Ctrl-C, and echoes most keys in another pane within 100 ms meanwhile',
  withApp(async ({ page }) => {
    await begin(page);
    await openTerminal(page);
    await page.keyboard.press('Alt+1');
    await enter(page, 'yes');
    await untilTraffic(page, 0, 'flood', ({ parsed }) => parsed > 2_000_000);

    await page.keyboard.press('Alt+2');
    const other = await untilTraffic(page, 1, 'second session', () => true);
    await timeKeys(page, other.sessionId);
    for (let key = 0; key < 40; key += 1) await page.keyboard.press('x', { delay: 100 });
    const times = await keyTimes(page);

    await page.keyboard.press('Alt+1');
    await page.keyboard.press('Control+c');
    const stopped = await untilTraffic(
      page,
      0,
      'end',
      ({ received, parsed, finished }) => finished === 1 && parsed === received,
    );
    const stopMs = await sinceKey(page, stopped.sessionId);
    const sorted = times.toSorted((a, b) => a - b);
    report(`R8 in ${host}`, {
      'Ctrl-C ms': stopMs.toFixed(0),
      'key p50': (sorted[sorted.length >> 1] ?? Number.NaN).toFixed(0),
      'key max': (sorted.at(-1) ?? Number.NaN).toFixed(0),
    });
    // Two keys may come back in one piece. The slowest of them says more about the machine: the bench measures it.
    expect(times.length).toBeGreaterThan(30);
    expect(sorted[sorted.length >> 1]).toBeLessThan(100);
    expect(stopMs).toBeLessThan(1_000);
  }),
);
