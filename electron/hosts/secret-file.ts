import { chmodSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { SecretStore } from './host.ts';

const fileSchema = z.record(z.string(), z.string());

/** How a value is changed on its way to the disk and back. `decode` throws for what it did not make. */
export interface SecretCipher {
  encode(value: string): string;
  decode(stored: string): string;
}

/**
 * Secrets in one 0600 file, which is replaced whole. Electron gives a cipher that the platform keeps the key of; the
 * browser host has none and uses the file on request only (docs/SPEC.md, T40). `set` throws when it can't be written.
 */
export function createSecretFile(path: string, cipher: SecretCipher): SecretStore {
  const read = (): Record<string, string> => {
    try {
      return fileSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
    } catch {
      return {};
    }
  };
  const write = (values: Record<string, string>) => {
    const folder = mkdtempSync(join(dirname(path), '.secrets-'));
    try {
      const draft = join(folder, 'draft');
      writeFileSync(draft, JSON.stringify(values), { mode: 0o600 });
      chmodSync(draft, 0o600);
      renameSync(draft, path);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };
  return {
    persistent: true,
    get(name) {
      const stored = read()[name];
      if (stored === undefined) return undefined;
      try {
        return cipher.decode(stored);
      } catch {
        // Made under another key: the person is asked again.
        return undefined;
      }
    },
    set: (name, value) => write({ ...read(), [name]: cipher.encode(value) }),
    remove(name) {
      const { [name]: _removed, ...rest } = read();
      write(rest);
    },
  };
}

/** For the person who asked for it: readable by whoever can read the file. */
export const plainText: SecretCipher = { encode: (value) => value, decode: (stored) => stored };
