/** A number in [0, 1) that depends on its arguments alone: the same at every refresh and after every restart. */
export function hashUnit(seed: number, channel: number, index: number): number {
  let h = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(channel + 1, 0xc2b2ae35);
  h = Math.imul(h ^ (index | 0) ^ Math.imul(Math.floor(index / 2 ** 32), 0x27d4eb2f), 0x165667b1);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  h = Math.imul(h ^ (h >>> 12), 0x297a2d39);
  return ((h ^ (h >>> 15)) >>> 0) / 2 ** 32;
}

/** Smooth noise in [-1, 1] over time; it takes about `periodMs` from one bend to the next. */
export function smoothNoise(seed: number, channel: number, timeMs: number, periodMs: number): number {
  const position = timeMs / periodMs;
  const index = Math.floor(position);
  const blend = smoothstep(position - index);
  const from = hashUnit(seed, channel, index);
  const to = hashUnit(seed, channel, index + 1);
  return 2 * (from + (to - from) * blend) - 1;
}

/** 0 below 0, 1 above 1, and without a corner in between. */
export function smoothstep(x: number): number {
  const t = Math.min(1, Math.max(0, x));
  return t * t * (3 - 2 * t);
}
