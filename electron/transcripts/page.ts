import type { TranscriptProblemCode } from '#shared/contract/index.ts';
import { type Outcome, succeed } from '#shared/domain/outcome.ts';
import type { CastEvent } from '#shared/domain/transcript/asciicast.ts';
import { readLines } from './cast-part.ts';
import type { OpenPart, PartSource } from './part-reader.ts';

/** Characters of a page, about. */
const PAGE = 1024 * 1024;
/** A place in a recording is its part times this, and the place in the part. */
const PLACES = 2 ** 32;

type WireEvent = [number, 'o' | 'r' | 'm', string];

export interface TranscriptPage {
  readonly columns: number;
  readonly rows: number;
  readonly events: WireEvent[];
  readonly skipped: number;
  readonly next?: number;
  readonly continuesAt?: number;
}

/** The events from a place on: 0, or the `next` or `continuesAt` of the page before. */
export async function readPage(
  sources: readonly PartSource[],
  open: OpenPart,
  from = 0,
): Promise<Outcome<TranscriptPage, TranscriptProblemCode>> {
  const index = Math.min(Math.floor(from / PLACES), sources.length - 1);
  const source = sources[index] as PartSource;
  const opened = await open(source);
  if (!opened.ok) return opened;
  const part = opened.value;
  const start = Math.max(part.body, from % PLACES);
  const events: WireEvent[] = [];
  let skipped = 0;
  let end = start;
  // Each part has the size it began with: the page of a later one says so first.
  if (start === part.body && index > 0) events.push([part.fromMs, 'r', `${part.header.width}x${part.header.height}`]);
  for (const line of readLines(part, start)) {
    if (line.event === undefined) skipped += 1;
    else events.push(toWire(line.event));
    end = line.end;
    if (end - start >= PAGE) break;
  }
  const more = end - start >= PAGE && end < part.text.length;
  const next = more ? index * PLACES + end : index + 1 < sources.length ? (index + 1) * PLACES : undefined;
  const { width: columns, height: rows } = part.header;
  const continuesAt = next === undefined && source.growing ? index * PLACES + end : undefined;
  return succeed({
    ...{ columns, rows, events, skipped },
    ...(next !== undefined && { next }),
    ...(continuesAt !== undefined && { continuesAt }),
  });
}

function toWire(event: CastEvent): WireEvent {
  switch (event.kind) {
    case 'output':
      return [event.atMs, 'o', event.text];
    case 'resize':
      return [event.atMs, 'r', `${event.columns}x${event.rows}`];
    case 'marker':
      return [event.atMs, 'm', event.label];
  }
}
