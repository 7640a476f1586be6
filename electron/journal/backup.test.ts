import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backup, type Journal, newUuidV7, restore } from './index.ts';
import { ada, append, bundleOf, note, readAll, scratchJournals } from './testing.ts';

const NOW = Date.UTC(2026, 5, 1, 12);

let scratch: ReturnType<typeof scratchJournals>;
let journal: Journal;
let blob: string;
const streamId = newUuidV7();
const path = (...parts: string[]): string => join(scratch.root, ...parts);

beforeEach(() => {
  scratch = scratchJournals();
  journal = scratch.open('data');
  blob = journal.putBlob(new TextEncoder().encode('# Runbook'));
  append(journal, streamId, note('one'), {
    kind: 'runbookAttached',
    payload: { runbookId: 'r', title: 'R', blob },
  });
});
afterEach(() => scratch.remove());

async function makeBackup(): Promise<string> {
  const outcome = await backup(path('data'), path('all.backup'), { now: () => NOW });
  if (!outcome.ok) throw new Error(outcome.error.message);
  return outcome.value.file;
}

/** Names and bytes of everything below a folder. */
function contents(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map((entry) => {
      const file = join(entry.parentPath, entry.name);
      return [file, readFileSync(file, 'base64')];
    }),
  );
}

describe('a backup', () => {
  it('[J20] never takes the place of what the data directory consists of', async () => {
    symlinkSync(path('data'), path('same'));
    for (const name of ['data/journal.db', 'data/journal.db-wal', 'data/device.key', 'data/blobs/x', 'same/index.db']) {
      const refused = await backup(path('data'), path(name), { overwrite: true });
      expect([name, refused]).toMatchObject([name, { ok: false, error: { code: 'not-saved' } }]);
    }
    expect(readAll(journal, streamId)).toHaveLength(2);
    expect(await backup(path('data'), path('data/all.backup'))).toMatchObject({ ok: true });
  });

  it('[J20] is one file with everything recorded and the evidence, made while the journal is in use', async () => {
    expect(journal.signHeads(streamId).ok).toBe(true);
    expect(await backup(path('data'), path('all.backup'), { now: () => NOW })).toEqual({
      ok: true,
      value: {
        file: path('all.backup'),
        bytes: statSync(path('all.backup')).size,
        events: 2,
        forks: 0,
        signatures: 1,
        blobs: 1,
        damagedBlobs: [],
        notIncluded: expect.stringContaining('settings'),
      },
    });
    expect((statSync(path('all.backup')).mode & 0o777).toString(8)).toBe('600');
    expect(readdirSync(scratch.root).toSorted()).toEqual(['all.backup', 'data']);
    append(journal, streamId, note('and it goes on'));
    expect(readFileSync(path('all.backup')).includes(readFileSync(path('data', 'device.key')).subarray(30, 80))).toBe(
      false,
    );
  });

  it('[J20] is of one moment, however much is recorded meanwhile', async () => {
    append(journal, streamId, ...Array.from({ length: 3000 }, (_, index) => note(`${index} ${'x'.repeat(500)}`)));
    const writing = setInterval(() => append(journal, streamId, note('meanwhile'), note('and at once')), 1);
    const file = await makeBackup().finally(() => clearInterval(writing));
    const recorded = journal.headPosition();
    expect(await restore(file, path('restored'))).toMatchObject({ ok: true });
    const restored = scratch.open('restored');
    const events = readAll(restored, streamId);
    expect(events).toEqual(readAll(journal, streamId).slice(0, events.length));
    expect(events.length).toBeGreaterThanOrEqual(3002);
    expect(recorded).toBeGreaterThan(events.length);
    expect(events.length % 2).toBe(0);
  });

  it('[J20] comes back with the same events, signatures and evidence, under a device id of its own', async () => {
    journal.signHeads(streamId);
    const before = bundleOf(journal, streamId);
    const file = await makeBackup();
    expect(await restore(file, path('restored'))).toEqual({
      ok: true,
      value: {
        dataDir: path('restored'),
        madeAt: NOW,
        events: 2,
        forks: 0,
        signatures: 1,
        blobs: 1,
        notIncluded: expect.stringContaining('settings'),
      },
    });
    expect(readdirSync(path('restored')).toSorted()).toEqual(['blobs', 'journal.db']);
    const restored = scratch.open('restored');
    expect(restored.status.get()).toEqual({ state: 'ready', events: 2 });
    expect(bundleOf(restored, streamId)).toEqual(before);
    expect(restored.verify(streamId)).toMatchObject({ ok: true, blobs: { checked: 1, absent: [], damaged: [] } });
    expect(restored.deviceId).not.toBe(journal.deviceId);
    const [added] = append(restored, streamId, note('on the other device'));
    expect(added).toMatchObject({ deviceId: restored.deviceId, seq: 1 });
    expect((statSync(path('restored')).mode & 0o777).toString(8)).toBe('700');
    expect((statSync(path('restored', 'journal.db')).mode & 0o777).toString(8)).toBe('600');
  });

  it('[J20] leaves a file of that name as it is, unless told', async () => {
    writeFileSync(path('all.backup'), 'precious');
    expect(await backup(path('data'), path('all.backup'))).toMatchObject({ error: { code: 'exists' } });
    expect(readFileSync(path('all.backup'), 'utf8')).toBe('precious');
    expect(await backup(path('data'), path('all.backup'), { overwrite: true })).toMatchObject({ ok: true });
    expect(await restore(path('all.backup'), path('restored'))).toMatchObject({ ok: true });
  });

  it('[J20] leaves damaged evidence out and names it, and is not made of a damaged journal', async () => {
    const kept = path('data', 'blobs', blob.slice(0, 2), blob.slice(2));
    chmodSync(kept, 0o600);
    writeFileSync(kept, '# RunbooK');
    expect(await backup(path('data'), path('all.backup'))).toMatchObject({ value: { blobs: 0, damagedBlobs: [blob] } });
    journal.close();
    const file = path('data', 'journal.db');
    const at = readFileSync(file).indexOf('"text":"one"');
    const handle = openSync(file, 'r+');
    writeSync(handle, '"text":"onE"', at);
    closeSync(handle);
    expect(await backup(path('data'), path('second.backup'))).toMatchObject({
      error: { code: 'damaged', action: expect.stringContaining('journal salvage') },
    });
    expect(existsSync(path('second.backup'))).toBe(false);
  });

  it('[J20] says what it misses: a journal, a folder, room to write', async () => {
    expect(await backup(path('nowhere'), path('all.backup'))).toMatchObject({ error: { code: 'no-journal' } });
    expect(await backup(path('data'), path('no', 'such', 'folder'))).toMatchObject({ error: { code: 'not-saved' } });
    expect(existsSync(path('nowhere'))).toBe(false);
  });
});

