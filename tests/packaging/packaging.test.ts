import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { FuseState, FuseV1Options, FuseVersion, flipFuses, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findPackageProblems } from '../../scripts/verify-package.ts';

const root = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'packaging-'));
const executable = join(folder, 'dist/linux-unpacked/war-room');

/** What marks the fuse wire in the binary; from the fuses' own source, which does not export it. */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

/** A stand-in for Electron's download: the fuse wire as the real binary carries it, and nothing that runs. */
function layOutElectron(path: string): void {
  const { version } = JSON.parse(readFileSync(join(root, 'node_modules/electron/package.json'), 'utf8'));
  mkdirSync(join(path, 'resources'), { recursive: true });
  writeFileSync(join(path, 'version'), version);
  const fuses = '0'.repeat(9);
  const wire = Buffer.concat([Buffer.from(SENTINEL), Buffer.from([1, fuses.length]), Buffer.from(fuses)]);
  writeFileSync(join(path, 'electron'), Buffer.concat([Buffer.alloc(512), wire, Buffer.alloc(512)]));
  chmodSync(join(path, 'electron'), 0o755);
}

describe.runIf(process.platform === 'linux')('a package', () => {
  beforeAll(() => {
    layOutElectron(join(folder, 'electron'));
    execFileSync(
      process.execPath,
      [
        join(root, 'node_modules/electron-builder/cli.js'),
        '--dir',
        '--linux',
        `-c.electronDist=${join(folder, 'electron')}`,
        `-c.directories.output=${join(folder, 'dist')}`,
      ],
      { cwd: root, stdio: 'pipe' },
    );
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('[T9] carries the fuses, the files and the resources it should, read back from the result', async () => {
    expect(await findPackageProblems(executable)).toEqual([]);
  });

  it('[T9] is found out when a fuse is flipped back', async () => {
    await flipFuses(executable, { version: FuseVersion.V1, [FuseV1Options.RunAsNode]: true });
    expect((await getCurrentFuseWire(executable))[FuseV1Options.RunAsNode]).toBe(FuseState.ENABLE);
    expect(await findPackageProblems(executable)).toEqual([
      `fuse RunAsNode is ${FuseState.ENABLE}, not ${FuseState.DISABLE}`,
    ]);
  });
});
