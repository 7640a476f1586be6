import type { Cast, CastHeader } from './asciicast.ts';

/** Where a part of a long recording begins in the whole, ms; 0 for one that is whole. */
export function partStart(header: CastHeader): number {
  const from = header.warRoom?.fromMs;
  return typeof from === 'number' && from > 0 ? from : 0;
}

/** The parts of one recording, in any order, as one; undefined when there are none. */
export function joinParts(parts: readonly Cast[]): Cast | undefined {
  const ordered = parts.toSorted((a, b) => partStart(a.header) - partStart(b.header));
  const [first] = ordered;
  if (first === undefined) return undefined;
  return {
    header: first.header,
    events: ordered.flatMap(({ header, events }) => {
      const from = partStart(header);
      return from === 0 ? events : events.map((event) => ({ ...event, atMs: event.atMs + from }));
    }),
    skipped: ordered.reduce((sum, { skipped }) => sum + skipped, 0),
  };
}
