import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { commandLine } from './test-support.ts';

it('[W1] backs the record up, restores it elsewhere, and verifies what came out', async () => {
  const { run, scratch, dataDir } = commandLine();
  const id = (await run('incident', 'declare', '--title', 'Checkout down', '--severity', 'SEV-1')).stdout.trim();
  writeFileSync(join(scratch, 'graph.png'), 'not really');
  await run('incident', 'attach', id, join(scratch, 'graph.png'), '--caption', 'the spike');
  const file = join(scratch, 'all.backup');
  expect(await run('journal', 'backup', file)).toMatchObject({ code: 0, stdout: `${file}\n` });
  const again = await run('journal', 'backup', file);
  expect(again).toMatchObject({ code: 1, stdout: '' });
  expect(again.stderr).toContain('--force');

  const occupied = await run('journal', 'restore', file);
  expect(occupied.code).toBe(1);
  expect(occupied.stderr).toContain('is not empty');
  const elsewhere = join(scratch, 'elsewhere');
  expect(await run('journal', 'restore', file, '--data-dir', elsewhere)).toMatchObject({ code: 0 });
  const verified = await run('journal', 'verify', '--data-dir', elsewhere);
  expect(verified).toMatchObject({ code: 0 });
  expect(verified.stdout).toMatch(new RegExp(`^intact      ${id}  3\n`));
  const device = (folder: string) => JSON.parse(readFileSync(join(folder, 'device.json'), 'utf8')).deviceId;
  expect(device(elsewhere)).not.toBe(device(dataDir));

  writeFileSync(file, 'no backup');
  expect(await run('journal', 'restore', file, '--data-dir', join(scratch, 'third'))).toMatchObject({ code: 1 });
  expect(existsSync(join(scratch, 'third'))).toBe(false);
}, 60_000);

it('[W2] salvages a damaged journal, and says so where there is nothing to salvage', async () => {
  const { run, dataDir } = commandLine();
  const id = (await run('incident', 'declare', '--title', 'Checkout down', '--severity', 'SEV-1')).stdout.trim();
  for (let index = 0; index < 3; index += 1) await run('incident', 'note', id, `note ${index}`);
  expect(await run('journal', 'salvage')).toMatchObject({ code: 1, stdout: '' });

  const path = join(dataDir, 'journal.db');
  const bytes = readFileSync(path);
  bytes.write('garbage', 0);
  writeFileSync(path, bytes);
  const damaged = await run('incident', 'list');
  expect(damaged.stdout).toBe('');
  const verified = await run('journal', 'verify');
  expect(verified.code).toBe(1);
  expect(verified.stderr).toContain('war-room journal salvage');

  const salvaged = await run('journal', 'salvage');
  expect(salvaged).toMatchObject({ code: 0, stderr: '' });
  expect(salvaged.stdout).toMatch(/^Carried over 5 events\.\nThe damaged files lie untouched in /);
  const shown = (await run('incident', 'show', id)).stdout;
  for (const text of ['Checkout down', 'note 0', 'note 2']) expect(shown).toContain(text);
  expect(await run('journal', 'verify')).toMatchObject({ code: 0 });
}, 60_000);

it('[W3] checks a taxonomy file by line', async () => {
  const { run, scratch } = commandLine();
  const file = join(scratch, 'ours.yaml');
  writeFileSync(file, 'id: ours\nname: Ours\nlevels:\n  - id: A\n    name: high\n    meanin: everything\n');
  const checked = await run('taxonomy', 'check', file);
  expect(checked.code).toBe(1);
  expect(checked.stdout).toContain(`${file}:6: `);
  expect(checked.stdout).toContain('did you mean meaning?');
  writeFileSync(file, 'id: ours\nname: Ours\nlevels:\n  - id: A\n    name: high\n    meaning: everything\n');
  expect(await run('taxonomy', 'check', file)).toMatchObject({ code: 0, stderr: '' });
});
