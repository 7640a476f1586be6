// `npm run bench:runbooks`: reading runbooks of 10, 500 and 5,000 steps, next to remark-parse with remark-gfm reading
// the same text in turn; how long one slice of it keeps the services; memory, each in a process of its own; and what
// is found of a made-up corpus. Prints figures; says nothing about good or bad.
import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { quantile } from '../quantile.ts';
import { benchCorpus } from './corpus.ts';
import { readBare, readOurs, readOursInSlices, sizes, textWith } from './runbooks.ts';

/** Small texts in more rounds, after more that are not counted: the program is compiled while it runs. */
const rounds = { 10: 101, 500: 21, 5000: 5 } as const;

const line = (name: string, ...values: string[]) =>
  console.log([name.padEnd(44), ...values.map((value) => value.padStart(18))].join(''));
const ms = (value: number) => `${value < 10 ? value.toFixed(1) : value.toFixed(0)} ms`;
const mb = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`;

/** Time of both in turn, so that whatever else the machine does falls on both. */
function benchTime(steps: keyof typeof rounds): void {
  const count = rounds[steps];
  const text = textWith(steps);
  const ours: number[] = [];
  const bare: number[] = [];
  let found = 0;
  for (let round = -Math.ceil(count / 5); round < count; round += 1) {
    const started = performance.now();
    found = readOurs(text);
    const between = performance.now();
    readBare(text);
    if (round >= 0) {
      ours.push(between - started);
      bare.push(performance.now() - between);
    }
  }
  const ratios = ours.map((mine, index) => mine / (bare[index] ?? Number.NaN));
  line(`${found.toLocaleString('en-US')} steps, ${(text.length / 1000).toFixed(0)} kB`);
  line('  ours, remark alone: median', ms(quantile(ours, 0.5)), ms(quantile(bare, 0.5)));
  line('  ratio: median, quartiles', ...[0.5, 0.25, 0.75].map((share) => `${quantile(ratios, share).toFixed(2)} x`));
}

/** How long the services can't do anything else while a large runbook is read. */
async function benchSlices(steps: number): Promise<void> {
  const text = textWith(steps);
  const waits: number[] = [];
  let last = performance.now();
  const timer = setInterval(() => {
    waits.push(performance.now() - last);
    last = performance.now();
  }, 1);
  const started = performance.now();
  await readOursInSlices(text);
  const elapsed = performance.now() - started;
  clearInterval(timer);
  waits.push(performance.now() - last);
  line('  in slices: all, longest wait, p99', ms(elapsed), ms(Math.max(...waits)), ms(quantile(waits, 0.99)));
}

function benchMemory(steps: number): void {
  const inProcess = (how: string): number[] => {
    const script = resolve(import.meta.dirname, 'memory.ts');
    return JSON.parse(
      execFileSync(process.execPath, ['--expose-gc', script, how, String(steps)], { encoding: 'utf8' }),
    );
  };
  const [kept = 0, peak = 0] = inProcess('ours');
  const [bareKept = 0, barePeak = 0] = inProcess('bare');
  line('  memory kept: ours, remark alone', mb(kept), mb(bareKept));
  line('  process at its largest: ours, remark alone', mb(peak), mb(barePeak));
}

for (const steps of sizes) {
  benchTime(steps);
  await benchSlices(steps);
  benchMemory(steps);
}
benchCorpus(line);
