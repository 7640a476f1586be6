import { expect, it } from 'vitest';
import { rankCommand } from './rank-command.ts';

const commands = [
  ['timeline.backfill', 'Bring in what happened before the declaration', 'Timeline', 'go back to', 'desk'],
  ['panes.focus.timeline', 'Go to Timeline', 'Panes'],
  ['incident.panel.impact', 'Impact', 'Incident', 'users', 'revenue'],
  ['timeline.attach', 'Attach a file', 'Timeline', 'picture of the impact'],
] as const;
const best = (typed: string) =>
  commands
    .map(([id, ...keywords]) => ({ id, rank: rankCommand(id, typed, keywords) }))
    .filter(({ rank }) => rank > 0)
    .sort((a, b) => b.rank - a.rank)
    .map(({ id }) => id);

it('puts the command that is called so before those that merely hold its letters', () => {
  expect(best('Go to Timeline')[0]).toBe('panes.focus.timeline');
  expect(best('impact').slice(0, 2)).toEqual(['incident.panel.impact', 'timeline.attach']);
  expect(best('revenue')).toEqual(['incident.panel.impact']);
  expect(best('gttl')).toContain('panes.focus.timeline');
  expect(best('qqq')).toEqual([]);
});
