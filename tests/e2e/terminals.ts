import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { Locator, Page } from 'playwright';
import { until } from '../support/hosts/instance.ts';
import { type SessionTraffic, traffic } from '../support/terminal-probe.ts';
import { pane } from './steps.ts';

/** What is on the screen of the terminal in front, row by row. */
export function screenRows(page: Page): Promise<string[]> {
  return front(page).locator('.xterm-rows > div').allTextContents();
}

/** The tab in front. */
export function front(page: Page): Locator {
  return pane(page, 'Terminals').getByRole('tabpanel').filter({ visible: true });
}

/** Opens one more terminal, with the keyboard in it, and waits for its prompt. */
export async function openTerminal(page: Page): Promise<void> {
  const terminals = pane(page, 'Terminals');
  const tabs = terminals.getByRole('tab');
  // Before the page knows its sessions it hears no keys.
  await tabs.or(terminals.getByText('No terminal open')).first().waitFor();
  const before = await tabs.count();
  await page.keyboard.press('Control+Shift+T');
  await tabs.nth(before).waitFor();
  await front(page).locator('textarea:focus').waitFor();
  await untilScreen(page, 'a prompt', (rows) => rows.some((row) => /[$#]\s*$/.test(row.trimEnd())));
}

/** Types a line into the terminal that has the keyboard. */
export async function enter(page: Page, line: string): Promise<void> {
  await page.keyboard.type(line);
  await page.keyboard.press('Enter');
}

export function untilScreen(page: Page, what: string, found: (rows: readonly string[]) => boolean): Promise<string[]> {
  let rows: string[] = [];
  return until(
    async () => {
      rows = await screenRows(page);
      return found(rows) ? rows : undefined;
    },
    () => `the terminal does not show ${what}:\n${rows.join('\n')}`,
  );
}

/** All that the terminal with the keyboard holds, a screen at a time from the newest to the oldest. */
export async function readScrollback(page: Page): Promise<string[][]> {
  const screens: string[][] = [];
  for (;;) {
    const rows = await screenRows(page);
    if (rows.join('\n') === screens.at(-1)?.join('\n')) break;
    screens.push(rows);
    await page.keyboard.press('Shift+PageUp');
    await drawn(page);
  }
  for (const _ of screens) await page.keyboard.press('Shift+PageDown');
  await drawn(page);
  return screens;
}

/** xterm draws in the next frame. */
function drawn(page: Page): Promise<void> {
  return page.evaluate(
    () => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))),
  );
}

/** Rows and columns of the terminal that a process runs in, as the system knows them. Linux only. */
export function terminalSize(pid: number): string {
  const terminal = readlinkSync(`/proc/${pid}/fd/0`);
  return execFileSync('stty', ['-F', terminal, 'size'], { encoding: 'utf8' }).trim();
}

/** Waits until a session's traffic is as asked, looking at it once in a while: looking takes time from the page. */
export function untilTraffic(
  page: Page,
  index: number,
  what: string,
  found: (session: SessionTraffic) => boolean,
  timeoutMs = 60_000,
): Promise<SessionTraffic> {
  let last: SessionTraffic | undefined;
  return until(
    async () => {
      last = (await traffic(page))[index];
      if (last !== undefined && found(last)) return last;
      await delay(100);
      return undefined;
    },
    () => `no ${what}: ${JSON.stringify(last)}`,
    timeoutMs,
  );
}

/** Watches how much memory a process holds, from now on. */
export function watchMemory(pid: number): { stop(): { readonly growth: number; readonly peak: number } } {
  const before = residentBytes(pid);
  let peak = before;
  const timer = setInterval(() => {
    peak = Math.max(peak, residentBytes(pid));
  }, 100);
  return {
    stop() {
      clearInterval(timer);
      peak = Math.max(peak, residentBytes(pid));
      return { growth: peak - before, peak };
    },
  };
}

/** Bytes of memory that a process holds. Linux only. */
export function residentBytes(pid: number): number {
  const line = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(line?.[1]) * 1024;
}
