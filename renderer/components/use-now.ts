import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setTimeout> | undefined;

function tick(): void {
  now = Date.now();
  for (const listener of listeners) listener();
  // Just after the next full second, so that all clocks of the page step together.
  timer = listeners.size === 0 ? undefined : setTimeout(tick, 1000 - (now % 1000) + 5);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === undefined) tick();
  return () => listeners.delete(listener);
}

/** The present, UTC ms, once a second; all clocks of the page step together. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now);
}
