import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { findElectron } from './electron-binary.ts';

it('finds the program of Electron where its package keeps it, and downloads nothing where it is missing', async () => {
  const root = await mkdtemp(join(tmpdir(), 'war-room-electron-'));
  onTestFinished(() => rm(root, { recursive: true }));
  const folder = join(root, 'node_modules/electron');
  await mkdir(join(folder, 'dist'), { recursive: true });
  expect(findElectron(root, {})).toBeUndefined();
  await writeFile(join(folder, 'path.txt'), 'electron');
  expect(findElectron(root, {})).toBeUndefined();
  expect(await readdir(join(folder, 'dist'))).toEqual([]);
  await writeFile(join(folder, 'dist/electron'), '');
  expect(findElectron(root, {})).toBe(join(folder, 'dist/electron'));
  expect(findElectron(root, { ELECTRON_OVERRIDE_DIST_PATH: '/elsewhere' })).toBeUndefined();
});
