import { expect, it } from 'vitest';
import { timeTicks } from './time-ticks.ts';

const HOUR = 3_600_000;

it('puts labels on round times, as many as have room', () => {
  const from = 10 * HOUR + 7 * 60_000;
  expect(timeTicks(from, from + HOUR, 400, 0).map((tick) => (tick / 60_000) % 60)).toEqual([15, 30, 45, 0]);
  expect(timeTicks(0, 24 * HOUR, 600, 0)).toHaveLength(9);
});

it('rounds on the clock of the zone, half an hour off or not', () => {
  const india = 5.5 * HOUR;
  for (const tick of timeTicks(0, 6 * HOUR, 300, india)) expect((tick + india) % HOUR).toBe(0);
});
