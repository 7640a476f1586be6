import { expect, it } from 'vitest';
import { reviewOf } from './summary.ts';

const lastReviewed = '2026-01-01';
const at = (instant: string) => Date.parse(instant);

it.each([
  ['2026-03-17T23:59:59.999Z', 'current'],
  ['2026-03-18T00:00:00.000Z', 'due'],
  ['2026-04-01T23:59:59.999Z', 'due'],
  ['2026-04-02T00:00:00.000Z', 'overdue'],
  ['2025-01-01T00:00:00.000Z', 'current'],
])('[B72] at %s a review of every 90 days is %s: the days are those of UTC', (now, state) => {
  expect(reviewOf({ lastReviewed, reviewEveryDays: 90 }, at(now))).toEqual({ state, dueOn: '2026-04-01' });
});

it('[B72] without an interval it is a year, without a review it was never reviewed, and no interval breaks the calendar', () => {
  const now = at('2026-06-01T00:00:00Z');
  expect(reviewOf({ lastReviewed }, now)).toEqual({ state: 'current', dueOn: '2027-01-01' });
  expect(reviewOf({}, now)).toEqual({ state: 'never reviewed' });
  expect(reviewOf({ reviewEveryDays: 1 }, now)).toEqual({ state: 'never reviewed' });
  expect(reviewOf({ lastReviewed, reviewEveryDays: 1e300 }, now)).toEqual({ state: 'current', dueOn: '2125-12-08' });
  expect(reviewOf({ lastReviewed, reviewEveryDays: 0.2 }, now)).toEqual({ state: 'overdue', dueOn: '2026-01-02' });
});
