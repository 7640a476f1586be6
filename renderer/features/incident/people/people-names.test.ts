import { expect, it } from 'vitest';
import { NO_TEAM } from '#shared/domain/team.ts';
import { knownPeople } from './people-names.ts';

it('offers everybody once, those who take part first', () => {
  const team = {
    ...NO_TEAM,
    contacts: [
      { id: 'a', kind: 'CTO' as const, name: ' Cleo ' },
      { id: 'b', kind: 'legal' as const, name: 'Jon' },
    ],
  };
  expect(knownPeople({ responders: [{ name: 'Jon', joinedAt: 1 }] }, team, 'Ada')).toEqual(['Jon', 'Ada', 'Cleo']);
  expect(knownPeople({ responders: [] }, undefined, undefined)).toEqual([]);
});
