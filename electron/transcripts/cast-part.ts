import { type CastEvent, type CastHeader, parseEvent, parseHeader } from '#shared/domain/transcript/asciicast.ts';
import { partStart } from '#shared/domain/transcript/parts.ts';

/** One file of a recording, its events not parsed yet: a long one is read piece by piece. */
export interface CastPart {
  readonly header: CastHeader;
  /** Where it begins in the whole recording, ms. */
  readonly fromMs: number;
  readonly text: string;
  /** Where its events begin in `text`. */
  readonly body: number;
}

/** Undefined when its first line is no header. */
export function openPart(bytes: Uint8Array): CastPart | undefined {
  const text = new TextDecoder().decode(bytes);
  const end = text.indexOf('\n');
  const header = parseHeader(end === -1 ? text : text.slice(0, end));
  return header && { header, fromMs: partStart(header), text, body: end === -1 ? text.length : end + 1 };
}

export interface ReadLine {
  /** In the time of the whole recording; undefined for a line that can't be read. */
  readonly event: CastEvent | undefined;
  /** Where the next line begins. */
  readonly end: number;
}

/** The lines of a part from `offset` on, a torn last one left out. Times never go back. */
export function* readLines({ text, body, fromMs }: CastPart, offset = body): Generator<ReadLine> {
  let latest = 0;
  for (let start = offset; start < text.length; ) {
    const newline = text.indexOf('\n', start);
    if (newline === -1) return;
    const line = text.slice(start, newline);
    start = newline + 1;
    if (line.trim() === '') continue;
    const event = parseEvent(line);
    latest = Math.max(latest, event?.atMs ?? 0);
    yield { event: event && { ...event, atMs: fromMs + latest }, end: start };
  }
}

/** The events of a part from `offset` on that can be read. */
export function* eventsFrom(part: CastPart, offset?: number): Generator<CastEvent> {
  for (const { event } of readLines(part, offset)) if (event !== undefined) yield event;
}

/** The events of parts in the order of their time, as those of one recording. */
export function* eventsOf(parts: Iterable<CastPart>): Generator<CastEvent> {
  for (const part of parts) yield* eventsFrom(part);
}
