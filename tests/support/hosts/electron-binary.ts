import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Where Electron's binary is, if it was ever downloaded. Looks only: `require('electron')` would fetch it. */
export function electronBinary(): string | undefined {
  const folder = resolve(import.meta.dirname, '../../../node_modules/electron');
  try {
    const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(folder, 'dist');
    const binary = join(dist, readFileSync(join(folder, 'path.txt'), 'utf8'));
    return existsSync(binary) ? binary : undefined;
  } catch {
    return undefined;
  }
}
