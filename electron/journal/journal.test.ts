import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type EventDraft, GENESIS_HASH, wireEventSchema } from '#shared/domain/events/index.ts';
import { fail, succeed } from '#shared/domain/outcome.ts';
import { openDatabase } from './database.ts';
import { type Journal, newUuidV7, openJournal } from './index.ts';
import { hasSafeWal } from './storage.ts';
import { ada, append as appendTo, note, readAll as readStream, tamper } from './testing.ts';

let dataDir: string;
let journal: Journal;
let streamId: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'journal-'));
  journal = openJournal({ dataDir });
  streamId = newUuidV7();
});
afterEach(() => {
  journal.close();
  rmSync(dataDir, { recursive: true });
});

const append = (...drafts: EventDraft[]) => appendTo(journal, streamId, ...drafts);
const readAll = (from: Journal, stream = streamId) => readStream(from, stream);

describe('append', () => {
  it('[J1] gives every event its place in the chain and reads back what it wrote', () => {
    const [first, second] = append(note('one'), note('two'));
    const [third] = append(note('three'));
    if (!first || !second || !third) throw new Error('three events');
    expect(wireEventSchema.parse(third)).toEqual(third);
    expect([first.seq, second.seq, third.seq]).toEqual([1, 2, 3]);
    expect([first.prevHash, second.prevHash, third.prevHash]).toEqual([GENESIS_HASH, first.hash, second.hash]);
    expect(first.hlc < second.hlc && second.hlc < third.hlc).toBe(true);
    expect(first.actor).toEqual(ada);

    journal.close();
    journal = openJournal({ dataDir });
    expect(readAll(journal)).toEqual([first, second, third]);
    expect(journal.deviceId).toBe(first.deviceId);
    expect(journal.status.get()).toEqual({ state: 'ready', events: 3 });
  });

  it('[J1] keeps a chain of its own for every stream', () => {
    append(note('one'));
    const outcome = journal.append(journal.deskStreamId, { type: 'system' }, () => succeed([note('desk')]));
    expect(outcome).toMatchObject({ ok: true, value: [{ position: 2, event: { seq: 1, prevHash: GENESIS_HASH } }] });
  });

  it('[J2] writes nothing of what is refused, and hands the refusal on', () => {
    expect(journal.append(streamId, ada, () => fail('no-change', 'Nothing changes.'))).toEqual(
      fail('no-change', 'Nothing changes.'),
    );
    expect(() => append(note('good'), { kind: 'noteAdded', payload: { noteKind: 'observation', text: '' } })).toThrow(
      TypeError,
    );
    expect(() =>
      journal.append(streamId, ada, () => {
        throw new Error('a bug');
      }),
    ).toThrow('a bug');
    expect(readAll(journal)).toEqual([]);
    expect(append(note('works again'))[0]?.seq).toBe(1);
  });

  it('[R6] refuses no event however wrong the wall clock is, and keeps the order', () => {
    journal.close();
    const hour = 3_600_000;
    const start = Date.UTC(2026, 9, 25, 0, 30);
    const clock = [start, start - hour, start + 24 * hour, start, 0];
    journal = openJournal({ dataDir, now: () => clock.shift() ?? start });
    for (const text of ['a', 'b', 'c', 'd', 'e']) append(note(text));
    const day = 24 * hour;
    const text = (said: string) => ({ noteKind: 'observation', text: said });
    expect(readAll(journal).map((event) => event.payload)).toEqual([
      text('a'),
      { wallMs: start - hour, hlcWallMs: start, skewMs: -hour },
      text('b'),
      text('c'),
      { wallMs: start, hlcWallMs: start + day, skewMs: -day },
      text('d'),
      // Still behind: the same episode, however far.
      text('e'),
    ]);
    expect(journal.verify(streamId).ok).toBe(true);
  });

  it('[R6] notes a skew beyond two seconds once, as the program itself, and again only after the clock caught up', () => {
    journal.close();
    const clock = { now: Date.UTC(2026, 10, 20, 14) };
    journal = openJournal({ dataDir, now: () => clock.now });
    const kindsAfter = (shiftMs: number) => {
      clock.now += shiftMs;
      return append(note('x')).map(({ kind, actor }) => `${kind} by ${actor.type}`);
    };
    const plain = ['noteAdded by person'];
    const noted = ['clockSkewDetected by system', ...plain];
    expect([0, -2000, -1, 0, 1000, 60_000, -60_000].map(kindsAfter)).toEqual([
      plain,
      plain,
      noted,
      plain,
      plain,
      plain,
      noted,
    ]);
    expect(journal.verify(streamId).ok).toBe(true);
  });

  it('[J3] brings a time that runs ahead back to now, and keeps a backdated one', () => {
    const [ahead, back] = append(note('ahead', Date.now() + 60_000), note('back', 1000.7));
    expect(ahead?.occurredAt).toBe(ahead?.recordedAt);
    expect(back?.occurredAt).toBe(1000);
  });

  it('[J4] reads a long stream in pages, in fold order, each event once', () => {
    append(...Array.from({ length: 1234 }, (_, index) => note(String(index))));
    const pages = [...journal.readFolded(streamId)];
    expect(pages.map((page) => page.length)).toEqual([500, 500, 234]);
    expect(pages.flat().map((stored) => stored.event.seq)).toEqual(
      Array.from({ length: 1234 }, (_, index) => index + 1),
    );
    expect(journal.readStored(streamId, 1230, 10).map((stored) => stored.position)).toEqual([1231, 1232, 1233, 1234]);
  });
});

