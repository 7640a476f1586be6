import { expect, it } from 'vitest';
import { minutesWord, targetsOf } from './severity-targets.ts';

it('says minutes as a person does', () => {
  expect([5, 60, 90, 120, 1440].map(minutesWord)).toEqual(['5 min', '1 h', '1 h 30 min', '2 h', '1 d']);
});

it('lists the targets a level has, and none it has not', () => {
  const level = { id: 'SEV-3', name: 'Medium', meaning: '', respondMinutes: 60, respondNote: 'in business hours' };
  expect(targetsOf({ ...level, updateEveryMinutes: 60 })).toEqual([
    'respond 1 h (in business hours)',
    'update every 1 h',
  ]);
});
