import type { CastEvent } from '#shared/domain/transcript/asciicast.ts';
import { plainLines } from '../terminals/index.ts';

export interface TimedLine {
  /** When it was complete, ms since the recording began: from then on it is on the screen. */
  readonly atMs: number;
  readonly text: string;
}

/** A line is cut here: nobody searches for what stands further apart. Characters. */
const LONGEST = 4096;

/** The lines of a recording as somebody read them, blank ones and repetitions of the line before left out. */
export function* timedLines(events: Iterable<CastEvent>): Generator<TimedLine> {
  let rest = '';
  let restAt = 0;
  let before = '';
  const textOf = function* (raw: string, atMs: number): Generator<TimedLine> {
    for (const line of plainLines(raw)) {
      const text = line.trim();
      if (text === '' || text === before) continue;
      before = text;
      yield { atMs, text };
    }
  };
  for (const event of events) {
    if (event.kind !== 'output') continue;
    let start = 0;
    while (start < event.text.length) {
      restAt = event.atMs;
      const end = event.text.indexOf('\n', start);
      const until = Math.min(end === -1 ? event.text.length : end, start + LONGEST - rest.length);
      rest += event.text.slice(start, until);
      start = until === end ? end + 1 : until;
      if (until !== end && rest.length < LONGEST) continue;
      yield* textOf(rest, restAt);
      rest = '';
    }
  }
  yield* textOf(rest, restAt);
}
