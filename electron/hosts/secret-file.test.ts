import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createSecretFile, plainText } from './secret-file.ts';
import { createSessionSecrets } from './secrets.ts';

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'war-room-secrets-'));
  onTestFinished(() => rm(path, { recursive: true }));
  return path;
}

it('[T40] keeps what was asked for in a 0600 file, whole, and finds it again', async () => {
  const dir = await folder();
  const path = join(dir, 'secrets.json');
  const store = createSecretFile(path, plainText);
  store.set('prometheus', 'hunter2');
  store.set('other', 'x');
  store.remove('other');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await readdir(dir)).toEqual(['secrets.json']);
  const again = createSecretFile(path, plainText);
  expect([again.persistent, again.get('prometheus'), again.get('other')]).toEqual([true, 'hunter2', undefined]);
});

it('[T40] writes only what its cipher made, and forgets what was made under another key', async () => {
  const path = join(await folder(), 'secrets.json');
  const reversed = { encode: (value: string) => [...value].reverse().join(''), decode: (text: string) => text };
  createSecretFile(path, reversed).set('a', 'secret');
  expect(await readFile(path, 'utf8')).toBe('{"a":"terces"}');
  const refusing = {
    encode: (value: string) => value,
    decode: () => {
      throw new Error('another key');
    },
  };
  expect(createSecretFile(path, refusing).get('a')).toBeUndefined();
});

it('starts empty where the file is damaged', async () => {
  const path = join(await folder(), 'secrets.json');
  await writeFile(path, '{');
  expect(createSecretFile(path, plainText).get('a')).toBeUndefined();
});

it('[T40] keeps nothing beyond the session by itself', () => {
  const store = createSessionSecrets();
  store.set('a', 'b');
  expect([store.persistent, store.get('a')]).toEqual([false, 'b']);
  store.remove('a');
  expect(store.get('a')).toBeUndefined();
});
