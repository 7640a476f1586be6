import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EventDraft, WireEvent } from '#shared/domain/events/index.ts';
import { createBlobStore } from './blobs.ts';
import { type Journal, newUuidV7 } from './index.ts';
import { ada, append, bundleOf, filesWith, note, readAll, rewritten, scratchJournals } from './testing.ts';

let scratch: ReturnType<typeof scratchJournals>;
let journal: Journal;
let dataDir: string;
const streamId = newUuidV7();
const SECRET = 'hunter2-0451-swordfish';
const NOW = Date.UTC(2026, 10, 20, 14);

beforeEach(() => {
  scratch = scratchJournals();
  dataDir = join(scratch.root, 'here');
  journal = scratch.open('here', { now: () => NOW });
});
afterEach(() => scratch.remove());

function purge(event: WireEvent | undefined, stream = streamId) {
  const outcome = journal.purge(stream, event?.id ?? '', ada, 'a password');
  if (!outcome.ok) throw new Error(outcome.error.message);
  return outcome.value;
}

function backfilled({ id, deviceId, seq, hash, kind, version, recordedAt, occurredAt, actor, payload }: WireEvent) {
  const original = { id, deviceId, seq, hash, kind, version, recordedAt, occurredAt, actor, payload };
  return { kind: 'backfilled', payload: { original } } satisfies EventDraft;
}

const attachment = (blob: string): EventDraft => ({
  kind: 'attachmentAdded',
  payload: { name: 'dump.txt', mediaType: 'text/plain', size: 1, blob },
});

