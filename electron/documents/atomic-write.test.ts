import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeFileAtomically } from './atomic-write.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'war-room-atomic-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const bytes = (text: string) => new TextEncoder().encode(text);

describe('writeFileAtomically', () => {
  it('[X13] writes a new file for its owner only and leaves nothing beside it', async () => {
    const path = join(folder, 'report.md');
    expect(await writeFileAtomically(path, bytes('one'), { overwrite: false })).toEqual({ ok: true, value: { path } });
    expect(await readFile(path, 'utf8')).toBe('one');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['report.md']);
  });

  it('[X13] leaves an existing file alone unless told to replace it', async () => {
    const path = join(folder, 'report.md');
    await writeFile(path, 'old');
    const refused = await writeFileAtomically(path, bytes('new'), { overwrite: false });
    expect(refused).toMatchObject({ ok: false, error: { code: 'exists' } });
    expect(await readFile(path, 'utf8')).toBe('old');
    expect(await writeFileAtomically(path, bytes('new'), { overwrite: true })).toMatchObject({ ok: true });
    expect(await readFile(path, 'utf8')).toBe('new');
    expect(await readdir(folder)).toEqual(['report.md']);
  });

  it('[X13] does not follow a symbolic link, dangling or not', async () => {
    const victim = join(folder, 'victim');
    const path = join(folder, 'report.md');
    for (const exists of [true, false]) {
      if (exists) await writeFile(victim, 'precious');
      else await rm(victim);
      await rm(path, { force: true });
      await symlink(victim, path);
      for (const overwrite of [true, false]) {
        expect(await writeFileAtomically(path, bytes('new'), { overwrite })).toMatchObject({ ok: false });
      }
    }
    expect((await readdir(folder)).sort()).toEqual(['report.md']);
  });

  it('[X13] says which folder is missing, and keeps the old file when the new one cannot be written', async () => {
    const missing = await writeFileAtomically(join(folder, 'no', 'report.md'), bytes('x'), { overwrite: true });
    expect(missing).toMatchObject({ ok: false, error: { code: 'not-written' } });
    expect(!missing.ok && missing.error.message).toContain('the folder does not exist');
    await mkdir(join(folder, 'report.md'));
    const aFolder = await writeFileAtomically(join(folder, 'report.md'), bytes('x'), { overwrite: true });
    expect(aFolder).toMatchObject({ ok: false, error: { code: 'not-written' } });
    expect(await readdir(folder)).toEqual(['report.md']);
  });

  it('[R12] leaves the old file or the new one when the program is killed in the middle', async () => {
    const path = join(folder, 'report.md');
    await writeFile(path, 'a'.repeat(2_000_000));
    const module = new URL('./atomic-write.ts', import.meta.url).href;
    const script = `
      const { writeFileAtomically } = await import(${JSON.stringify(module)});
      process.stdout.write('ready');
      for (let turn = 0; ; turn += 1) {
        const bytes = Buffer.alloc(2_000_000, turn % 2 === 0 ? 'b' : 'a');
        await writeFileAtomically(${JSON.stringify(path)}, bytes, { overwrite: true });
      }`;
    for (let turn = 0; turn < 10; turn += 1) {
      const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      await once(child.stdout, 'data');
      await new Promise((resolve) => setTimeout(resolve, 5 + turn * 7));
      child.kill('SIGKILL');
      await once(child, 'exit');
      expect(await readFile(path, 'utf8')).toMatch(/^(?:a{2000000}|b{2000000})$/);
    }
  });
});
