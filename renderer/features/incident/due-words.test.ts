import { expect, it } from 'vitest';
import { dueWords } from './due-words.ts';

it('says how long until something is due, and how late it is', () => {
  const minute = 60_000;
  expect([12 * minute, 11.2 * minute, 40_000, 90 * minute, 0, -40_000, -3.7 * minute].map(dueWords)).toEqual([
    'in 12 min',
    'in 12 min',
    'in 40 s',
    'in 1 h 30 min',
    'in 0 s',
    '40 s late',
    '3 min late',
  ]);
});
