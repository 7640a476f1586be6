import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readTypedTime } from './typed-time.ts';
import { createZonedTime } from './zoned-time.ts';

const zone = createZonedTime('Europe/Berlin');
const now = Date.UTC(2026, 10, 21, 13, 27, 22);
const read = (text: string) => readTypedTime(text, { now, zone });

it('reads a time of day as the last one there was, a day with it as it stands, and a span as ago', () => {
  expect(read('14:05')).toBe(Date.UTC(2026, 10, 21, 13, 5));
  expect(read('23:59:30')).toBe(Date.UTC(2026, 10, 20, 22, 59, 30));
  expect(read('13:05Z')).toBe(Date.UTC(2026, 10, 21, 13, 5));
  expect(read('2026-11-19 08:00')).toBe(Date.UTC(2026, 10, 19, 7));
  expect(read('2026-07-01T08:00:09')).toBe(Date.UTC(2026, 6, 1, 6, 0, 9));
  expect(read('2027-01-01 00:00Z')).toBe(Date.UTC(2027, 0, 1));
  expect(read('-10m')).toBe(now - 600_000);
});

it('takes nothing for a time that is none', () => {
  for (const text of ['', 'noon', '25:00', '14:60', '2026-02-31 10:00', '2026-11-21', '-10d', '21.11.2026 14:00'])
    expect(read(text), text).toBeUndefined();
});

it('reads back every second that is printed, on days on which clocks change too', () => {
  const second = fc.integer({ min: Date.UTC(2020, 0) / 1000, max: Date.UTC(2030, 0) / 1000 });
  fc.assert(
    fc.property(second, (seconds) => {
      const at = seconds * 1000;
      const text = `${zone.day(at)} ${zone.seconds(at)}`;
      const back = readTypedTime(text, { now, zone });
      // The hour that a clock shows twice can be either.
      expect(back === at || Math.abs((back ?? 0) - at) === 3_600_000).toBe(true);
      expect(`${zone.day(back ?? 0)} ${zone.seconds(back ?? 0)}`).toBe(text);
    }),
  );
});
