import { expect, it } from 'vitest';
import type { Command } from '../commands/index.ts';
import { findCommands } from './rank-command.ts';

const command = (id: string, title: string, group: Command['group'], ...keywords: readonly string[]): Command => ({
  id,
  title,
  group,
  keywords,
  run: () => undefined,
});
const commands = [
  command('backfill', 'Bring in what happened before the declaration', 'Timeline', 'go back to', 'desk'),
  command('timeline', 'Go to Timeline', 'Panes'),
  command('impact', 'Impact', 'Incident', 'users', 'revenue'),
  command('attach', 'Attach a file', 'Timeline', 'picture of the impact'),
];
const found = (typed: string) => findCommands(commands, typed).map(({ id }) => id);

it('puts the command that is called so before those that merely hold its words or letters', () => {
  expect(found('Go to Timeline')[0]).toBe('timeline');
  expect(found('impact').slice(0, 2)).toEqual(['impact', 'attach']);
  expect(found(' revenue ')[0]).toBe('impact');
  expect(found('gttl')).toContain('timeline');
  expect(found('qqq')).toEqual([]);
});
