import { expect, it } from 'vitest';
import { HEALTHY, observeProbe, type ProbeState } from './probe.ts';

const fails = { healthy: false, detail: '503' } as const;
const works = { healthy: true } as const;

it('[D80] calls a probe down after so many failures in a row, once, and up again with the first success', () => {
  let state: ProbeState = HEALTHY;
  const changes = [fails, fails, works, fails, fails, fails, fails, works, works].map((result, index) => {
    const observed = observeProbe(state, { failures: 3 }, result, 1000 + index);
    state = observed.state;
    return observed.change;
  });
  expect(changes).toEqual([undefined, undefined, undefined, undefined, undefined, 'down', undefined, 'up', undefined]);
  expect(observeProbe(HEALTHY, { failures: 1 }, fails, 5)).toEqual({
    state: { failures: 1, failingSince: 5, down: true },
    change: 'down',
  });
});
