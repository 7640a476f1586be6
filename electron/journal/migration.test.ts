import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from './database.ts';
import { sha256 } from './hashing.ts';
import { newUuidV7 } from './index.ts';
import { toStoredEvent } from './rows.ts';
import { accessOf, MIGRATIONS, SCHEMA_VERSION } from './schema.ts';
import { prepareStatements } from './statements.ts';
import { append, note, readAll, scratchJournals, tamper } from './testing.ts';

let scratch: ReturnType<typeof scratchJournals>;
const streamId = newUuidV7();

beforeEach(() => {
  scratch = scratchJournals();
});
afterEach(() => scratch.remove());

const pathOf = (name: string) => join(scratch.root, name, 'journal.db');

/**
 * A file as version 1 of the program left it: made by its SQL, with events whose columns and hashes are those that a
 * newer journal writes, too.
 */
function makeVersion1(name: string) {
  const source = scratch.open('source');
  const events = append(source, streamId, note('one'), note('two'));
  mkdirSync(join(scratch.root, name));
  const database = new DatabaseSync(pathOf(name));
  database.exec(
    `PRAGMA journal_mode = WAL; ${MIGRATIONS[0]}; PRAGMA user_version = 1; ATTACH '${pathOf('source')}' AS source`,
  );
  const columns = database
    .prepare('PRAGMA main.table_info(events)')
    .all()
    .map(({ name: column }) => column);
  database.exec(`INSERT INTO main.events SELECT ${columns} FROM source.events`);
  database.close();
  return { events, deviceId: source.deviceId };
}

function versions(name: string) {
  const database = new DatabaseSync(pathOf(name), { readOnly: true });
  const meta = Object.fromEntries(
    database
      .prepare('SELECT key, value FROM meta')
      .all()
      .map(({ key, value }) => [key, value]),
  );
  const version = database.prepare('PRAGMA user_version').get()?.user_version;
  database.close();
  return { version, ...meta };
}

describe('a file of version 1', () => {
  it('[J14] is made here by the SQL that made it then', () => {
    // Files of that version are out there: whoever edits the step, instead of adding one, breaks the way up for them.
    expect(sha256(MIGRATIONS[0] ?? '')).toBe('b62f990f672013e84137bc4cfd4d90eaabec0bf24a8d86a82795f9eae553b120');
  });

  it('[J14] is brought up to date when it is opened, keeps its events, and goes on', () => {
    const { events } = makeVersion1('old');
    expect(versions('old')).toEqual({ version: 1, min_reader: '1', min_writer: '1' });
    const journal = scratch.open('old');
    expect(journal.status.get()).toEqual({ state: 'ready', events: 2 });
    expect(readAll(journal, streamId)).toEqual(events);
    expect(journal.readAfter(0, 9).map(({ origin }) => origin)).toEqual(['local', 'local']);
    append(journal, streamId, note('three'));
    expect(journal.signHeads(streamId)).toMatchObject({ ok: true, value: [{ seq: 1 }] });
    expect(journal.verify(streamId)).toMatchObject({ ok: true, events: 3 });
    journal.close();
    expect(versions('old')).toEqual({ version: SCHEMA_VERSION, min_reader: '1', min_writer: '2' });
    // Once more: nothing to do.
    expect(scratch.open('old').headPosition()).toBe(3);
  });

  it('[J14] can be read where it may not be changed', () => {
    const { events } = makeVersion1('old');
    const opened = openDatabase(join(scratch.root, 'old'), false);
    expect(opened).toMatchObject({ writable: false, detail: expect.stringContaining('can only be read') });
    const statements = prepareStatements(opened.database);
    expect(statements.after(0, 9).map(toStoredEvent)).toEqual(
      events.map((event, index) => ({ position: index + 1, event, origin: 'local' })),
    );
    expect([statements.signatures(streamId), statements.forks(streamId), statements.purgedBlobs()]).toEqual([
      [],
      [],
      [],
    ]);
    opened.close();
    expect(versions('old').version).toBe(1);
  });

  it('[J14] stays as it was when a step fails', () => {
    makeVersion1('old');
    const database = new DatabaseSync(pathOf('old'));
    // In the way of the last table that the step makes.
    database.exec('CREATE TABLE purged_blobs (in_the_way)');
    database.close();
    expect(scratch.open('old').status.get()).toMatchObject({ state: 'damaged' });
    const after = new DatabaseSync(pathOf('old'), { readOnly: true });
    const tables = after.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").all();
    after.close();
    expect(tables.map(({ name }) => name)).toEqual(['events', 'meta', 'purged_blobs', 'sqlite_sequence']);
    expect(versions('old')).toEqual({ version: 1, min_reader: '1', min_writer: '1' });
  });
});

describe('the versions that a journal names', () => {
  it('[J5] leave a program of version 1 reading', () => {
    scratch.open('new').close();
    const { min_reader: minReader, min_writer: minWriter } = versions('new') as Record<string, unknown>;
    const named = { minReader: Number(minReader), minWriter: Number(minWriter) };
    expect([1, 2, 3].map((version) => accessOf(version, named))).toEqual(['read', 'write', 'write']);
    expect(accessOf(1, { minReader: 2, minWriter: 2 })).toBe('none');
  });

  it('[J5] are looked at again when a newer program brings the open file up to date', () => {
    const journal = scratch.open('open');
    append(journal, streamId, note('one'));
    tamper(join(scratch.root, 'open'), "UPDATE meta SET value = '3' WHERE key = 'min_writer'; PRAGMA user_version = 3");
    expect(journal.append(streamId, { type: 'system' }, () => ({ ok: true, value: [note('two')] }))).toMatchObject({
      error: { code: 'read-only', message: expect.stringContaining('newer version') },
    });
    expect(readAll(journal, streamId)).toHaveLength(1);
  });
});
