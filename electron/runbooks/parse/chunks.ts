/** Long enough that joining matters little, short enough that the Markdown parser's quadratic parts do not show. */
const CHUNK_LENGTH = 32_768;

/**
 * Cuts a long Markdown text into pieces that can be parsed one by one: before headings and fences that begin a line,
 * which end every list and quotation, and never inside a fence. The pieces joined are the text.
 */
export function splitChunks(text: string): string[] {
  const chunks: string[] = [];
  let start = 0;
  let fence: string | undefined;
  for (let at = 0; at < text.length; ) {
    const next = text.indexOf('\n', at) + 1 || text.length;
    const line = text.slice(at, next);
    const mark = /^ {0,3}(`{3,}|~{3,})(.*)$/s.exec(line);
    const begins = line.startsWith('#') || line.startsWith('```') || line.startsWith('~~~');
    if (fence === undefined && begins && at - start >= CHUNK_LENGTH) {
      chunks.push(text.slice(start, at));
      start = at;
    }
    if (mark) fence = fenceAfter(fence, mark[1] ?? '', mark[2] ?? '');
    at = next;
  }
  chunks.push(text.slice(start));
  return chunks;
}

/** The fence that is open after a line of backticks or tildes: only as many of the same, and nothing else, close it. */
function fenceAfter(open: string | undefined, mark: string, rest: string): string | undefined {
  if (open === undefined) return mark;
  const closes = mark[0] === open[0] && mark.length >= open.length && rest.trim() === '';
  return closes ? undefined : open;
}
