import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newUuidV7 } from './index.ts';
import { storageFor } from './storage.ts';
import { ada, append, filesWith, note, readAll, scratchJournals } from './testing.ts';

let scratch: ReturnType<typeof scratchJournals>;
const streamId = newUuidV7();
const NFS = { type: 0x6969 };

beforeEach(() => {
  scratch = scratchJournals();
});
afterEach(() => scratch.remove());

const log = () => existsSync(join(scratch.root, 'here', 'journal.db-wal'));

describe('the storage of a journal', () => {
  it('[T60] is a write-ahead log on this machine', () => {
    const journal = scratch.open('here');
    append(journal, streamId, note('one'));
    expect(journal.storage).toEqual({ journalMode: 'WAL', sqliteVersion: process.versions.sqlite });
    expect(log()).toBe(true);
  });

  it('[T60] is the rollback journal with an SQLite whose log has a fault', () => {
    const journal = scratch.open('here', { system: { sqliteVersion: '3.51.2' } });
    append(journal, streamId, note('one'));
    expect(journal.storage).toEqual({
      journalMode: 'DELETE',
      detail: expect.stringContaining('SQLite 3.51.2'),
      sqliteVersion: '3.51.2',
    });
    expect(log()).toBe(false);
    expect(journal.verify(streamId).ok).toBe(true);
  });

  it.runIf(process.platform === 'linux')('[T63] is the rollback journal on a network file system, and says so', () => {
    const local = scratch.open('here');
    append(local, streamId, note('one'));
    local.close();
    const journal = scratch.open('here', { system: { statfs: () => NFS } });
    expect(journal.storage).toMatchObject({
      journalMode: 'DELETE',
      networkFileSystem: 'NFS',
      detail: expect.stringContaining('network file system (NFS)'),
    });
    const [event] = append(journal, streamId, note('two'));
    expect(log()).toBe(false);
    expect(readAll(journal, streamId)).toHaveLength(2);
    expect(journal.purge(streamId, event?.id ?? '', ada, 'a password')).toMatchObject({ value: { erased: true } });
    expect(filesWith(join(scratch.root, 'here'), '"two"')).toEqual([]);
  });

  it.runIf(process.platform === 'linux')('[T63] knows the network file systems by their numbers', () => {
    const types = [0x517b, -0xacb2be, 0xfe534d42, 0x01021997, 0x65735546, 0xef53, 0x01021994];
    expect(types.map((type) => storageFor('/data', { statfs: () => ({ type }) }).networkFileSystem)).toEqual([
      'SMB',
      'SMB',
      'SMB',
      '9P',
      'FUSE',
      undefined,
      undefined,
    ]);
    const broken = () => {
      throw new Error('no such call');
    };
    expect(storageFor('/data', { statfs: broken, sqliteVersion: '3.53.0' }).journalMode).toBe('WAL');
  });
});
