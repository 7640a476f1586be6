import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { createSecrets } from './secrets.ts';

/** Stands at the edge of the machine: the platform's keyring. */
const keyring = vi.hoisted(() => ({ backend: 'gnome_libsecret', available: true }));
vi.mock('electron', () => ({
  safeStorage: {
    isEncryptionAvailable: () => keyring.available,
    getSelectedStorageBackend: () => keyring.backend,
    encryptString: (text: string) => Buffer.from([...text].reverse().join('')),
    decryptString: (bytes: Buffer) => [...bytes.toString()].reverse().join(''),
  },
}));

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'war-room-keyring-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}

it('[T40] keeps secrets under a key of the keyring', () => {
  Object.assign(keyring, { backend: 'gnome_libsecret', available: true });
  const dataDir = folder();
  const store = createSecrets(dataDir);
  store.set('prometheus', 'hunter2');
  expect([store.persistent, createSecrets(dataDir).get('prometheus')]).toEqual([true, 'hunter2']);
  expect(readFileSync(join(dataDir, 'secrets.json'), 'utf8')).not.toContain('hunter2');
});

it.runIf(process.platform === 'linux').each([
  ['basic_text', true],
  ['unknown', true],
  ['gnome_libsecret', false],
])('[T40] keeps them for the session only where the keyring is %s and encryption %s', (backend, available) => {
  Object.assign(keyring, { backend, available });
  const dataDir = folder();
  const store = createSecrets(dataDir);
  store.set('prometheus', 'hunter2');
  expect([store.persistent, store.get('prometheus')]).toEqual([false, 'hunter2']);
  expect(existsSync(join(dataDir, 'secrets.json'))).toBe(false);
});
