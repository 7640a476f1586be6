import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Where Electron's program is, if it was ever downloaded. Looks where electron/index.js looks and goes no further:
 * loading that file would download what is missing.
 */
export function findElectron(root: string, env: Readonly<Record<string, string | undefined>>): string | undefined {
  const folder = join(root, 'node_modules/electron');
  const program = readIfThere(join(folder, 'path.txt'));
  const dist = env.ELECTRON_OVERRIDE_DIST_PATH;
  if (dist) return existing(join(dist, program ?? 'electron'));
  return program === undefined ? undefined : existing(join(folder, 'dist', program));
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function existing(path: string): string | undefined {
  return existsSync(path) ? path : undefined;
}
