import type { CastEvent } from '#shared/domain/transcript/asciicast.ts';
import { outputOfCommand } from '#shared/domain/transcript/markers.ts';
import { OutputExcerpt, toPlainText } from '../excerpt.ts';

/** Sequences that put the cursor elsewhere on the screen: what follows is no part of the line before. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: this is about control characters
const elsewhere = /\x1b\[[0-9;]{0,64}[Hfd]/g;

/**
 * A recording as text, for search and for export: as `toPlainText` does it, a line to each place where a program with a
 * whole screen has written. It reads such a program's screens one over the other, as they were drawn.
 */
export function transcriptText(events: Iterable<CastEvent>): string {
  let output = '';
  for (const event of events) if (event.kind === 'output') output += event.text;
  return plainText(output);
}

/** First and last lines of a recorded command's output; undefined when it is not in the recording. */
export function commandExcerpt(
  events: Iterable<CastEvent>,
  commandId: string,
): { readonly text: string; readonly truncated: boolean } | undefined {
  const output = outputOfCommand(events, commandId);
  if (output === undefined) return undefined;
  const excerpt = new OutputExcerpt();
  excerpt.add(Buffer.from(output));
  // It was redacted before it was written.
  return excerpt.finish((text) => text);
}

/** The lines of some recorded output, as `toPlainText` reads them. */
export function plainLines(output: string): readonly string[] {
  return toPlainText(Buffer.from(output.replace(elsewhere, '\n'))).split('\n');
}

function plainText(output: string): string {
  const text = plainLines(output).join('\n');
  return text.replace(/\n{3,}/g, '\n\n').replace(/^\n+/, '');
}
