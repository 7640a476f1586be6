import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { Browser, Page } from 'playwright';
import { enter, residentBytes, untilTraffic } from '../../tests/e2e/terminals.ts';
import type { RunningApp } from '../../tests/support/launch.ts';
import { traffic } from '../../tests/support/terminal-probe.ts';
import { line, mb } from './figures.ts';
import { openTabs, writeLog } from './terminals.ts';

const TABS = [1, 10, 30] as const;
/** More than the scrollback holds, in the page and in the services. */
const LOG_BYTES = 3_000_000;
const SETTLE_MS = 1500;

interface Memory {
  readonly services: number;
  readonly page: number;
  readonly heap: number;
}

/** Memory with 1, 10 and 30 tabs: at their first prompt, and with a full scrollback each. */
export async function benchMemory(app: RunningApp, scratch: string): Promise<void> {
  await openTabs(app, 1);
  const log = writeLog(scratch, LOG_BYTES);
  line('memory', 'services', 'page process', 'page JS heap');
  const prompts: Memory[] = [];
  for (const tabs of TABS) {
    while ((await traffic(app.page)).length < tabs) await openOneMore(app.page);
    prompts.push(await measure(app));
    print(`  ${tabs} tabs at their first prompt`, prompts.at(-1));
  }
  perTab('  each of them', prompts[0], prompts.at(-1));
  const full: Memory[] = [];
  let filled = 0;
  for (const tabs of TABS) {
    for (; filled < tabs; filled += 1) await fill(app.page, filled, log);
    full.push(await measure(app));
    print(`  30 tabs, ${tabs} with a full scrollback`, full.at(-1));
  }
  perTab('  each full scrollback', full[0], full.at(-1));
}

async function openOneMore(page: Page): Promise<void> {
  const before = (await traffic(page)).length;
  await page.keyboard.press('Control+Shift+T');
  await untilTraffic(page, before, 'another session', () => true);
}

async function fill(page: Page, index: number, log: { readonly path: string; readonly terminalBytes: number }) {
  if (index < 9) await page.keyboard.press(`Alt+${index + 1}`);
  else await page.keyboard.press('Control+PageDown');
  await enter(page, `cat ${log.path}`);
  await untilTraffic(page, index, 'full scrollback', ({ parsed }) => parsed >= log.terminalBytes);
}

function print(name: string, memory: Memory | undefined): void {
  if (memory) line(name, mb(memory.services), mb(memory.page), mb(memory.heap));
}

function perTab(name: string, first: Memory | undefined, last: Memory | undefined): void {
  if (!first || !last) return;
  const each = (part: keyof Memory) => (last[part] - first[part]) / ((TABS.at(-1) ?? 0) - TABS[0]);
  print(name, { services: each('services'), page: each('page'), heap: each('heap') });
}

async function measure({ page, pid }: RunningApp): Promise<Memory> {
  const protocol = await page.context().newCDPSession(page);
  await protocol.send('Performance.enable');
  await protocol.send('HeapProfiler.collectGarbage');
  await delay(SETTLE_MS);
  const { metrics } = await protocol.send('Performance.getMetrics');
  await protocol.detach();
  const browser = page.context().browser();
  return {
    services: residentBytes(pid),
    page: browser === null ? Number.NaN : await largestRenderer(browser),
    heap: metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? Number.NaN,
  };
}

/** Only one page is open: the other renderers are spare ones. */
async function largestRenderer(browser: Browser): Promise<number> {
  const protocol = await browser.newBrowserCDPSession();
  const { processInfo } = await protocol.send('SystemInfo.getProcessInfo');
  await protocol.detach();
  const renderers = processInfo.filter(({ type }) => type === 'renderer');
  return Math.max(...renderers.map(({ id }) => privateBytes(id)));
}

/** Bytes that only this process holds: renderers share most of Chromium. Linux only. */
function privateBytes(pid: number): number {
  const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  const kilobytes = [...text.matchAll(/^Private_(?:Clean|Dirty):\s+(\d+) kB$/gm)].map(([, size]) => Number(size));
  return kilobytes.reduce((sum, size) => sum + size, 0) * 1024;
}
