import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../support/hosts/instance.ts';

/** The built command line on a data directory, which a window may have open; answers its stdout. */
export async function warRoom(dataDir: string, ...args: string[]): Promise<string> {
  const cli = join(root, 'out/main/cli.js');
  const { stdout } = await promisify(execFile)(process.execPath, [cli, ...args, '--data-dir', dataDir]);
  return stdout.trim();
}
