import { expect, it } from 'vitest';
import { dueOf } from './update-due.ts';

const timeOf = () => '14:33';

it('says when the next one is due, and by how much it is late', () => {
  const due = (state: 'running' | 'near' | 'breached', remainingMs: number) =>
    dueOf({ state, dueAt: 0, remainingMs }, timeOf);
  expect(due('running', 251_000)).toEqual({ words: 'due 14:33, in 4:11', look: 'quiet' });
  expect(due('near', 60_000)).toEqual({ words: 'due 14:33, in 1:00', look: 'near' });
  expect(due('breached', -127_000)).toEqual({ words: 'late by 2:07, was due 14:33', look: 'late' });
  expect(due('running', 172_800_000)).toEqual({ words: 'due 14:33, in 2 d', look: 'quiet' });
});

it('says nothing of a clock that does not count', () => {
  expect(dueOf(undefined, timeOf)).toBeUndefined();
  expect(dueOf({ state: 'met', dueAt: 0 }, timeOf)).toBeUndefined();
});