describe('restoring', () => {
  it('[J21] takes a missing or an empty folder and no other', async () => {
    const file = await makeBackup();
    mkdirSync(path('empty'));
    expect(await restore(file, path('empty'))).toMatchObject({ ok: true });
    const before = contents(path('data'));
    expect(await restore(file, path('data'))).toMatchObject({
      error: { code: 'not-empty', action: expect.stringContaining('does not exist yet') },
    });
    expect(contents(path('data'))).toEqual(before);
  });

  it('[J21] refuses what is no backup, is damaged, cut off or newer, and leaves nothing behind', async () => {
    const file = await makeBackup();
    const variant = (name: string, change: (file: string) => void): string => {
      copyFileSync(file, path(name));
      change(path(name));
      return path(name);
    };
    const changed = (sql: string) => (name: string) => {
      const database = new DatabaseSync(name);
      for (const { name: trigger } of database.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").all())
        database.exec(`DROP TRIGGER ${trigger}`);
      database.exec(sql);
      database.close();
    };
    const { size } = statSync(file);
    const cases: [file: string, code: string][] = [
      [path('missing'), 'not-found'],
      [variant('text', (name) => writeFileSync(name, 'a text that is no database')), 'not-a-backup'],
      [variant('nothing', (name) => truncateSync(name, 0)), 'not-a-backup'],
      [path('data', 'journal.db'), 'not-a-backup'],
      [variant('half', (name) => truncateSync(name, size / 2)), 'damaged'],
      [variant('short', (name) => truncateSync(name, size - 1)), 'damaged'],
      [variant('garbled', (name) => writeFileSync(name, Buffer.alloc(8192, 7), { flag: 'r+' })), 'not-a-backup'],
      [variant('event', changed('UPDATE events SET occurred_at = 1 WHERE seq = 1')), 'damaged'],
      [variant('evidence', changed("UPDATE blobs SET bytes = x'00'")), 'damaged'],
      [variant('fewer', changed('DELETE FROM events WHERE seq = 2')), 'damaged'],
      [variant('columns', changed('ALTER TABLE blobs RENAME COLUMN bytes TO other')), 'damaged'],
      [variant('format', changed("UPDATE backup SET value = '2' WHERE key = 'format'")), 'newer'],
      [variant('writer', changed("UPDATE meta SET value = '99' WHERE key = 'min_writer'")), 'newer'],
    ];
    const before = readdirSync(scratch.root).toSorted();
    for (const [name, code] of cases) {
      expect([name, await restore(name, path('restored'))]).toMatchObject([name, { ok: false, error: { code } }]);
      expect(existsSync(path('restored'))).toBe(false);
    }
    expect(readdirSync(scratch.root).toSorted()).toEqual(before);
  });

  it('[J21] keeps a purged payload empty and a fork a fork', async () => {
    const [event] = readAll(journal, streamId);
    if (!event) throw new Error('an event');
    expect(journal.purge(streamId, event.id, ada, 'a password')).toMatchObject({ ok: true });
    const file = await makeBackup();
    expect(await restore(file, path('restored'))).toMatchObject({ ok: true, value: { events: 3 } });
    const restored = scratch.open('restored');
    expect(bundleOf(restored, streamId)).toEqual(bundleOf(journal, streamId));
    expect(restored.verify(streamId)).toMatchObject({ ok: true, purged: [{ eventId: event.id }] });
  });
});
