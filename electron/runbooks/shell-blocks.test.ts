import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openSettingsStore } from '../settings/index.ts';
import { createShellBlocks } from './shell-blocks.ts';

it('[B73] what a person has treated as shell is kept for the next start, by runbook, and can be taken back', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'war-room-shell-blocks-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true }));
  const start = () => createShellBlocks(openSettingsStore(dataDir));
  const first = start();
  expect([...first.of('team:a')]).toEqual([]);
  // Ids of a folder have dots and slashes in them.
  for (const id of ['team:a', 'folder:12ab/db/x.v2', '__proto__']) expect(first.set(id, 'one', true).ok).toBe(true);
  first.set('team:a', 'two', true);
  first.set('team:a', 'two', true);
  const second = start();
  expect([...second.of('team:a')]).toEqual(['one', 'two']);
  expect([...second.of('folder:12ab/db/x.v2')]).toEqual(['one']);
  second.set('team:a', 'one', false);
  second.set('folder:12ab/db/x.v2', 'one', false);
  second.set('team:never', 'one', false);
  expect([...start().of('team:a')]).toEqual(['two']);
  expect([...start().of('folder:12ab/db/x.v2')]).toEqual([]);
});

it('[B73] a choice that could not be saved is said and does not hold', () => {
  const refusing = createShellBlocks({
    get: () => ({ 'team:a': 'no list' }),
    set: () => {
      throw new Error('disk full');
    },
  });
  expect(refusing.set('team:a', 'one', true)).toMatchObject({
    error: { code: 'not-saved', message: expect.stringContaining('disk full') },
  });
  expect([...refusing.of('team:a')]).toEqual([]);
});
