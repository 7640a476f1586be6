import { expect, it } from 'vitest';
import type { Clock } from '#shared/domain/clocks.ts';
import { clockWords } from './clock-words.ts';

const minute = 60_000;
const clock = (more: Partial<Clock>): Clock => ({
  id: 'acknowledge',
  kind: 'target',
  label: 'acknowledge',
  state: 'running',
  originAt: 0,
  limitMs: 5 * minute,
  dueAt: 5 * minute,
  elapsedMs: minute,
  ...more,
});
const say = (more: Partial<Clock>) => {
  const { words, figure, look } = clockWords(clock(more), () => '14:05');
  return `${words} ${figure} [${look}]`;
};

it('says each state of a clock in words, not by colour alone', () => {
  expect(say({ remainingMs: 4 * minute })).toBe('acknowledge in 4:00 [quiet]');
  expect(say({ state: 'near', remainingMs: 50_000 })).toBe('acknowledge in 0:50 [near]');
  expect(say({ state: 'breached', remainingMs: -3 * minute })).toBe('acknowledge overdue 3:00 [late]');
  expect(say({ state: 'breached', remainingMs: 9 * minute })).toBe('acknowledge late, now in 9:00 [late]');
  expect(say({ state: 'breached', elapsedMs: 9 * minute })).toBe('acknowledge missed 9:00 [late]');
  expect(say({ state: 'met' })).toBe('acknowledge 1:00 [done]');
  expect(say({ state: 'met late', elapsedMs: 8 * minute })).toBe('acknowledge late 8:00 [late]');
  expect(say({ state: 'stopped' })).toBe('acknowledge stopped 1:00 [quiet]');
});

it('names limit, due time and what the figure alone does not say', () => {
  expect(clockWords(clock({ remainingMs: minute, note: 'in business hours' }), () => '14:05').sentence).toBe(
    'acknowledge in 1:00 (limit 5:00, due 14:05, in business hours)',
  );
});
