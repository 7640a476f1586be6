import {
  closeSync,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Journal, newUuidV7, type SalvageReport, salvage } from './index.ts';
import { PAGE_SIZE } from './salvage-pages.ts';
import { EVENT_COLUMNS } from './salvage-shapes.ts';
import { ada, append, bundleOf, note, readAll, rewritten, scratchJournals, tamper } from './testing.ts';
import { toVerifiable } from './verify.ts';

const NOW = Date.UTC(2026, 5, 1, 12, 30, 15, 250);

let scratch: ReturnType<typeof scratchJournals>;
let journal: Journal;
const streamId = newUuidV7();
const path = (...parts: string[]): string => join(scratch.root, 'data', ...parts);

beforeEach(() => {
  scratch = scratchJournals();
  journal = scratch.open('data');
});
afterEach(() => scratch.remove());

function salvaged(): SalvageReport {
  const outcome = salvage(path(), { now: () => NOW });
  if (!outcome.ok) throw new Error(outcome.error.message);
  return outcome.value;
}

/** Writes over a part of the file, which has to be closed: 'header' or the first place of a text. */
function damage(where: 'header' | string, length = 1): void {
  const bytes = readFileSync(path('journal.db'));
  const at = where === 'header' ? 0 : bytes.indexOf(where);
  expect(at).not.toBe(-1);
  const file = openSync(path('journal.db'), 'r+');
  writeSync(file, Buffer.alloc(length, '*'), 0, length, at);
  closeSync(file);
}

const files = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile() && /^journal\.db/.test(entry.name))
      .map(({ name }) => [name, readFileSync(join(folder, name), 'base64')]),
  );

