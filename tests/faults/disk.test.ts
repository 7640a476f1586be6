import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { newUuidV7, openJournal, restore } from '../../electron/journal/index.ts';
import { MIGRATIONS } from '../../electron/journal/schema.ts';
import { FULL_DISK, READ_ONLY, runMounted, scratchFolder, startWriter, writerCommand } from './processes.ts';

const CLI = join(import.meta.dirname, '../../electron/cli.ts');
const streamId = newUuidV7();
const onLinux = it.runIf(process.platform === 'linux');

describe('a full disk', () => {
  onLinux(
    '[R3] is said, for events, evidence and settings; nothing half is left, and all works with room again',
    () => {
      const dataDir = scratchFolder();
      const result = JSON.parse(runMounted(FULL_DISK, dataDir, writerCommand(['fill', dataDir, streamId])).stdout);
      const { saved } = result.full;
      expect(saved).toBeGreaterThan(10);
      const full = {
        code: 'not-saved',
        message: 'NOT SAVED: the disk is full.',
        action: 'Free some space, then try again.',
      };
      expect(result).toEqual({
        full: {
          saved,
          error: full,
          evidence: full,
          settings: 'not-saved',
          drafts: 0,
          status: { state: 'ready', events: saved },
          read: saved,
          verified: true,
        },
        again: [true, true, 'ok'],
        after: { status: { state: 'ready', events: saved + 2 }, read: saved + 2, verified: true },
      });
    },
  );
});

describe('a disk without any room', () => {
  onLinux('[J14] leaves an older file readable', () => {
    const scratch = scratchFolder();
    const older = join(scratch, 'version-1.db');
    const dataDir = join(scratch, 'data');
    mkdirSync(dataDir);
    const database = new DatabaseSync(older);
    database.exec(`PRAGMA journal_mode = WAL; ${MIGRATIONS[0]}; PRAGMA user_version = 1`);
    database.close();
    const copied = `exec 3< "${older}"; mount -t tmpfs -o size=300k tmpfs "$1"; cat <&3 > "$1/journal.db"`;
    expect(JSON.parse(runMounted(copied, dataDir, writerCommand(['crowded', dataDir, streamId])).stdout)).toEqual({
      append: 'read-only',
      status: { state: 'read-only', events: 0, detail: expect.stringContaining('disk is full') },
      read: 0,
      verified: true,
    });
  });
});

describe('a data directory that can only be read', () => {
  const inspect = (dataDir: string): unknown =>
    JSON.parse(runMounted(READ_ONLY, dataDir, writerCommand(['inspect', dataDir, streamId])).stdout);

  onLinux('[R4] leaves everything readable', async () => {
    const dataDir = scratchFolder();
    expect(await startWriter(['few', dataDir, streamId, '2']).ended).toBe(0);
    expect(inspect(dataDir)).toEqual({
      append: 'read-only',
      status: { state: 'read-only', events: 4, detail: expect.stringContaining('can only be read') },
      read: 4,
      verified: true,
    });
  });

  onLinux('[R4] is read with what a killed writer left in its log', async () => {
    const dataDir = scratchFolder();
    const writer = startWriter(['load', dataDir, streamId]);
    while (writer.lines.length < 20) await new Promise((resolve) => setTimeout(resolve, 1));
    writer.child.kill('SIGKILL');
    await writer.ended;
    const before = inspect(dataDir);
    rmSync(join(dataDir, 'journal.db-shm'));
    expect(inspect(dataDir)).toEqual(before);
    expect(before).toMatchObject({ append: 'read-only', verified: true });
    expect((before as { status: { events: number } }).status.events).toBeGreaterThanOrEqual(20);
  });

  onLinux('[R4] holds no journal when it is empty, and says so', () => {
    expect(inspect(scratchFolder())).toMatchObject({
      append: 'read-only',
      status: { state: 'read-only', events: 0, detail: expect.stringContaining('holds no journal') },
    });
  });

  onLinux(
    '[R4] is listed, shown, verified, exported and backed up, and is the same afterwards',
    async () => {
      const scratch = scratchFolder();
      const dataDir = join(scratch, 'data');
      const out = join(scratch, 'out');
      mkdirSync(out);
      const env = { HOME: scratch, WAR_ROOM_DATA_DIR: dataDir };
      const cli = (...args: string[]): readonly string[] => [process.execPath, CLI, ...args];
      const declare = cli('incident', 'declare', '--title', 'Checkout down', '--severity', 'SEV-1', '--actor', 'Ada');
      mkdirSync(dataDir);
      const id = runMounted('true', dataDir, declare, { env }).stdout.trim();
      const files = (): unknown =>
        readdirSync(dataDir, { recursive: true, encoding: 'utf8' })
          .toSorted()
          .map((name) => [name, statSync(join(dataDir, name)).isFile() && readFileSync(join(dataDir, name), 'base64')]);
      const before = files();
      const read = (...args: string[]): string => runMounted(READ_ONLY, dataDir, cli(...args), { env }).stdout;

      expect(JSON.parse(read('incident', 'list', '--json'))).toMatchObject([{ id, title: 'Checkout down' }]);
      expect(read('incident', 'show', id)).toContain('Checkout down');
      expect(read('incident', 'verify', id)).toMatch(/^intact/);
      const document = join(out, 'post-mortem.md');
      // It is written; that it was can't be recorded, which is said.
      const exporting = cli('incident', 'export', id, '--format', 'md', '--out', document);
      expect(runMounted(READ_ONLY, dataDir, exporting, { env }).stderr).toContain(
        `The document was written to ${document}, but that is not on the timeline`,
      );
      expect(readFileSync(document, 'utf8')).toContain('Checkout down');
      const file = join(out, 'all.backup');
      const backup = `import(${JSON.stringify(join(import.meta.dirname, '../../electron/journal/index.ts'))}).then(({ backup }) =>
      backup(${JSON.stringify(dataDir)}, ${JSON.stringify(file)})).then(({ ok }) => process.stdout.write(String(ok)))`;
      expect(runMounted(READ_ONLY, dataDir, [process.execPath, '-e', backup], { env }).stdout).toBe('true');
      expect(files()).toEqual(before);

      expect(await restore(file, join(scratch, 'restored'))).toMatchObject({ ok: true });
      const restored = openJournal({ dataDir: join(scratch, 'restored') });
      expect(restored.declaredStreamIds()).toEqual([id]);
      restored.close();
    },
    60_000,
  );
});
