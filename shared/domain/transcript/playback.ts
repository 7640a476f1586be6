import type { CastEvent } from './asciicast.ts';

/** Where playback stands: recorded time with every pause longer than a limit cut down to it. */
export interface PlaybackClock {
  readonly durationMs: number;
  /** When in the playback what was recorded at `recordedMs` is shown. */
  toPlayback(recordedMs: number): number;
  /** The other way round; inside a pause, its end is jumped to in proportion. */
  toRecorded(playbackMs: number): number;
}

interface Knot {
  readonly recorded: number;
  readonly playback: number;
}

/**
 * Times for playing `events` back, which stand in order. `maxIdleMs` undefined leaves every pause as long as it was.
 * A marker or a resize ends no pause: nothing is seen of them.
 */
export function createPlaybackClock(events: Iterable<CastEvent>, maxIdleMs?: number): PlaybackClock {
  const knots: Knot[] = [{ recorded: 0, playback: 0 }];
  for (const { kind, atMs } of events) {
    const last = knots.at(-1) as Knot;
    if (kind !== 'output' || atMs <= last.recorded) continue;
    const pause = atMs - last.recorded;
    knots.push({ recorded: atMs, playback: last.playback + Math.min(pause, maxIdleMs ?? pause) });
  }
  const end = knots.at(-1) as Knot;
  const translate = (from: keyof Knot, to: keyof Knot, value: number): number => {
    if (value <= 0) return 0;
    if (value >= end[from]) return end[to];
    const after = findFirstAfter(knots, from, value);
    const [low, high] = [knots[after - 1] as Knot, knots[after] as Knot];
    const [span, target] = [high[from] - low[from], high[to] - low[to]];
    // A pause that was not cut is taken as it is: a proportion would add what a number cannot hold.
    const within = span === target ? value - low[from] : ((value - low[from]) / span) * target;
    return to === 'playback' ? Math.min(value, low[to] + within) : low[to] + within;
  };
  return {
    durationMs: end.playback,
    toPlayback: (recordedMs) => translate('recorded', 'playback', recordedMs),
    toRecorded: (playbackMs) => translate('playback', 'recorded', playbackMs),
  };
}

/** Index of the first knot beyond `value`; there is one. */
function findFirstAfter(knots: readonly Knot[], key: keyof Knot, value: number): number {
  let low = 0;
  let high = knots.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((knots[middle] as Knot)[key] > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
