import { expect, it } from 'vitest';
import type { RunbookSummary } from '#shared/contract/index.ts';
import { searchLibrary } from './library.ts';

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
const library = [
  summary('Disk full'),
  summary('API outage', { alerts: ['HighErrorRate'], services: ['checkout-api'], owner: 'Backend' }),
  summary('Roll back', { origin: 'team' }),
];
const titles = (query: string, alerts: string[] = []) =>
  searchLibrary(library, query, alerts).map(({ title }) => title);

it('lists the team’s own before the shipped ones, by title', () => {
  expect(titles('')).toEqual(['Roll back', 'API outage', 'Disk full']);
});

it('puts those that name a firing alert on top', () => {
  expect(titles('', ['HighErrorRate'])).toEqual(['API outage', 'Roll back', 'Disk full']);
});

it('searches title, owner, services and alerts for every word', () => {
  expect(titles('backend api')).toEqual(['API outage']);
  expect(titles('higherrorrate')).toEqual(['API outage']);
  expect(titles('disk api')).toEqual([]);
});