describe('a purge', () => {
  it('[J17] leaves no byte of the secret in any file, and a chain that verifies and says why', () => {
    append(journal, streamId, ...Array.from({ length: 50 }, (_, index) => note(`before ${index}`)));
    // Longer than a page, so that it also lies on pages of its own.
    const [event] = append(journal, streamId, note(`${SECRET} ${'x'.repeat(20_000)} ${SECRET}`));
    append(journal, streamId, ...Array.from({ length: 50 }, (_, index) => note(`after ${index}`)));
    expect(filesWith(dataDir, SECRET)).not.toEqual([]);
    const before = journal.readAfter(0, 200).map(({ position, event: { id, hash } }) => [position, id, hash]);

    expect(purge(event)).toMatchObject({ erased: true, purgedEventIds: [event?.id], deletedBlobs: [] });
    expect(filesWith(dataDir, SECRET)).toEqual([]);
    const after = journal.readAfter(0, 200).map(({ position, event: { id, hash } }) => [position, id, hash]);
    expect(after.slice(0, -1)).toEqual(before);
    expect(journal.event(streamId, event?.id ?? '')?.event).toEqual({ ...event, payload: null, purged: true });
    expect(readAll(journal, streamId).at(-1)).toMatchObject({
      kind: 'entryPurged',
      actor: ada,
      payload: { eventId: event?.id, reason: 'a password' },
    });
    expect(journal.verify(streamId)).toMatchObject({
      ok: true,
      purged: [
        {
          seq: 51,
          by: 'Ada Winter',
          at: NOW,
          reason: 'a password',
          message: 'Event 51: purged by Ada Winter at 2026-11-20T14:00:00.000Z: a password',
        },
      ],
    });
    append(journal, streamId, note('goes on'));
    journal.close();
    journal = scratch.open('here');
    expect(journal.status.get()).toEqual({ state: 'ready', events: 103 });
  });

  it('[J17] erases the evidence that only this event named, and leaves what another one names', () => {
    const own = journal.putBlob(new TextEncoder().encode(SECRET));
    const shared = journal.putBlob(new TextEncoder().encode('shown twice'));
    const [first, second] = append(journal, streamId, attachment(own), attachment(shared), attachment(shared));
    expect(purge(first).deletedBlobs).toEqual([own]);
    expect(purge(second).deletedBlobs).toEqual([]);
    expect(existsSync(join(dataDir, 'blobs', own.slice(0, 2), own.slice(2)))).toBe(false);
    expect([own, shared].map((hash) => journal.getBlob(hash).ok)).toEqual([false, true]);
    expect(filesWith(dataDir, SECRET)).toEqual([]);
    // An event that names it all the same finds it purged and not lost.
    append(journal, streamId, attachment(own));
    expect(journal.verify(streamId)).toMatchObject({
      ok: true,
      blobs: { checked: 2, absent: [], damaged: [], purged: [own] },
    });
  });

  it('[J17] takes the copies of an event of the desk along, from wherever it starts', () => {
    const other = newUuidV7();
    for (const start of ['desk', 'copy'] as const) {
      const [original] = append(journal, journal.deskStreamId, note(`${SECRET} ${start}`));
      if (!original) throw new Error('no event');
      const [copy] = append(journal, streamId, backfilled(original));
      const [elsewhere] = append(journal, other, backfilled(original));
      const ids = [original.id, copy?.id, elsewhere?.id];
      const { purgedEventIds, recorded } = start === 'desk' ? purge(original, journal.deskStreamId) : purge(copy);
      expect(purgedEventIds.toSorted()).toEqual(ids.toSorted());
      expect(recorded.map(({ event }) => event.kind)).toEqual(Array.from({ length: 3 }, () => 'entryPurged'));
      expect(filesWith(dataDir, SECRET)).toEqual([]);
    }
    for (const stream of [journal.deskStreamId, streamId, other]) {
      expect(journal.verify(stream)).toMatchObject({ ok: true, purged: [{}, {}] });
    }
  });

  it('[J17] does not follow a copy that only claims to be one', () => {
    const [event] = append(journal, newUuidV7(), note('not of the desk'));
    const [desk] = append(journal, journal.deskStreamId, note('of the desk'));
    if (!event || !desk) throw new Error('no event');
    const [first, second] = append(journal, streamId, backfilled(event), backfilled({ ...desk, hash: event.hash }));
    expect(purge(first).purgedEventIds).toEqual([first?.id]);
    expect(purge(second).purgedEventIds).toEqual([second?.id]);
  });

  it('[J17] erases a fork of the event too', () => {
    const there = scratch.open('there');
    const [event] = append(there, streamId, note(SECRET));
    const bundle = bundleOf(there, streamId);
    journal.importStream(bundle);
    const forks = bundle.events.map((sealed) => rewritten(sealed, {}, `another ${SECRET}`));
    expect(journal.importStream({ ...bundle, events: forks })).toMatchObject({ value: { forked: 1 } });
    purge(event);
    expect(filesWith(dataDir, SECRET)).toEqual([]);
    const report = journal.verify(streamId);
    expect(report.problems.map(({ code }) => code)).toEqual(['fork']);
    expect(report.purged).toHaveLength(2);
  });

  it('[J17] refuses what is not there, what is purged already, and the record of a purge', () => {
    const [event] = append(journal, streamId, note(SECRET));
    const codeOf = (id: string | undefined) => {
      const outcome = journal.purge(streamId, id ?? '', ada, 'a password');
      return outcome.ok ? 'ok' : outcome.error.code;
    };
    expect(codeOf(newUuidV7())).toBe('unknown-event');
    const { recorded } = purge(event);
    expect([event?.id, recorded[0]?.event.id].map(codeOf)).toEqual(['already-purged', 'not-purgeable']);
    expect(readAll(journal, streamId)).toHaveLength(2);
  });

  it('[J17] says when another program still reads, and the next opening erases what was left', () => {
    const blob = journal.putBlob(new TextEncoder().encode(SECRET));
    const [event] = append(journal, streamId, note(SECRET), attachment(blob));
    journal.close();
    journal = scratch.open('here', { now: () => NOW });
    append(journal, streamId, note('in the log'));
    const reader = new DatabaseSync(join(dataDir, 'journal.db'), { readOnly: true });
    reader.exec('BEGIN');
    reader.prepare('SELECT count(*) FROM events').get();
    const left = purge(event);
    expect(left).toMatchObject({ erased: false, detail: expect.stringContaining('another program was reading') });
    expect(filesWith(dataDir, SECRET)).toContain('journal.db');
    expect(journal.verify(streamId).ok).toBe(true);
    reader.close();
    const [, second] = readAll(journal, streamId);
    expect(second?.kind).toBe('attachmentAdded');
    journal.close();
    journal = scratch.open('here', { now: () => NOW });
    expect(filesWith(dataDir, SECRET)).toEqual([join('blobs', blob.slice(0, 2), blob.slice(2))]);
    purge(second);
    expect(filesWith(dataDir, SECRET)).toEqual([]);
  });

  it('[J17] is finished by the next opening when the program died before the evidence was erased', () => {
    const blob = journal.putBlob(new TextEncoder().encode(SECRET));
    const [event] = append(journal, streamId, attachment(blob));
    purge(event);
    // As if it had died right after the transaction.
    createBlobStore(dataDir).put(new TextEncoder().encode(SECRET));
    journal.close();
    const database = new DatabaseSync(join(dataDir, 'journal.db'));
    database.exec("INSERT INTO meta VALUES ('unfinished_purge', '1')");
    database.close();
    journal = scratch.open('here');
    expect(filesWith(dataDir, SECRET)).toEqual([]);
    expect(journal.verify(streamId).ok).toBe(true);
  });

  it('[T61] is the only way by which a payload can be emptied', () => {
    const [first, second] = append(journal, streamId, note('one'), note('two'));
    const database = new DatabaseSync(join(dataDir, 'journal.db'));
    const refuses = (sql: string) => expect(() => database.exec(sql)).toThrow('never changed');
    const empty = (id = '') => `UPDATE events SET payload = x'' WHERE id = '${id}'`;
    refuses(empty(first?.id));
    purge(first);
    // The newest event is now the record for the first one; it opens the way to no other, and to nothing else of it.
    refuses(empty(second?.id));
    refuses(`UPDATE events SET payload = x'00' WHERE id = '${first?.id}'`);
    refuses(`UPDATE events SET occurred_at = 1 WHERE id = '${first?.id}'`);
    append(journal, streamId, note('three'));
    refuses(empty(first?.id));
    database.close();
    expect(journal.verify(streamId).ok).toBe(true);
  });
});
