import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createSessionSecrets } from '../secrets.ts';
import { createBrowserCapabilities } from './capabilities.ts';

async function host() {
  const data = await mkdtemp(join(tmpdir(), 'war-room-host-'));
  onTestFinished(() => rm(data, { recursive: true }));
  return createBrowserCapabilities({
    paths: { data, resources: '/resources' },
    secrets: createSessionSecrets(),
    quit: () => {},
  });
}

const text = (content: string) => new TextEncoder().encode(content);

it('saves into the data directory and numbers what has the same name', async () => {
  const { paths, saveFile } = await host();
  const folder = join(paths.data, 'exports');
  for (const content of ['one', 'two', 'three']) await saveFile({ suggestedName: 'report.md', bytes: text(content) });
  const saved = await Promise.all(
    ['report.md', 'report-2.md', 'report-3.md'].map((name) => readFile(join(folder, name), 'utf8')),
  );
  expect(saved).toEqual(['one', 'two', 'three']);
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
});

it('says so where it cannot save', async () => {
  const { paths, saveFile } = await host();
  await writeFile(join(paths.data, 'exports'), 'in the way');
  expect(await saveFile({ suggestedName: 'report.md', bytes: text('x') })).toEqual({
    ok: false,
    error: {
      code: 'not-written',
      message: `${join(paths.data, 'exports')} cannot be made.`,
      action: 'Make the data directory writable.',
    },
  });
});
