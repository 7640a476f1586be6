import { expect, it } from 'vitest';
import { plural } from './plural.ts';

it('puts the noun of a count into the number of the count', () => {
  expect([0, 1, 2, 1284].map((count) => plural(count, 'event'))).toEqual([
    '0 events',
    '1 event',
    '2 events',
    '1,284 events',
  ]);
  expect([1, 2].map((count) => plural(count, 'entry', 'entries'))).toEqual(['1 entry', '2 entries']);
});
