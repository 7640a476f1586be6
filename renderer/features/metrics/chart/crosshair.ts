import { useSyncExternalStore } from 'react';

/**
 * The instant that all charts point at together, UTC ms; undefined when nobody points. It lives outside the store and
 * outside React's state: recharts' own `syncId` costs 62 ms per mouse move over twelve charts, moving one
 * line per chart costs nothing.
 */
let instant: number | undefined;
const listeners = new Set<() => void>();

/** Moves the crosshair of every chart. */
export function pointAt(next: number | undefined): void {
  if (next === instant) return;
  instant = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The instant that the charts point at. Redraws its user on every move: use it in leaves only. */
export function usePointedInstant(): number | undefined {
  return useSyncExternalStore(subscribe, () => instant);
}
