import { expect, it } from 'vitest';
import { followStream } from './follow-stream.ts';

async function* values<Value>(...all: Value[]) {
  yield* all;
}

it('opens a stream again when it breaks or ends, until it is told to stop', async () => {
  const stop = new AbortController();
  const seen: number[] = [];
  let breaks = 0;
  let opened = 0;
  await followStream<number>({
    open: async () => {
      opened += 1;
      if (opened === 2) throw new Error('connection lost');
      return values(opened, opened * 10);
    },
    onValue: (value) => {
      seen.push(value);
      if (value === 30) stop.abort();
    },
    onBreak: () => {
      breaks += 1;
    },
    signal: stop.signal,
    retryDelays: [0],
  });
  expect({ seen, breaks, opened }).toEqual({ seen: [1, 10, 3, 30], breaks: 2, opened: 3 });
});

it('stops while it waits for the next attempt', async () => {
  const stop = new AbortController();
  const following = followStream({
    open: () => Promise.reject(new Error('no')),
    onValue: () => {},
    onBreak: () => stop.abort(),
    signal: stop.signal,
    retryDelays: [60_000],
  });
  await expect(following).resolves.toBeUndefined();
});

it('hands over nothing after it was told to stop', async () => {
  const stop = new AbortController();
  const seen: string[] = [];
  stop.abort();
  await followStream({ open: async () => values('late'), onValue: (value) => seen.push(value), signal: stop.signal });
  expect(seen).toEqual([]);
});
