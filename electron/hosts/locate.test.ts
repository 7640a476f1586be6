import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { locateProgram } from './locate.ts';

async function program(root: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'war-room-locate-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const main = join(folder, root, 'out/main');
  await mkdir(main, { recursive: true });
  await writeFile(join(folder, root, 'package.json'), '{"name":"war-room","version":"1.2.3"}');
  return main;
}

it('finds its own files from the built main, and in a package the resources beside the archive', async () => {
  const checkout = await program('war-room');
  expect(locateProgram(checkout)).toEqual({
    version: '1.2.3',
    root: join(checkout, '../..'),
    page: join(checkout, '../renderer'),
    preload: join(checkout, '../preload/preload.cjs'),
    resources: join(checkout, '../../resources'),
  });
  const packed = await program('resources/app.asar');
  expect(locateProgram(packed).resources).toBe(join(packed, '../../../resources'));
});

it('says so when the program is incomplete', () => {
  expect(() => locateProgram('/')).toThrow('no package.json of war-room above /');
});
