import { expect, it } from 'vitest';
import type { TimelineEntry } from '#shared/domain/timeline.ts';
import { filterEntries, noFilter, peopleOf } from './filter-entries.ts';

const entry = (eventId: string, more: Partial<TimelineEntry>): TimelineEntry => ({
  eventId,
  category: 'note',
  label: 'observation',
  headline: '',
  code: false,
  details: [],
  tone: 'neutral',
  occurredAt: 0,
  recordedAt: 0,
  backdated: false,
  pinned: false,
  amendments: [],
  backfilled: false,
  foreign: false,
  can: { amend: false, retract: false, purge: false },
  ...more,
});

const entries = [
  entry('1', { headline: 'Pool is exhausted', actorName: 'Jon' }),
  entry('2', {
    category: 'command',
    label: 'exit 2',
    headline: 'psql -c "select 1"',
    evidence: 'FATAL: too many clients',
  }),
  entry('3', { headline: 'Roll back', label: 'decision', actorName: 'Ada', pinned: true }),
];
const ids = (filter: Partial<typeof noFilter>) =>
  filterEntries(entries, { ...noFilter, ...filter }).map(({ eventId }) => eventId);

it('lets everything through when nothing is asked for', () => {
  expect(filterEntries(entries, noFilter)).toBe(entries);
});

it('filters by kind, by person, by pin, and all together', () => {
  expect(ids({ category: 'command' })).toEqual(['2']);
  expect(ids({ person: 'Ada' })).toEqual(['3']);
  expect(ids({ category: 'pinned' })).toEqual(['3']);
  expect(ids({ category: 'note', person: 'Jon', text: 'pool' })).toEqual(['1']);
});

it('looks for every word, in the evidence too, whatever the case', () => {
  expect(ids({ text: 'fatal clients' })).toEqual(['2']);
  expect(ids({ text: 'fatal pool' })).toEqual([]);
});

it('names everybody once', () => {
  expect(peopleOf([...entries, ...entries])).toEqual(['Ada', 'Jon']);
});
