import { expect, it } from 'vitest';
import { initialsOf, respondersOf } from './people.ts';

it('makes initials of names as people write them', () => {
  expect(['Ada Winter', 'jon', 'Maria del Carmen Kästner', 'mary-ann', '  ', '李 小龍'].map(initialsOf)).toEqual([
    'AW',
    'J',
    'MK',
    'MA',
    '?',
    '李小',
  ]);
});

it('names everybody once with all roles, the commander first', () => {
  const people = respondersOf({ scribe: 'Jon', 'incident commander': 'Ada', operations: 'Jon' });
  expect(people.map(({ name, roles }) => [name, roles])).toEqual([
    ['Ada', ['incident commander']],
    ['Jon', ['scribe', 'operations']],
  ]);
});
