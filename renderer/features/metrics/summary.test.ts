import { expect, it } from 'vitest';
import { summarize } from './summary.ts';

it('leaves gaps out of every figure', () => {
  expect(summarize([null, 2, null, 4, 6])).toEqual({ now: 6, min: 2, mean: 4, max: 6 });
});

it('has no figures for a series without samples', () => {
  expect(summarize([null, null])).toEqual({ now: undefined, min: undefined, mean: undefined, max: undefined });
});
