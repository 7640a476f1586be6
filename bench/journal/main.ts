// `npm run bench:journal`: durable appends next to bare inserts of the same bytes, opening and appending to incidents
// of 1,000 to 100,000 events, and search over 1,000,000 entries. Prints figures; says nothing about good or bad.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import { quantile } from '../quantile.ts';
import { append, caller, note, openBenchRecord, recordIncident, word } from './records.ts';

const ROUNDS = 61;
const PER_ROUND = 50;
const root = mkdtempSync(join(tmpdir(), 'bench-journal-'));

const ms = (value: number) => `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`;
const mb = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`;
const line = (name: string, ...values: string[]) =>
  console.log([name.padEnd(46), ...values.map((value) => value.padStart(16))].join(''));

/** Single durable appends, in turn with bare durable inserts of the same rows into a table without anything else. */
function benchAppends(): void {
  const dataDir = join(root, 'appends');
  const record = openBenchRecord(dataDir);
  const incidentId = recordIncident(record, 100, 'notes');
  const bare = new DatabaseSync(join(root, 'bare.db'));
  bare.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  const source = new DatabaseSync(join(dataDir, 'journal.db'), { readOnly: true });
  bare.exec(
    String(source.prepare("SELECT sql FROM sqlite_schema WHERE name = 'events'").get()?.sql).replace('STRICT', ''),
  );
  const newest = source.prepare('SELECT * FROM events ORDER BY position DESC LIMIT ?');
  const columns = newest.columns().map(({ name }) => name);
  const insert = bare.prepare(`INSERT INTO events VALUES (${columns.map(() => '?').join(', ')})`);
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const started = performance.now();
    for (let index = 0; index < PER_ROUND; index += 1) append(record.journal, incidentId, [note(round * 1000 + index)]);
    ours.push((PER_ROUND * 1000) / (performance.now() - started));
    const rows = newest.all(PER_ROUND).map((row) => columns.map((name) => row[name] ?? null));
    const bareStarted = performance.now();
    for (const row of rows) insert.run(...row);
    theirs.push((PER_ROUND * 1000) / (performance.now() - bareStarted));
  }
  const ratios = ours.map((mine, index) => mine / (theirs[index] ?? Number.NaN));
  line('durable appends, one by one', `${quantile(ours, 0.5).toFixed(0)} /s`);
  line('bare inserts of the same bytes', `${quantile(theirs, 0.5).toFixed(0)} /s`);
  line('ratio: median, quartiles', ...[0.5, 0.25, 0.75].map((share) => quantile(ratios, share).toFixed(2)));
  for (const database of [source, bare]) database.close();
  record.close();
}

interface Opening {
  readonly count: number;
  readonly processMs: number;
  readonly openMs: number;
  readonly rss: number;
}

function inProcess(...args: string[]): Opening {
  const script = resolve(import.meta.dirname, 'open-incident.ts');
  return JSON.parse(execFileSync(process.execPath, [script, ...args], { encoding: 'utf8' }));
}

/** The median of three processes by their time. */
function typical(...args: string[]): Opening {
  const runs = [inProcess(...args), inProcess(...args), inProcess(...args)];
  return runs.toSorted((a, b) => a.openMs - b.openMs)[1] as Opening;
}

async function benchIncident(events: number): Promise<void> {
  const dataDir = join(root, String(events));
  const record = openBenchRecord(dataDir);
  const incidentId = recordIncident(record, events, 'mixed');
  record.close();
  const cold = inProcess(dataDir, incidentId);
  const opened = typical(dataDir, incidentId);
  const rows = typical(dataDir, incidentId, 'rows');
  const name = `incident of ${events.toLocaleString('en-US')} events`;
  line(
    name,
    `${mb(statSync(join(dataDir, 'journal.db')).size)} journal`,
    `${mb(statSync(join(dataDir, 'index.db')).size)} index`,
  );
  line('  open, process from its start', ms(opened.processMs), mb(opened.rss));
  line('  open, once the program is loaded', ms(opened.openMs), `${(opened.openMs / rows.openMs).toFixed(2)} x rows`);
  line('  only read its rows', ms(rows.openMs), mb(rows.rss));
  line('  open without an index', ms(cold.openMs), mb(cold.rss));
  const times = await timeAppends(dataDir, incidentId);
  line('  append, p50 and p99', ms(quantile(times.append, 0.5)), ms(quantile(times.append, 0.99)));
  line('  append until watched, p50 and p99', ms(quantile(times.seen, 0.5)), ms(quantile(times.seen, 0.99)));
}

/** Notes into an incident that is open in a window, with pauses as between those of a person. */
async function timeAppends(dataDir: string, incidentId: string) {
  const record = openBenchRecord(dataDir);
  const watching = new AbortController();
  const stream = await record.timeline.watch({ incidentId, newest: 200 }, watching);
  const states = await record.incidents.watch({ incidentId }, watching);
  const reading = (async () => {
    for await (const _state of states);
  })();
  await stream.next();
  const appendMs: number[] = [];
  const seen: number[] = [];
  for (let index = 0; index < 200; index += 1) {
    const started = performance.now();
    const noted = await record.incidents.addNote({ incidentId, text: `later ${word(index)}` }, caller);
    if (!noted.ok) throw new Error(noted.error.message);
    appendMs.push(performance.now() - started);
    await stream.next();
    seen.push(performance.now() - started);
    await delay(60);
  }
  watching.abort();
  await reading;
  record.close();
  return { append: appendMs, seen };
}

async function benchSearch(incidents: number, entries: number): Promise<void> {
  const record = openBenchRecord(join(root, 'search'));
  const started = performance.now();
  for (let index = 0; index < incidents; index += 1) recordIncident(record, entries, 'notes', index * entries);
  line(
    `${(incidents * entries).toLocaleString('en-US')} entries in ${incidents} incidents: recorded`,
    ms(performance.now() - started),
  );
  const indexed = performance.now();
  await record.projections.catchUp();
  line('  indexed', ms(performance.now() - indexed));
  const kinds: [string, (seed: number) => string][] = [
    ['a word', word],
    ['two words', (seed) => `${word(seed)} ${word(seed + 7)}`],
    ['two letters of a word', (seed) => word(seed).slice(0, 2)],
    ['a number, in one entry', (seed) => String(10_000 + seed)],
    ['what is nowhere', (seed) => `nowhere${seed}`],
  ];
  for (const [name, text] of kinds) {
    const times: number[] = [];
    let hits = 0;
    for (let seed = 0; seed < 200; seed += 1) {
      const asked = performance.now();
      const found = await record.timeline.search({ text: text(seed * 31) }, caller);
      times.push(performance.now() - asked);
      if (found.ok) hits += found.value.hits.length;
    }
    line(`  search, ${name}, p50 and p99`, ms(quantile(times, 0.5)), ms(quantile(times, 0.99)), `${hits} hits`);
  }
  line('  memory', mb(process.memoryUsage().rss));
  line('  files', ...['journal.db', 'index.db'].map((file) => `${mb(statSync(join(root, 'search', file)).size)}`));
  record.close();
}

try {
  benchAppends();
  for (const events of [1000, 10_000, 100_000]) await benchIncident(events);
  await benchSearch(100, 10_000);
} finally {
  rmSync(root, { recursive: true, force: true });
}
