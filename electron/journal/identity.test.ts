import {
  copyFileSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newUuidV7 } from './index.ts';
import { isSamePlace } from './place.ts';
import { append, note, scratchJournals } from './testing.ts';

let scratch: ReturnType<typeof scratchJournals>;
const streamId = newUuidV7();

beforeEach(() => {
  scratch = scratchJournals();
});
afterEach(() => scratch.remove());

const path = (...names: string[]) => join(scratch.root, ...names);
const keyOf = (name: string) => readFileSync(path(name, 'device.key'), 'utf8');

/** Opens, records and signs, and closes again. */
function use(name: string) {
  const journal = scratch.open(name);
  append(journal, streamId, note('one'));
  const signed = journal.signHeads(streamId);
  expect(signed.ok).toBe(true);
  expect(journal.verify(streamId)).toMatchObject({ ok: true });
  const { deviceId } = journal;
  journal.close();
  return deviceId;
}

describe('the identity of a data directory', () => {
  it('[J18] is made once, with a key that only its owner reads, and stays when the directory is moved', () => {
    const deviceId = use('here');
    const key = keyOf('here');
    expect(statSync(path('here', 'device.key')).mode & 0o777).toBe(0o600);
    expect(use('here')).toBe(deviceId);
    renameSync(path('here'), path('moved'));
    expect(use('moved')).toBe(deviceId);
    expect(use('moved')).toBe(deviceId);
    expect(keyOf('moved')).toBe(key);
    expect(readdirSync(path('moved')).filter((name) => name.startsWith('device'))).toEqual([
      'device.json',
      'device.key',
    ]);
  });

  it('[J18] is another one in a copy, also in one that takes the place of the original', () => {
    const deviceId = use('here');
    cpSync(path('here'), path('copy'), { recursive: true, preserveTimestamps: true });
    const copied = use('copy');
    expect(copied).not.toBe(deviceId);
    expect(keyOf('copy')).not.toBe(keyOf('here'));
    expect([use('copy'), use('here')]).toEqual([copied, deviceId]);

    rmSync(path('here'), { recursive: true });
    cpSync(path('copy'), path('here'), { recursive: true, preserveTimestamps: true });
    expect([deviceId, copied]).not.toContain(use('here'));
  });

  it('[J18] is another one when the key is gone, is none, or belongs to another id', () => {
    const ids = [use('here')];
    rmSync(path('here', 'device.key'));
    ids.push(use('here'));
    writeFileSync(path('here', 'device.key'), 'no key');
    ids.push(use('here'));
    use('other');
    copyFileSync(path('other', 'device.key'), path('here', 'device.key'));
    ids.push(use('here'));
    writeFileSync(path('here', 'device.json'), '{');
    ids.push(use('here'));
    expect(new Set(ids).size).toBe(5);
  });

  it('[J18] of the first version goes on with its id and gets a key', () => {
    const deviceId = '33333333-3333-4333-8333-333333333333';
    mkdirSync(path('old'), { mode: 0o700 });
    writeFileSync(path('old', 'device.json'), JSON.stringify({ deviceId }));
    expect([use('old'), use('old')]).toEqual([deviceId, deviceId]);
  });
});

describe('a place', () => {
  const place = { path: '/data', device: '1', inode: '10', bornNs: '100' };
  const unborn = { ...place, bornNs: '0' };

  it.each([
    ['where it was', place, place, true],
    ['moved', place, { ...place, path: '/moved' }, true],
    ['after a restart that numbered the disks anew', place, { ...place, device: '2' }, true],
    ['on a file system that makes up inode numbers', place, { ...place, inode: '11' }, true],
    ['copied', place, { path: '/copy', device: '1', inode: '11', bornNs: '101' }, false],
    ['copied over the original', place, { ...place, inode: '11', bornNs: '101' }, false],
    ['copied over the original, with its inode number', place, { ...place, bornNs: '101' }, false],
    ['moved, where births are not kept', unborn, { ...unborn, path: '/moved' }, true],
    ['restarted, where births are not kept', unborn, { ...unborn, device: '2' }, true],
    ['copied, where births are not kept', unborn, { ...unborn, path: '/copy', inode: '11' }, false],
    [
      'on another disk with that inode number, where births are not kept',
      unborn,
      { ...unborn, path: '/copy', device: '2' },
      false,
    ],
  ])('[J18] is told %s', (_, then, now, same) => {
    expect(isSamePlace(then, now)).toBe(same);
  });
});