describe('salvage', () => {
  it('[R5] carries over every event of a file whose header is garbage, and sets the files aside as they were', () => {
    append(journal, streamId, ...Array.from({ length: 300 }, (_, index) => note(`note ${index}`)));
    append(journal, journal.deskStreamId, note('x'.repeat(30_000)));
    expect(journal.signHeads(streamId).ok).toBe(true);
    const streams = [streamId, journal.deskStreamId];
    const before = streams.map((stream) => bundleOf(journal, stream));
    const { deviceId } = journal;
    journal.close();
    damage('header', PAGE_SIZE);
    const damaged = files(path());
    expect(scratch.open('data').status.get().state).toBe('damaged');

    const folder = path('damaged', '2026-06-01T12-30-15.250Z');
    expect(salvaged()).toEqual({
      events: 301,
      forks: 0,
      signatures: before.flatMap((bundle) => bundle.signatures).length,
      missing: [],
      unreadable: [],
      setAside: { folder, files: [{ name: 'journal.db', bytes: statSync(join(folder, 'journal.db')).size }] },
    });
    expect(files(folder)).toEqual(damaged);
    expect(readdirSync(path()).toSorted()).toEqual(['damaged', 'journal.db']);
    expect((statSync(path('journal.db')).mode & 0o777).toString(8)).toBe('600');
    expect((statSync(folder).mode & 0o777).toString(8)).toBe('700');

    journal = scratch.open('data');
    expect(journal.status.get()).toEqual({ state: 'ready', events: 301 });
    expect(streams.map((stream) => bundleOf(journal, stream))).toEqual(before);
    expect(journal.verify(streamId)).toMatchObject({ ok: true });
    expect(journal.deviceId).not.toBe(deviceId);
  });

  it('[R5] lists what is missing, and the journal goes on in a chain of its own', () => {
    append(journal, streamId, note('one'), note('two'), note('three'), note('four'));
    const { deviceId } = journal;
    journal.close();
    damage('"text":"two"');
    expect(salvaged()).toMatchObject({
      events: 3,
      missing: [{ incidentId: streamId, deviceId, from: 2, to: 2 }],
      unreadable: [{ incidentId: streamId, deviceId, seq: 2 }],
    });
    expect(salvage(path())).toMatchObject({ error: { code: 'not-damaged' } });
    journal = scratch.open('data');
    expect(append(journal, streamId, note('five'))).toMatchObject([{ deviceId: journal.deviceId, seq: 1 }]);
    expect(journal.deviceId).not.toBe(deviceId);
    expect(readAll(journal, streamId).map((event) => event.seq)).toEqual([1, 3, 4, 1]);
    expect(journal.verify(streamId).problems).toMatchObject([{ code: 'seq-missing', deviceId, seq: 3 }]);
  });

  it('[R5] lists an event that was lost at the end of its chain', () => {
    append(journal, streamId, note('one'), note('two'), note('the last one'));
    const { deviceId } = journal;
    journal.close();
    damage('the last one');
    expect(salvaged().missing).toEqual([{ incidentId: streamId, deviceId, from: 3, to: 3 }]);
  });

  it('[R5] reads the log too, also behind a damaged frame, and without the database', () => {
    append(journal, streamId, note('folded in'));
    journal.close();
    journal = scratch.open('data');
    for (let index = 0; index < 50; index += 1) append(journal, streamId, note(`note ${index} ${'x'.repeat(3000)}`));
    const before = readAll(journal, streamId);
    for (const name of ['journal.db', 'journal.db-wal']) copyFileSync(path(name), join(scratch.root, name));
    journal.close();
    const withLog = (): void => {
      rmSync(path(), { recursive: true });
      mkdirSync(path());
      for (const name of ['journal.db', 'journal.db-wal']) copyFileSync(join(scratch.root, name), path(name));
    };
    withLog();
    truncateSync(path('journal.db'), 0);
    expect(salvaged()).toMatchObject({ events: 51, missing: [] });

    withLog();
    rmSync(path('journal.db'));
    expect(salvaged()).toMatchObject({ events: 51, missing: [] });

    withLog();
    damage('header', 100);
    const log = openSync(path('journal.db-wal'), 'r+');
    writeSync(log, Buffer.alloc(24), 0, 24, 32 + 20 * (24 + PAGE_SIZE));
    closeSync(log);
    expect(salvaged()).toMatchObject({ events: 51, missing: [] });
    journal = scratch.open('data');
    expect(readAll(journal, streamId)).toEqual(before);
  });

  it('[R5] leaves out what was written but never committed', () => {
    append(journal, streamId, note('committed'));
    journal.close();
    journal = scratch.open('data');
    const other = scratch.open('other');
    append(other, streamId, ...Array.from({ length: 200 }, (_, index) => note(`refused ${index} ${'x'.repeat(5000)}`)));
    const database = new DatabaseSync(path('journal.db'));
    // Less than what is written, so that it goes to the log before its end.
    database.exec('PRAGMA cache_size = 10');
    database.prepare('ATTACH ? AS other').run(join(scratch.root, 'other', 'journal.db'));
    const columns = EVENT_COLUMNS.slice(1).join(', ');
    database.exec(`BEGIN IMMEDIATE; INSERT INTO main.events (${columns}) SELECT ${columns} FROM other.events`);
    for (const name of ['journal.db', 'journal.db-wal']) copyFileSync(path(name), join(scratch.root, name));
    database.exec('ROLLBACK');
    database.close();
    journal.close();
    for (const name of ['journal.db', 'journal.db-wal']) renameSync(join(scratch.root, name), path(name));
    expect(readFileSync(path('journal.db-wal')).includes('refused 50 xxx')).toBe(true);
    damage('header', 100);
    expect(salvaged()).toMatchObject({ events: 1, missing: [], unreadable: [] });
  });

  it('[R5] does not bring a purged payload back, wherever a copy of it lies', () => {
    const [event] = append(journal, streamId, note('the password is hunter2'));
    if (!event) throw new Error('an event');
    journal.close();
    const old = readFileSync(path('journal.db'));
    journal = scratch.open('data');
    expect(journal.purge(streamId, event.id, ada, 'a password').ok).toBe(true);
    const before = readAll(journal, streamId);
    journal.close();
    // As if old pages had stayed behind the end.
    writeFileSync(path('journal.db'), Buffer.concat([readFileSync(path('journal.db')), old]));
    damage('header', 100);
    expect(salvaged()).toMatchObject({ events: 2 });
    journal = scratch.open('data');
    expect(readAll(journal, streamId)).toEqual(before);
    expect(journal.verify(streamId)).toMatchObject({ ok: true, purged: [{ eventId: event.id }] });
    expect(readFileSync(path('journal.db')).includes('hunter2')).toBe(false);
  });

  it('[R5] keeps a fork a fork, and imported events marked', () => {
    const other = scratch.open('other');
    const foreign = newUuidV7();
    append(other, foreign, note('one'), note('two'), note('three'));
    const bundle = bundleOf(other, foreign);
    expect(journal.importStream(bundle).ok).toBe(true);
    const [first, second] = readAll(other, foreign).map(toVerifiable);
    if (!first || !second) throw new Error('two events');
    const fork = rewritten(second, { id: newUuidV7() }, 'two, they say');
    expect(journal.importStream({ ...bundle, events: [first, fork], signatures: [] })).toMatchObject({
      value: { forked: 1 },
    });
    const before = [bundleOf(journal, foreign), [...journal.readFolded(foreign)].flat().map(({ origin }) => origin)];
    journal.close();
    damage('header', PAGE_SIZE);
    expect(salvaged()).toMatchObject({ events: 3, forks: 1, missing: [] });
    journal = scratch.open('data');
    expect([bundleOf(journal, foreign), [...journal.readFolded(foreign)].flat().map(({ origin }) => origin)]).toEqual(
      before,
    );
  });

  it('[R5] keeps out while anybody has the journal open, and leaves a journal in order alone', () => {
    append(journal, streamId, note('one'));
    expect(salvage(path())).toMatchObject({ error: { code: 'not-damaged' } });
    journal.close();
    const before = files(path());
    expect(salvage(path())).toMatchObject({ error: { code: 'not-damaged' } });
    expect(files(path())).toEqual(before);
    journal = scratch.open('data');
    damage('"text":"one"');
    expect(salvage(path())).toMatchObject({
      error: { code: 'in-use', action: expect.stringContaining('Close War Room') },
    });
    journal.close();
    expect(readdirSync(path()).toSorted()).toEqual(['device.json', 'device.key', 'journal.db']);
    expect(salvage(join(scratch.root, 'nowhere'))).toMatchObject({ error: { code: 'no-journal' } });
    expect(existsSync(join(scratch.root, 'nowhere'))).toBe(false);
  });

  it('[R5] refuses a newer version’s journal, which may hold more than this one knows', () => {
    append(journal, streamId, note('one'));
    journal.close();
    tamper(path(), "UPDATE meta SET value = '99' WHERE key = 'min_writer'; PRAGMA user_version = 99");
    damage('"text":"one"');
    expect(salvage(path())).toMatchObject({ error: { code: 'newer' } });
  });

  it('[R5] takes up a salvage that was cut off while it set the files aside', () => {
    append(journal, streamId, note('folded in'));
    journal.close();
    journal = scratch.open('data');
    append(journal, streamId, note('in the log'));
    for (const name of ['journal.db', 'journal.db-wal']) copyFileSync(path(name), join(scratch.root, name));
    journal.close();
    for (const name of ['journal.db', 'journal.db-wal']) renameSync(join(scratch.root, name), path(name));
    damage('header', 100);
    const folder = path('damaged', 'cut-off');
    mkdirSync(folder, { recursive: true });
    for (const name of ['journal.db', 'journal.db-wal']) linkSync(path(name), join(folder, name));
    rmSync(path('journal.db-wal'));
    expect(salvaged()).toMatchObject({ events: 2, setAside: { folder } });
    expect(readdirSync(path('damaged'))).toEqual(['cut-off']);
  });
});
