import { formatEvent, formatHeader } from '#shared/domain/transcript/asciicast.ts';
import { transcriptText } from '../terminals/index.ts';
import { type CastPart, eventsOf } from './cast-part.ts';

/** Lines per piece. */
const PIECE = 2_000;

/** All parts as one asciicast v2, without what only this program wants to know of it. */
export async function* exportCast(parts: readonly CastPart[]): AsyncGenerator<Uint8Array> {
  const [first] = parts;
  if (first === undefined) return;
  const { warRoom: _, ...header } = first.header;
  let lines = [formatHeader(header)];
  for (const event of eventsOf(parts)) {
    lines.push(formatEvent(event));
    if (lines.length < PIECE) continue;
    yield Buffer.from(lines.join(''));
    lines = [];
  }
  yield Buffer.from(lines.join(''));
}

/** What was to be read, part by part. */
export async function* exportText(parts: readonly CastPart[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield Buffer.from(`${transcriptText(eventsOf([part])).trimEnd()}\n`);
}
