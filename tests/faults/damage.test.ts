import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newUuidV7, openJournal, type SalvageReport, salvage } from '../../electron/journal/index.ts';
import { ada, append, bundleOf, note, readAll, rewritten } from '../../electron/journal/testing.ts';
import { toVerifiable } from '../../electron/journal/verify.ts';
import { memoryFolder } from './processes.ts';
import { LONG, report, rounds } from './runs.ts';

const PAGE = 4096;

/** An event's row without its position, and the pages that its bytes lie in. */
interface Original {
  readonly row: string;
  readonly place: string;
  readonly pages: ReadonlySet<number>;
}

let folder: string;
/** Whole files, everything folded in; and the same with the newest part in the log. */
let database: Buffer;
let withLog: { readonly database: Buffer; readonly log: Buffer };
let originals: readonly Original[];
let rowsWithLog: readonly string[];
/** Events of the largest append: what one transaction can take along. */
const LARGEST_APPEND = 5;

beforeAll(() => {
  folder = memoryFolder();
  const dataDir = join(folder, 'original');
  const other = openJournal({ dataDir: join(folder, 'other') });
  const foreign = newUuidV7();
  append(other, foreign, ...Array.from({ length: 30 }, (_, index) => note(`theirs ${index}`)));

  let journal = openJournal({ dataDir });
  const streams = [newUuidV7(), newUuidV7(), newUuidV7()];
  const fill = (from: number, to: number): void => {
    for (let index = from; index < to; index += 1) {
      const size = index % 25 === 0 ? 15_000 : (index * 131) % 900;
      const drafts = Array.from({ length: 1 + (index % LARGEST_APPEND) }, () => note(`${index} ${'x'.repeat(size)}`));
      append(journal, streams[index % 3] ?? '', ...drafts);
    }
  };
  fill(0, 100);
  const bundle = bundleOf(other, foreign);
  expect(journal.importStream(bundle).ok).toBe(true);
  const events = readAll(other, foreign).map(toVerifiable);
  const [first, second] = events;
  if (!first || !second) throw new Error('two events');
  const fork = rewritten(second, { id: newUuidV7() }, 'theirs, they say');
  expect(journal.importStream({ ...bundle, events: [first, fork], signatures: [] }).ok).toBe(true);
  const purged = readAll(journal, streams[0] ?? '')[7];
  expect(journal.purge(streams[0] ?? '', purged?.id ?? '', ada, 'a test')).toMatchObject({ value: { erased: true } });
  for (const streamId of streams) expect(journal.signHeads(streamId).ok).toBe(true);
  journal.close();
  other.close();
  database = readFileSync(join(dataDir, 'journal.db'));
  originals = describeOriginals(dataDir);

  journal = openJournal({ dataDir });
  fill(100, 140);
  const read = (name: string): Buffer => readFileSync(join(dataDir, name));
  withLog = { database: read('journal.db'), log: read('journal.db-wal') };
  rowsWithLog = rowsOf(dataDir).map(({ row }) => row);
  journal.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Every event and fork, as its columns are stored. */
function rowsOf(dataDir: string): { readonly row: string; readonly place: string; readonly table: string }[] {
  const file = new DatabaseSync(join(dataDir, 'journal.db'), { readOnly: true });
  try {
    return ['events', 'forked_events'].flatMap((table) =>
      file
        .prepare(`SELECT * FROM ${table} ORDER BY position`)
        .all()
        .map(({ position: _, ...columns }) => ({
          row: JSON.stringify([table, ...Object.values(columns).map(printable)]),
          place: `${columns.incident_id} ${columns.device_id} ${columns.seq}`,
          table,
        })),
    );
  } finally {
    file.close();
  }
}

const printable = (value: unknown): unknown =>
  value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value;

/** SQLite itself says which pages hold a row: its leaf, in order, and the pages that its cell goes on in. */
function describeOriginals(dataDir: string): Original[] {
  const file = new DatabaseSync(join(dataDir, 'journal.db'), { readOnly: true });
  const pagesOf = new Map<string, Set<number>[]>();
  for (const table of ['events', 'forked_events']) {
    const cells: Set<number>[] = [];
    const byPath = new Map<string, Set<number>>();
    const pages = file
      .prepare(
        "SELECT path, pageno, pagetype, ncell FROM dbstat WHERE name = ? AND pagetype <> 'internal' ORDER BY path",
      )
      .all(table);
    for (const { path, pageno, pagetype, ncell } of pages) {
      if (pagetype !== 'leaf') continue;
      for (let cell = 0; cell < Number(ncell); cell += 1) {
        const set = new Set([Number(pageno)]);
        cells.push(set);
        byPath.set(`${path}${cell.toString(16).padStart(3, '0')}`, set);
      }
    }
    // An overflow page's path is its leaf's, the cell's number, '+' and its own.
    for (const { path, pageno, pagetype } of pages)
      if (pagetype === 'overflow') byPath.get(String(path).replace(/\+.*$/, ''))?.add(Number(pageno));
    pagesOf.set(table, cells);
  }
  file.close();
  const taken = new Map<string, number>();
  return rowsOf(dataDir).map(({ row, place, table }) => {
    const index = taken.get(table) ?? 0;
    taken.set(table, index + 1);
    return { row, place, pages: pagesOf.get(table)?.[index] ?? new Set() };
  });
}

interface Salvaged {
  readonly report: SalvageReport | undefined;
  readonly rows: readonly string[];
  readonly dataDir: string;
}

/** Lays damaged files down, opens and closes them as a program does, salvages, and checks what always holds. */
function salvaged(files: { readonly database: Buffer; readonly log?: Buffer }): Salvaged {
  const dataDir = join(folder, randomUUID());
  mkdirSync(dataDir);
  const names = { 'journal.db': files.database, ...(files.log && { 'journal.db-wal': files.log }) };
  for (const [name, bytes] of Object.entries(names)) writeFileSync(join(dataDir, name), bytes, { mode: 0o600 });
  const journal = openJournal({ dataDir });
  const { state } = journal.status.get();
  journal.close();
  // What opening has made of it, where it saw no damage, is what has to be set aside.
  const before = new Map(
    readdirSync(dataDir)
      .filter((name) => /^journal\.db(-wal)?$/.test(name))
      .map((name) => [name, readFileSync(join(dataDir, name))]),
  );
  if (state === 'damaged') for (const [name, bytes] of Object.entries(names)) expect(before.get(name)).toEqual(bytes);
  const outcome = salvage(dataDir);
  if (!outcome.ok) {
    // A flipped bit where nothing lies, or in what SQLite makes anew.
    expect(outcome.error.code).toBe('not-damaged');
    expect(state).toBe('ready');
    return { report: undefined, rows: rowsOf(dataDir).map(({ row }) => row), dataDir };
  }
  const { setAside } = outcome.value;
  for (const [name, bytes] of before) expect(readFileSync(join(setAside.folder, name)).equals(bytes)).toBe(true);
  expect(
    setAside.files
      .map(({ name }) => name)
      .filter((name) => !name.endsWith('-shm'))
      .toSorted(),
  ).toEqual([...before.keys()].toSorted());
  expect(salvage(dataDir)).toMatchObject({ error: { code: 'not-damaged' } });
  const again = openJournal({ dataDir });
  expect(again.status.get()).toEqual({ state: 'ready', events: outcome.value.events });
  const gaps = ['seq-missing', 'chain-broken', 'cut-off', 'fork', 'signed-otherwise'];
  const problems = again.streamIds().flatMap((streamId) => again.verify(streamId).problems);
  // The record of a purge may be among what is lost.
  const others = problems.filter(
    ({ code, message }) => !gaps.includes(code) && !message.endsWith('nothing tells why.'),
  );
  expect(others).toEqual([]);
  again.close();
  return { report: outcome.value, rows: rowsOf(dataDir).map(({ row }) => row), dataDir };
}

/**
 * The originals that are not among the rows; nothing else may be among them. `anyTable`: a fork may have become the
 * chain's own event, where the other one and the index that told them apart are both gone.
 */
function lostOf({ rows }: Salvaged, anyTable = false): Original[] {
  const key = (row: string): string => (anyTable ? row.slice(row.indexOf(',')) : row);
  const there = new Set(rows.map(key));
  const known = new Set(originals.map(({ row }) => key(row)));
  expect([...there].filter((row) => !known.has(row))).toEqual([]);
  expect(there.size).toBe(rows.length);
  return originals.filter(({ row }) => !there.has(key(row)));
}

function expectListed({ report: found }: Salvaged, lost: readonly Original[]): void {
  const listed = (found?.missing ?? []).flatMap(({ incidentId, deviceId, from, to }) =>
    Array.from({ length: to - from + 1 }, (_, index) => `${incidentId} ${deviceId} ${from + index}`),
  );
  const main = lost.filter(({ row }) => row.startsWith('["events"'));
  expect(listed.toSorted()).toEqual(main.map(({ place }) => place).toSorted());
}

/** Rows that were never written. */
function strangers({ rows }: Salvaged): readonly string[] {
  const known = new Set(rowsWithLog);
  return rows.filter((row) => !known.has(row));
}

const remove = ({ dataDir }: Salvaged): void => rmSync(dataDir, { recursive: true });

describe('a damaged database', () => {
  const pages = () => database.length / PAGE;

  it('[R5] with any one page wiped gives every event that did not lie there, and lists the others', {
    timeout: 900_000,
  }, () => {
    let lostInAll = 0;
    let wiped = 0;
    const step = LONG ? 1 : Math.ceil(pages() / 15);
    for (let page = 1; page <= pages(); page += step) {
      const changed = Buffer.from(database);
      changed.fill([0, 0xff, 0x41][page % 3] ?? 0, (page - 1) * PAGE, page * PAGE);
      const result = salvaged({ database: changed });
      const lost = lostOf(result);
      expect(lost).toEqual(originals.filter((original) => original.pages.has(page)));
      expectListed(result, lost);
      lostInAll += lost.length;
      wiped += 1;
      remove(result);
    }
    expect(lostInAll).toBeGreaterThan(0);
    if (LONG) report('R5, wiped pages', { files: wiped, pages: pages(), events: originals.length, lost: lostInAll });
  });

  it('[R5] with any one bit flipped loses at most the one event that it lay in, and lists it', {
    timeout: 900_000,
  }, () => {
    const outcomes = { unharmed: 0, 'one lost': 0, 'nothing to salvage': 0 };
    const bits = fc.integer({ min: 0, max: database.length * 8 - 1 });
    // Half of them in the headers of pages, where one bit does the most.
    const headers = fc.tuple(fc.nat(pages() - 1), fc.nat(100 * 8 - 1)).map(([page, bit]) => page * PAGE * 8 + bit);
    fc.assert(
      fc.property(fc.oneof(bits, headers), (bit) => {
        const changed = Buffer.from(database);
        const at = bit >> 3;
        changed.writeUInt8((changed[at] ?? 0) ^ (1 << (bit & 7)), at);
        const result = salvaged({ database: changed });
        const lost = lostOf(result);
        expect(lost.length).toBeLessThanOrEqual(1);
        for (const { pages: there } of lost) expect([...there]).toContain(Math.floor(at / PAGE) + 1);
        expectListed(result, lost);
        if (result.report === undefined) outcomes['nothing to salvage'] += 1;
        else outcomes[lost.length === 0 ? 'unharmed' : 'one lost'] += 1;
        remove(result);
      }),
      { numRuns: rounds(16, 800) },
    );
    if (LONG) report('R5, flipped bits', outcomes);
  });

  it('[R5] that ends at any page gives every event before that, and lists the gaps', { timeout: 900_000 }, () => {
    const ends = Array.from({ length: pages() }, (_, page) => page * PAGE + (page % 3) * 100);
    for (const [index, end] of ends.entries()) {
      if (!LONG && index % 17 !== 0) continue;
      const result = salvaged({ database: database.subarray(0, end) });
      const lost = lostOf(result, true);
      const whole = originals.filter((original) => [...original.pages].every((page) => page * PAGE <= end));
      const kept = new Set(originals.filter((original) => !lost.includes(original)));
      expect(whole.filter((original) => !kept.has(original))).toEqual([]);
      const listed = (result.report?.missing ?? []).reduce((sum, { from, to }) => sum + to - from + 1, 0);
      // What was lost at the end of a chain with all that spoke of it can't be listed.
      expect(listed).toBeLessThanOrEqual(lost.length);
      remove(result);
    }
    if (LONG) report('R5, truncations', { files: ends.length });
  });

  it('[R5] with a header of garbage, or no byte at all, is read beside its log', () => {
    const changed = Buffer.from(withLog.database);
    changed.fill(0x41, 0, PAGE);
    expect(salvaged({ database: changed, log: withLog.log }).rows.toSorted()).toEqual(rowsWithLog.toSorted());
    const nothing = salvaged({ database: Buffer.alloc(0), log: withLog.log });
    expect(nothing.report?.events).toBeGreaterThan(40);
    expect(strangers(nothing)).toEqual([]);
  });
});

describe('a damaged log', () => {
  it('[R5] with any one bit flipped loses no more than one append', { timeout: 900_000 }, () => {
    let lostInAll = 0;
    fc.assert(
      fc.property(fc.nat(withLog.log.length * 8 - 1), (bit) => {
        const log = Buffer.from(withLog.log);
        log.writeUInt8((log[bit >> 3] ?? 0) ^ (1 << (bit & 7)), bit >> 3);
        const result = salvaged({ database: withLog.database, log });
        const there = new Set(result.rows);
        expect(strangers(result)).toEqual([]);
        const lost = rowsWithLog.filter((row) => !there.has(row)).length;
        expect(lost).toBeLessThanOrEqual(LARGEST_APPEND);
        lostInAll += lost;
        remove(result);
      }),
      { numRuns: rounds(8, 400) },
    );
    if (LONG) report('R5, bits flipped in the log', { files: 400, lost: lostInAll });
  });

  it('[R5] that was deleted leaves the database as it last was, and a journal that verifies', () => {
    const result = salvaged({ database: withLog.database });
    expect(result.report).toBeUndefined();
    expect(result.rows.length).toBeLessThan(rowsWithLog.length);
    expect(strangers(result)).toEqual([]);
  });
});
