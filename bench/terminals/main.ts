// `npm run bench:terminals`: the product's terminals in real Chromium through the browser host, in turn with the barest
// web terminal (`bare/`) in the same Chromium: throughput, latency of keys, the record meanwhile, and memory by tabs.
// Prints figures; says nothing about good or bad.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchApp } from '../../tests/support/launch.ts';
import { benchFlood } from './flood.ts';
import { benchIdle } from './idle.ts';
import { benchMemory } from './memory.ts';

const scratch = mkdtempSync(join(tmpdir(), 'bench-terminals-'));
const started = performance.now();

async function withApplication(bench: (app: Awaited<ReturnType<typeof launchApp>>) => Promise<void>): Promise<void> {
  const app = await launchApp({ host: 'browser-host' });
  try {
    await bench(app);
  } finally {
    await app.dispose();
  }
}

try {
  await withApplication((app) => benchIdle(app, scratch));
  await withApplication((app) => benchFlood(app, scratch));
  await withApplication((app) => benchMemory(app, scratch));
  console.log(`${((performance.now() - started) / 1000).toFixed(0)} s`);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
