import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatCountdown, formatDuration, formatElapsed } from './duration.ts';

describe('durations', () => {
  it('prints a running clock with two digits each', () => {
    expect([0, 999, 1_421_000, 3_600_000, 176_400_000, -61_000].map(formatElapsed)).toEqual([
      '00:00:00',
      '00:00:00',
      '00:23:41',
      '01:00:00',
      '49:00:00',
      '-00:01:01',
    ]);
  });

  it('prints a countdown without leading zeros', () => {
    expect([192_000, 7_000, 3_792_000, -127_000].map(formatCountdown)).toEqual(['3:12', '0:07', '1:03:12', '-2:07']);
  });

  it('prints a duration in two units at most', () => {
    expect(
      [0, 900, 1_240, 9_949, 9_950, 42_400, 59_600, 192_000, 7_500_000, 7_200_000, 273_600_000, -900, -192_000].map(
        formatDuration,
      ),
    ).toEqual([
      '0.0 s',
      '0.9 s',
      '1.2 s',
      '9.9 s',
      '10 s',
      '42 s',
      '1 m',
      '3 m 12 s',
      '2 h 5 m',
      '2 h',
      '3 d 4 h',
      '-0.9 s',
      '-3 m 12 s',
    ]);
  });

  it('never prints a unit that is full', () => {
    fc.assert(
      fc.property(fc.nat({ max: 40 * 86_400_000 }), (ms) => {
        expect(formatDuration(ms)).not.toMatch(/\b60 [sm]|\b24 h/);
      }),
    );
  });
});
