import { join } from 'node:path';
import { safeStorage } from 'electron';
import type { SecretStore } from '../host.ts';
import { createSecretFile } from '../secret-file.ts';
import { createSessionSecrets } from '../secrets.ts';

/**
 * Secrets under a key of the platform's keyring. Where there is none, Chromium's fallback on Linux is plain text under
 * another name: then they are kept for this session only, and the page is told (docs/SPEC.md, T40).
 */
export function createSecrets(dataDir: string): SecretStore {
  if (!hasKeyring()) return createSessionSecrets();
  return createSecretFile(join(dataDir, 'secrets.json'), {
    encode: (value) => safeStorage.encryptString(value).toString('base64'),
    decode: (stored) => safeStorage.decryptString(Buffer.from(stored, 'base64')),
  });
}

function hasKeyring(): boolean {
  if (!safeStorage.isEncryptionAvailable()) return false;
  if (process.platform !== 'linux') return true;
  return !['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend());
}
