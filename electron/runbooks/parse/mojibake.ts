import type { RunbookProblem } from './front-matter.ts';

/** What windows-1252 makes of bytes 0x80 to 0x9F; undefined bytes stay control characters. */
const high = new Map(
  Array.from({ length: 32 }, (_, at) => [new TextDecoder('windows-1252').decode(Uint8Array.of(0x80 + at)), 0x80 + at]),
);
const continuation = `[\\u0080-\\u00BF${[...high.keys()].join('')}]`;
/** The first byte of a UTF-8 sequence and those that follow it, each read as a character of its own. */
const sequence = new RegExp(`[ÂÃ]${continuation}|â${continuation}{2}|ð${continuation}{3}`, 'gu');

/** Names text that was encoded as UTF-8 twice (`â€”` for a dash), by the line where it first stands. It is kept as it is. */
export function findMojibake(text: string): RunbookProblem[] {
  let first: { readonly index: number; readonly written: string; readonly meant: string } | undefined;
  let count = 0;
  for (const match of text.matchAll(sequence)) {
    const meant = decodeAgain(match[0]);
    if (meant === undefined) continue;
    count += 1;
    first ??= { index: match.index, written: match[0], meant };
  }
  if (!first) return [];
  const places = count === 1 ? '' : `, and ${count - 1} more of the kind`;
  return [
    {
      level: 'warning',
      line: text.slice(0, first.index).split('\n').length,
      message: `"${first.written}" is probably "${first.meant}", encoded as UTF-8 twice${places}. The text was left as it is.`,
      action: 'Correct the characters and save the file as UTF-8.',
    },
  ];
}

function decodeAgain(written: string): string | undefined {
  const bytes = Uint8Array.from([...written].map((character) => high.get(character) ?? character.codePointAt(0) ?? 0));
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
