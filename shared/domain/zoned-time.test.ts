import { expect, it } from 'vitest';
import { createZonedTime } from './zoned-time.ts';

const at = Date.parse('2026-11-21T23:05:09Z');

it('prints the clock of the zone, and UTC beside it', () => {
  const kolkata = createZonedTime('Asia/Kolkata');
  expect([
    kolkata.day(at),
    kolkata.minutes(at),
    kolkata.seconds(at),
    kolkata.utcSeconds(at),
    kolkata.zoneName(at),
  ]).toEqual(['2026-11-22', '04:35', '04:35:09', '23:05:09', 'UTC+5:30']);
});

it('prints midnight as 00, not 24', () => {
  expect(createZonedTime('UTC').seconds(Date.parse('2026-01-01T00:00:00Z'))).toBe('00:00:00');
});

it('knows the offset of the instant, summer and winter', () => {
  const berlin = createZonedTime('Europe/Berlin');
  expect(berlin.zoneName(Date.parse('2026-07-01T00:00:00Z'))).toBe('UTC+2');
  expect(berlin.zoneName(Date.parse('2026-12-01T00:00:00.500Z'))).toBe('UTC+1');
  expect(createZonedTime('America/St_Johns').zoneName(Date.parse('2026-12-01T00:00:00Z'))).toBe('UTC-3:30');
  expect(createZonedTime('UTC').offsetAt(at)).toBe(0);
});

it('falls back to the clock of the device for a name it does not know', () => {
  expect(createZonedTime('Mars/Olympus').minutes(at)).toBe(createZonedTime('local').minutes(at));
});
