import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Page } from 'playwright';
import { declareByKeyboard } from '../../tests/e2e/steps.ts';
import { enter, front, openTerminal, untilScreen, untilTraffic } from '../../tests/e2e/terminals.ts';
import type { RunningApp } from '../../tests/support/launch.ts';
import { probeTerminals, sinceKey, timeKeys, traffic } from '../../tests/support/terminal-probe.ts';
import { logLines } from './log-lines.ts';

/** Declares an incident and opens so many terminals of it; the last one is in front. */
export async function openTabs(app: RunningApp, count: number): Promise<void> {
  await declareByKeyboard(app.page, { title: 'A flood of logs', levelsDown: 1, name: 'Ada Winter' });
  await probeTerminals(app.page);
  for (let tab = 0; tab < count; tab += 1) await openTerminal(app.page);
}

/** Columns and rows of the terminal in front, as its shell knows them. */
export async function sizeInFront(page: Page): Promise<{ readonly columns: number; readonly rows: number }> {
  await enter(page, 'stty size');
  const size = /^(\d+) (\d+)$/;
  const rows = await untilScreen(page, 'its size', (shown) => shown.some((row) => size.test(row.trim())));
  const [, height, width] = rows.map((row) => size.exec(row.trim())).find((match) => match) ?? [];
  return { columns: Number(width), rows: Number(height) };
}

/** Starts the barest terminal beside the product's page, in the same Chromium, as wide and high. */
export async function openBare(beside: Page): Promise<{ readonly page: Page; close(): Promise<void> }> {
  const { columns, rows } = await sizeInFront(beside);
  const child = spawn(process.execPath, [join(import.meta.dirname, 'bare/server.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const address = await firstLine(child);
  const context = await beside.context().browser()?.newContext({ viewport: beside.viewportSize() });
  if (!context) throw new Error('no browser to open a page in');
  const page = await context.newPage();
  await page.goto(`${address}/?columns=${columns}&rows=${rows}`);
  await probeTerminals(page);
  await untilTraffic(page, 0, 'prompt', ({ parsed }) => parsed > 0);
  return {
    page,
    async close() {
      await context.close();
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('nothing to read from');
  for await (const line of createInterface({ input: child.stdout })) return line;
  throw new Error('the bare terminal ended');
}

export interface LogFile {
  readonly path: string;
  /** Bytes at the page: the terminal's driver puts a carriage return before each newline. */
  readonly terminalBytes: number;
}

/** Writes about `bytes` of coloured log lines. */
export function writeLog(folder: string, bytes: number): LogFile {
  const text = logLines(bytes);
  const path = join(folder, `${bytes}.log`);
  writeFileSync(path, text);
  return { path, terminalBytes: Buffer.byteLength(text) + text.split('\n').length - 1 };
}

/** Brings the page to the front, and the keyboard into the terminal that is in front there. */
export async function focus(page: Page): Promise<void> {
  await page.bringToFront();
  const bare = page.locator('#terminal textarea');
  await ((await bare.count()) > 0 ? bare : front(page).locator('textarea')).focus();
}

/** Prints the file in the terminal that has the keyboard. MB/s, from the Enter key to the last byte parsed. */
export async function timeLog(page: Page, index: number, { path, terminalBytes }: LogFile): Promise<number> {
  const before = (await traffic(page))[index]?.parsed ?? 0;
  await enter(page, `cat ${path}`);
  const { sessionId } = await untilTraffic(
    page,
    index,
    'end of the log',
    ({ received, parsed }) => parsed >= before + terminalBytes && parsed === received,
    240_000,
  );
  return terminalBytes / 1e3 / (await sinceKey(page, sessionId));
}

/** Times keys in the terminal that has the keyboard, and leaves its line empty. */
export async function timeTyping(page: Page, index: number, keys: number, pauseMs: number): Promise<number[]> {
  const { sessionId = '' } = (await traffic(page))[index] ?? {};
  const times = await timeKeys(page, sessionId, keys, pauseMs);
  await page.keyboard.press('Control+u');
  return times;
}
