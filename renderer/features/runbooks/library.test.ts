import { expect, it } from 'vitest';
import type { RunbookSummary } from '#shared/contract/index.ts';
import { groupLibrary, searchLibrary } from './library.ts';

const summary = (title: string, over: Partial<RunbookSummary> = {}): RunbookSummary => ({
  id: title,
  title,
  review: { state: 'current' },
  mentions: [],
  path: '/data/runbooks/one.md',
  isIndex: false,
  alerts: [],
  services: [],
  stepCount: 1,
  problemCount: 0,
  origin: 'shipped',
  ...over,
});
const api = summary('API outage', { alerts: ['HighErrorRate'], services: ['checkout-api'], owner: 'Backend' });
const disk = summary('Disk full', { review: { state: 'overdue' }, category: 'Hosts' });
const back = summary('Roll back', { origin: 'team' });
const index = summary('All of them', { isIndex: true });
const library = [disk, api, index, back];
const titles = (query: string) => searchLibrary(library, query).map(({ title }) => title);

it('lists the team’s own before the shipped ones, by title', () => {
  expect(titles('')).toEqual(['Roll back', 'All of them', 'API outage', 'Disk full']);
});

it('[B104] searches title, owner, services, alerts, category and review for every word', () => {
  expect(titles('backend api')).toEqual(['API outage']);
  expect(titles('higherrorrate')).toEqual(['API outage']);
  expect(titles('hosts overdue')).toEqual(['Disk full']);
  expect(titles('disk api')).toEqual([]);
});

it('[B104] groups by category, what answers an alert on top and lists of links last, each runbook once', () => {
  expect(
    groupLibrary(searchLibrary(library, ''), [api]).map(({ title, runbooks }) => [title, runbooks.map(({ id }) => id)]),
  ).toEqual([
    ['Answers an active alert', ['API outage']],
    ['Your team’s', ['Roll back']],
    ['Hosts', ['Disk full']],
    ['Lists of runbooks', ['All of them']],
  ]);
});
