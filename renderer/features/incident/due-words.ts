import { minutesWord } from './severity-targets.ts';

const MINUTE = 60_000;

/** How long until something is due, as a person says it: "in 12 min", "in 40 s", "3 min late". `remainingMs` is milliseconds. */
export function dueWords(remainingMs: number): string {
  const size = Math.abs(remainingMs);
  const late = remainingMs < 0;
  // Never later than it says, never less late.
  const minutes = late ? Math.floor(size / MINUTE) : Math.ceil(size / MINUTE);
  const words = size < MINUTE ? `${Math.floor(size / 1000)} s` : minutesWord(minutes);
  return late ? `${words} late` : `in ${words}`;
}
