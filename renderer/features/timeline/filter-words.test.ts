import { expect, it } from 'vitest';
import { entryCategorySchema } from '#shared/domain/timeline.ts';
import { categoryOrder, filterWords, tidyFilter, toggled } from './filter-words.ts';

it('offers every kind of entry, each once', () => {
  expect([...categoryOrder].sort()).toEqual([...entryCategorySchema.options].sort());
});

it('says what is let through, as short as a button', () => {
  expect(filterWords({})).toBe('All');
  expect(filterWords({ categories: ['command'], people: ['Ada'] })).toBe('Commands, Ada');
  expect(filterWords({ categories: ['command', 'note'], pinned: true })).toBe('2 kinds, pinned');
  expect(filterWords({ pinned: true })).toBe('Pinned');
});

it('adds a kind and takes it away again, always in the order of the menu', () => {
  expect(toggled(['command'], 'note', categoryOrder)).toEqual(['note', 'command']);
  expect(toggled(['note', 'command'], 'note', categoryOrder)).toEqual(['command']);
  expect(toggled(undefined, 'Ada')).toEqual(['Ada']);
});

it('leaves out of a filter what narrows nothing', () => {
  expect(tidyFilter({ categories: [], people: [], text: '  ' })).toEqual({});
  expect(tidyFilter({ categories: ['note'], text: ' pool ', pinned: true })).toEqual({
    categories: ['note'],
    text: 'pool',
    pinned: true,
  });
});
