import { expect, it } from 'vitest';
import { claimForAllPages } from './terminal-notices.ts';

it('[S85] lets one page tell it: the one that is looked at, whichever asked first', async () => {
  const claims = await Promise.all([true, false, true].map((hidden) => claimForAllPages('make in db', hidden)));
  expect(claims).toEqual([false, true, false]);
  const unseen = await Promise.all([true, true].map((hidden) => claimForAllPages('make in api', hidden)));
  expect(unseen.toSorted()).toEqual([false, true]);
});