describe('the file', () => {
  it('[T61] refuses to update, delete or replace an event, also by another program', () => {
    const [event] = append(note('as it was'));
    const database = new DatabaseSync(join(dataDir, 'journal.db'));
    for (const recursive of ['ON', 'OFF']) {
      database.exec(`PRAGMA recursive_triggers = ${recursive}`);
      expect(() => database.exec("UPDATE events SET payload = x'00'")).toThrow('never changed');
      expect(() => database.exec('DELETE FROM events')).toThrow('never deleted');
      for (const verb of ['INSERT OR REPLACE', 'REPLACE', 'INSERT OR IGNORE']) {
        // The same position; a new position with the same id; a new one with the same place in the chain.
        for (const columns of ['position, id', `NULL, id`, `NULL, 'other'`]) {
          const copy = `${verb} INTO events SELECT ${columns}, incident_id, device_id, seq, hlc, recorded_at, recorded_offset,
            occurred_at, actor, kind, version, x'00', payload_hash, prev_hash, hash, imported FROM events`;
          expect(() => database.exec(copy)).toThrow('an event of this key exists');
        }
      }
    }
    database.close();
    expect(readAll(journal)).toEqual([event]);
  });

  it('[T60] is opened with the settings that keep it whole', () => {
    const opened = openDatabase(dataDir, true);
    const pragma = (name: string) => Object.values(opened.database.prepare(`PRAGMA ${name}`).get() ?? {})[0];
    const names = [
      'journal_mode',
      'synchronous',
      'trusted_schema',
      'cell_size_check',
      'foreign_keys',
      'recursive_triggers',
      'busy_timeout',
    ];
    // synchronous 2 is FULL.
    expect(names.map(pragma)).toEqual(['wal', 2, 0, 1, 1, 1, 5000]);
    opened.close();
    expect(['3.51.2', '3.50.9', '2.99.99', 'unknown'].map(hasSafeWal)).toEqual([false, false, false, false]);
    expect(['3.51.3', '3.52.0', '4.0.0', process.versions.sqlite ?? ''].map(hasSafeWal)).toEqual([
      true,
      true,
      true,
      true,
    ]);
  });

  it('[T63] is readable by its owner only, as is everything beside it', () => {
    journal.close();
    const fresh = join(dataDir, 'made', 'by-us');
    journal = openJournal({ dataDir: fresh });
    append(note('one'));
    const hash = journal.putBlob(new TextEncoder().encode('evidence'));
    const mode = (path: string) => (statSync(join(fresh, path)).mode & 0o777).toString(8);
    expect(mode('.')).toBe('700');
    const files = [
      'journal.db',
      'journal.db-wal',
      'journal.db-shm',
      'device.json',
      'device.key',
      `blobs/${hash.slice(0, 2)}/${hash.slice(2)}`,
    ];
    expect(files.map(mode)).toEqual(files.map(() => '600'));
    expect(mode('blobs')).toBe('700');
  });

  it('[J5] is only read when a newer program says so, and not even that when it says so', () => {
    append(note('one'));
    journal.close();
    const raise = (key: string) => {
      const database = new DatabaseSync(join(dataDir, 'journal.db'));
      database.exec(`UPDATE meta SET value = '3' WHERE key = '${key}'`);
      database.close();
    };
    raise('min_writer');
    journal = openJournal({ dataDir });
    expect(journal.status.get()).toEqual({
      state: 'read-only',
      events: 1,
      detail: expect.stringContaining('newer version'),
    });
    expect(readAll(journal)).toHaveLength(1);
    expect(journal.append(streamId, ada, () => succeed([note('two')]))).toMatchObject({ error: { code: 'read-only' } });
    journal.close();
    raise('min_reader');
    journal = openJournal({ dataDir });
    expect(journal.status.get()).toEqual({
      state: 'read-only',
      events: 0,
      detail: expect.stringContaining('cannot read it'),
    });
    expect(readAll(journal)).toEqual([]);
  });

  it('[J6] says that a damaged file is damaged, leaves it as it is, and refuses to record', () => {
    journal.close();
    const path = join(dataDir, 'journal.db');
    rmSync(path);
    writeFileSync(path, 'not a database '.repeat(500));
    const before = statSync(path).mtimeMs;
    journal = openJournal({ dataDir });
    expect(journal.status.get()).toMatchObject({ state: 'damaged', detail: expect.stringContaining('not a database') });
    expect(readAll(journal)).toEqual([]);
    expect(journal.append(streamId, ada, () => succeed([note('lost?')]))).toMatchObject({
      error: { code: 'not-saved' },
    });
    expect(journal.verify(streamId)).toMatchObject({ ok: false, problems: [{ code: 'unreadable' }] });
    expect(statSync(path).mtimeMs).toBe(before);
  });
});

