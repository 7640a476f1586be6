import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { node24, projectEnvironment, root, say } from './run.mjs';

const packageFolder = join(root, 'node_modules/electron');
const failedBefore = join(root, 'out/.electron-unavailable');
const DAY_MS = 86_400_000;
/** The promise is to be in the browser host within 15 s; a download from a server that answers may take longer. */
const FIRST_BYTES_MS = 10_000;
/** About 120 MB at 200 kB/s. A download slower than that, or one that stalls, is given up. */
const DOWNLOAD_MS = 10 * 60_000;

/** The binary's path, or undefined. Looks only; `require('electron')` would download. */
export function electronBinary() {
  try {
    const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(packageFolder, 'dist');
    const binary = join(dist, readFileSync(join(packageFolder, 'path.txt'), 'utf8'));
    return existsSync(binary) ? binary : undefined;
  } catch {
    return undefined;
  }
}

function failedLately() {
  try {
    return Date.now() - statSync(failedBefore).mtimeMs < DAY_MS;
  } catch {
    return false;
  }
}

/** Resolves with undefined when the release server answers, else with why not. Takes at most FIRST_BYTES_MS. */
async function whyUnreachable() {
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'));
  const mirror = process.env.ELECTRON_MIRROR ?? 'https://github.com/electron/electron/releases/download/';
  try {
    await fetch(`${mirror}v${version}/SHASUMS256.txt`, { method: 'HEAD', signal: AbortSignal.timeout(FIRST_BYTES_MS) });
    return undefined;
  } catch (error) {
    return error.name === 'TimeoutError'
      ? 'its download server does not answer'
      : 'its download server cannot be reached';
  }
}

function download() {
  return new Promise((resolve) => {
    const child = spawn(node24, [join(packageFolder, 'install.js')], { stdio: 'ignore', env: projectEnvironment() });
    const limit = setTimeout(() => child.kill('SIGKILL'), DOWNLOAD_MS);
    const end = (done) => {
      clearTimeout(limit);
      resolve(done);
    };
    child.on('error', () => end(false));
    child.on('exit', (code) => end(code === 0));
  });
}

/**
 * Tries to have Electron's binary. It is not in its npm package but downloaded on first use, from a place that many
 * networks block. Returns why it is missing, or undefined when it is there. A failure is remembered for a day.
 */
export async function ensureElectronBinary({ insist }) {
  if (electronBinary()) return undefined;
  if (!insist && failedLately()) return 'its binary could not be downloaded earlier today';
  let reason = await whyUnreachable();
  if (reason === undefined) {
    say('war-room: downloading Electron (about 120 MB, once)...');
    if ((await download()) && electronBinary()) return undefined;
    reason = 'its binary could not be downloaded';
  }
  mkdirSync(join(root, 'out'), { recursive: true });
  writeFileSync(failedBefore, reason);
  return reason;
}
