import type { SecretStore } from './host.ts';

/** Keeps secrets for this run only; nothing reaches the disk (docs/SPEC.md, T40). */
export function createSessionSecrets(): SecretStore {
  const values = new Map<string, string>();
  return {
    persistent: false,
    get: (name) => values.get(name),
    set: (name, value) => void values.set(name, value),
    remove: (name) => void values.delete(name),
  };
}