describe('a wiped page', () => {
  it('[J6] is found when the file is opened; the rest stays readable, and nothing is written on top', () => {
    append(...Array.from({ length: 500 }, (_, index) => note(`note ${index}`)));
    const other = newUuidV7();
    journal.append(other, ada, () => succeed([note('elsewhere')]));
    journal.close();
    const file = openSync(join(dataDir, 'journal.db'), 'r+');
    writeSync(file, Buffer.alloc(4096), 0, 4096, 40 * 4096);
    closeSync(file);
    journal = openJournal({ dataDir });
    expect(journal.status.get()).toMatchObject({ state: 'damaged', detail: expect.stringContaining('damaged') });
    expect(readAll(journal, other)).toHaveLength(1);
    expect(journal.append(other, ada, () => succeed([note('on top')]))).toMatchObject({ error: { code: 'not-saved' } });
    expect(journal.verify(streamId).problems.at(-1)).toMatchObject({ code: 'unreadable' });
  });
});

describe('verify', () => {
  it('[J7] finds nothing wrong with what was only appended', () => {
    const hash = journal.putBlob(new TextEncoder().encode('# Runbook'));
    const [, last] = append(note('one'), {
      kind: 'runbookAttached',
      payload: { runbookId: 'r', title: 'R', blob: hash },
    });
    expect(journal.verify(streamId)).toEqual({
      streamId,
      ok: true,
      events: 2,
      chains: [{ deviceId: journal.deviceId, events: 2, headSeq: 2, headHash: last?.hash }],
      signatures: [],
      forks: [],
      purged: [],
      blobs: { checked: 1, absent: [], damaged: [], purged: [] },
      problems: [],
    });
  });

  it.each([
    [
      'a byte of what an event says',
      "UPDATE events SET payload = CAST(replace(payload, 'two', 'twO') AS BLOB)",
      ['payload-changed 2'],
    ],
    ['when it happened', 'UPDATE events SET occurred_at = 1 WHERE seq = 2', ['envelope-changed 2']],
    ['who said it', `UPDATE events SET actor = 'nobody' WHERE seq = 2`, ['envelope-changed 2']],
    ['an event taken out', 'DELETE FROM events WHERE seq = 2', ['seq-missing 3']],
    [
      'an event swapped for another chain',
      "UPDATE events SET prev_hash = 'x' WHERE seq = 3",
      ['envelope-changed 3', 'chain-broken 3'],
    ],
  ])('[J7] finds %s', (_, sql, expected) => {
    append(note('one'), note('two'), note('three'));
    tamper(dataDir, sql);
    const report = journal.verify(streamId);
    expect(report.ok).toBe(false);
    expect(report.problems.map((problem) => `${problem.code} ${problem.seq}`)).toEqual(expected);
  });

  it('[J8] tells an absent blob from a damaged one', () => {
    const blobs = ['kept', 'gone', 'changed'].map((text) => journal.putBlob(new TextEncoder().encode(text)));
    append(
      ...blobs.map((blob): EventDraft => ({ kind: 'runbookAttached', payload: { runbookId: blob, title: 'R', blob } })),
    );
    const pathOf = (hash = '') => join(dataDir, 'blobs', hash.slice(0, 2), hash.slice(2));
    rmSync(pathOf(blobs[1]));
    writeFileSync(pathOf(blobs[2]), 'changeD');
    expect(journal.verify(streamId)).toMatchObject({
      ok: false,
      blobs: { checked: 3, absent: [blobs[1]], damaged: [blobs[2]] },
      problems: [{ code: 'blob-absent' }, { code: 'blob-damaged' }],
    });
    // Keeping the same bytes again heals it.
    journal.putBlob(new TextEncoder().encode('changed'));
    expect(journal.getBlob(blobs[2] ?? '')).toMatchObject({ ok: true });
    expect(journal.getBlob('../../../etc/passwd')).toMatchObject({ ok: false, error: { code: 'absent' } });
  });
});
