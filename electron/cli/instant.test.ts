import { expect, it } from 'vitest';
import { instantOption, parseInstant } from './instant.ts';

it('reads ISO 8601 with and without a zone', () => {
  expect(parseInstant('2026-11-21T14:05:00Z')).toBe(Date.UTC(2026, 10, 21, 14, 5));
  expect(parseInstant('2026-11-21T14:05:00.250+02:00')).toBe(Date.UTC(2026, 10, 21, 12, 5, 0, 250));
  expect(parseInstant('2026-11-21T14:05Z')).toBe(Date.UTC(2026, 10, 21, 14, 5));
  expect(parseInstant('2026-11-21T14:05+02:00')).toBe(Date.UTC(2026, 10, 21, 12, 5));
  expect(parseInstant('2026-11-21T14:05')).toBe(new Date(2026, 10, 21, 14, 5).getTime());
});

it.each([
  '',
  'yesterday',
  '14:05',
  '2026-11-21',
  '2026-02-30T10:00:00Z',
  '2026-11-21T25:00:00Z',
  '21.11.2026 14:05',
  '1',
])('takes %j for no date', (text) => {
  expect(parseInstant(text)).toBeUndefined();
  expect(() => instantOption(text)).toThrow('is not a date and time');
});
