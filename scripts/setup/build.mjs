import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { node24, present, root, runQuietly, say, stop } from './run.mjs';

const stamp = join(root, 'out/.built');
const sourceFolders = ['electron', 'renderer', 'shared'];
const sourceFiles = ['electron.vite.config.ts', 'package-lock.json'];

function* filesBelow(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else if (!/\.test\.tsx?$/.test(entry.name)) yield path;
  }
}

/** Names and contents of all that the build reads; times of files lie after a checkout. */
function fingerprint() {
  const hash = createHash('sha256');
  const files = [
    ...sourceFolders.flatMap((folder) => [...filesBelow(join(root, folder))]),
    ...sourceFiles.map((file) => join(root, file)),
  ];
  for (const file of files.sort())
    hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

function built() {
  try {
    return readFileSync(stamp, 'utf8');
  } catch {
    return '';
  }
}

/** Builds when a source changed since the last build. */
export function ensureBuild() {
  const now = fingerprint();
  const complete = ['out/main/main.js', 'out/main/cli.js', 'out/preload/preload.cjs', 'out/renderer/index.html'];
  if (built() === now && complete.every(present)) return;
  say('war-room: building...');
  const { status, output } = runQuietly(node24, [
    join(root, 'node_modules/electron-vite/bin/electron-vite.js'),
    'build',
  ]);
  if (status !== 0) {
    say(output.trim());
    stop('the build failed (see above)');
  }
  mkdirSync(join(root, 'out'), { recursive: true });
  writeFileSync(stamp, now);
}

/** Makes the next `ensureBuild` build. */
export function forgetBuild() {
  rmSync(stamp, { force: true });
}
