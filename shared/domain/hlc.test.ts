import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { envelopeSchema } from './events/index.ts';
import { nextHlc, parseHlc } from './hlc.ts';

const walls = fc.oneof(fc.integer({ min: 0, max: 4_102_444_800_000 }), fc.constantFrom(-1, 0, 1, Number.NaN, 8.64e15));

describe('nextHlc', () => {
  it('[D2] reads the wall clock when nothing was before it', () => {
    expect(nextHlc(undefined, 1_789_000_000_123)).toBe('001789000000123-000000');
  });

  it('[R6] goes on counting when the wall clock stands still or goes back an hour', () => {
    const first = nextHlc(undefined, 10_000_000);
    expect(nextHlc(first, 10_000_000)).toBe('000000010000000-000001');
    expect(nextHlc(first, 10_000_000 - 3_600_000)).toBe('000000010000000-000001');
  });

  it('[D2] borrows the next millisecond when the counter is full', () => {
    expect(nextHlc('000000010000000-999999', 5)).toBe('000000010000001-000000');
  });

  it('[R6] refuses no wall clock, however wrong, and every reading is later than the one before', () => {
    fc.assert(
      fc.property(fc.array(walls, { minLength: 1, maxLength: 50 }), (clock) => {
        let last: string | undefined;
        for (const now of clock) {
          const reading = nextHlc(last, now);
          expect(envelopeSchema.shape.hlc.safeParse(reading).success).toBe(true);
          if (last !== undefined && last < '999999999999999-999999') expect(reading > last).toBe(true);
          last = reading;
        }
      }),
    );
  });

  it('[D2] parses what it prints and nothing else', () => {
    expect(parseHlc('001789000000123-000042')).toEqual({ wallMs: 1_789_000_000_123, counter: 42 });
    expect(parseHlc('1789000000123-42')).toBeUndefined();
  });
});
