import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { has, node24, present, projectEnvironment, root, runQuietly, say, stop } from './run.mjs';

const stamp = join(root, 'node_modules/.war-room-installed');

function wanted() {
  const lock = readFileSync(join(root, 'package-lock.json'));
  return createHash('sha256').update(lock).update(`${process.platform} ${process.arch}`).digest('hex');
}

function installed() {
  try {
    return readFileSync(stamp, 'utf8') === wanted();
  } catch {
    return false;
  }
}

/** node-pty has no prebuilt binary for Linux: say what its build needs before npm prints pages about it. */
function requireCompiler() {
  if (process.platform !== 'linux') return;
  const missing = ['make', 'g++', 'python3'].filter((program) => !has(program));
  if (missing.length === 0) return;
  stop(
    `${missing.join(', ')} missing, needed to build the terminal (node-pty); on Debian or Ubuntu: apt-get install build-essential python3`,
  );
}

/**
 * Where the C headers of a Node lie on this machine: beside the one that runs this, as in its archives, its container
 * images and NodeSource's packages. Without them node-gyp downloads them, from a place that many networks block.
 * node-pty is N-API, so those of any Node >= 20 serve.
 */
function localHeaders() {
  if (process.env.npm_config_nodedir !== undefined) return {};
  const prefixes = [dirname(dirname(process.execPath)), '/usr/local', '/usr'];
  const found = prefixes.find((prefix) => existsSync(join(prefix, 'include/node/node_api.h')));
  return found === undefined ? {} : { npm_config_nodedir: found };
}

/** Installs from the lock file when it has not been, or when the lock file has changed. */
export function ensureDependencies() {
  if (installed() && present('node_modules/node/bin')) return;
  requireCompiler();
  say('war-room: installing packages from the lock file (once, about a minute)...');
  // The dependencies' engines ask for the Node that this very step installs: npm's warnings about that say nothing.
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const { status, output } = runQuietly(npm, ['ci', '--no-fund', '--no-audit', '--loglevel=error'], {
    shell: process.platform === 'win32',
    env: projectEnvironment(localHeaders()),
  });
  if (status !== 0) {
    say(output.trim());
    stop('npm ci failed (see above); check the network and run the same command again');
  }
  const { status: answer } = runQuietly(node24, ['--version']);
  if (answer !== 0) stop('Node 24 was not installed; delete node_modules and run the same command again');
  writeFileSync(stamp, wanted());
}
