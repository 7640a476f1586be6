import type { RunningApp } from '../../tests/support/launch.ts';
import { quantile } from '../quantile.ts';
import { line, spread } from './figures.ts';
import { focus, openBare, openTabs, timeLog, timeTyping, writeLog } from './terminals.ts';

const ROUNDS = 5;
const LOG_BYTES = 30_000_000;
const KEYS_PER_ROUND = 120;
const KEY_PAUSE_MS = 25;

/** Throughput and latency of keys with one terminal, in turn with the barest. */
export async function benchIdle(app: RunningApp, scratch: string): Promise<void> {
  await openTabs(app, 1);
  const bare = await openBare(app.page);
  const log = writeLog(scratch, LOG_BYTES);
  const warm = writeLog(scratch, LOG_BYTES / 10);
  const pages = { ours: app.page, bare: bare.page };
  const rates = { ours: [] as number[], bare: [] as number[] };
  const keys = { ours: [] as number[], bare: [] as number[] };
  for (let round = -1; round < ROUNDS; round += 1) {
    for (const who of round % 2 === 0 ? (['ours', 'bare'] as const) : (['bare', 'ours'] as const)) {
      const page = pages[who];
      await focus(page);
      const rate = await timeLog(page, 0, round < 0 ? warm : log);
      const times = await timeTyping(page, 0, KEYS_PER_ROUND, KEY_PAUSE_MS);
      if (round < 0) continue;
      rates[who].push(rate);
      keys[who].push(...times);
    }
  }
  await bare.close();
  const ratios = rates.ours.map((rate, round) => rate / (rates.bare[round] ?? Number.NaN));
  const mbs = (values: readonly number[]) => `${quantile(values, 0.5).toFixed(2)} MB/s`;
  line(`${LOG_BYTES / 1e6} MB of coloured log lines, PTY to parsed`, mbs(rates.ours), `bare ${mbs(rates.bare)}`);
  line('  ratio: median, lowest, highest', ...[0.5, 0, 1].map((share) => quantile(ratios, share).toFixed(2)));
  line('key to its echo parsed, idle', ...spread(keys.ours));
  line('  bare', ...spread(keys.bare));
  line('  ratio of the p99', (quantile(keys.ours, 0.99) / quantile(keys.bare, 0.99)).toFixed(2));
}
