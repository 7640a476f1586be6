import { expect, it } from 'vitest';
import type { RunbookFolder } from '#shared/contract/index.ts';
import { folderOf, folderProblem } from './runbook-folders.ts';

const folder = (path: string): RunbookFolder => ({
  path,
  origin: 'folder',
  name: 'ops',
  state: 'watched',
  runbookCount: 1,
});

it('[B106] takes a whole path that is not there yet, and says what is wrong with another', () => {
  expect(folderProblem('/srv/ops', [])).toBeUndefined();
  expect(folderProblem('~/ops ', [])).toBeUndefined();
  expect(folderProblem(' ', [])).toBe('Give the path of a folder.');
  expect(folderProblem('ops/runbooks', [])).toBe('Give the whole path: it begins with / or ~/.');
  expect(folderProblem('/srv/ops', ['/srv/ops'])).toBe('This folder is in the list already.');
});

it('[B106] finds what is known of a folder however its path was given', () => {
  const known = [folder('/srv/ops'), folder('/home/ada/runbooks')];
  expect(folderOf('/srv/ops/', known)?.path).toBe('/srv/ops');
  expect(folderOf('~/runbooks', known)?.path).toBe('/home/ada/runbooks');
  expect(folderOf('/elsewhere', known)).toBeUndefined();
});
