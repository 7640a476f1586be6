import { randomBytes } from 'node:crypto';
import { accessSync, constants, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Environment } from './environment.ts';

/** A session's secret on its way to the shell's integration. */
export interface NonceFile {
  readonly nonce: string;
  readonly path: string;
  /** Call when the shell has read it, or never will. May be called more than once. */
  remove(): void;
}

/**
 * Hands the shell a secret of 128 random bits in a file: an environment variable, even one that is unset at once, can
 * be read in /proc/PID/environ by every program as long as the shell lives. The integration empties the file as soon as
 * it has read it. Undefined where no such file can be made (the disk is full): that shell is not recorded.
 */
export function createNonceFile(env: Environment): NonceFile | undefined {
  const nonce = randomBytes(16).toString('hex');
  const name = `war-room-${randomBytes(8).toString('hex')}`;
  for (const directory of [env.XDG_RUNTIME_DIR, tmpdir()]) {
    if (!directory) continue;
    const path = join(directory, name);
    try {
      accessSync(directory, constants.W_OK | constants.X_OK);
      // 'wx': whatever lies there already, a symbolic link too, is not ours.
      writeFileSync(path, `${nonce}\n`, { mode: 0o600, flag: 'wx' });
      return { nonce, path, remove: () => rmSync(path, { force: true }) };
    } catch {
      rmSync(path, { force: true });
    }
  }
  return undefined;
}
