import fc from 'fast-check';
import { expect, it } from 'vitest';
import { WINDOW_SIZE, widen, windowFor } from './step-window.ts';

it('[B107] draws all of a runbook of usual length', () => {
  expect(windowFor(undefined, 40, 12)).toEqual({ from: 0, to: 40 });
});

it('[B107] always draws the step that is asked for, of however many, and no more than fit', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 6000 }),
      fc.array(fc.nat(), { minLength: 1, maxLength: 8 }),
      (count, moves) => {
        let shown = windowFor(undefined, count, 0);
        for (const move of moves) {
          const at = move % count;
          shown = windowFor(shown, count, at);
          expect(at >= shown.from && at < shown.to).toBe(true);
          expect(shown.to - shown.from).toBe(Math.min(count, WINDOW_SIZE));
        }
      },
    ),
    { numRuns: 50 },
  );
});

it('[B107] stays while one moves inside of it, and grows at either end', () => {
  const shown = windowFor(undefined, 5000, 1000);
  expect(windowFor(shown, 5000, 1100)).toBe(shown);
  expect(widen(shown, 5000, 'before')).toEqual({ from: 550, to: 1150 });
  expect(widen({ from: 0, to: 4900 }, 5000, 'after')).toEqual({ from: 0, to: 5000 });
});
