/** Short enough that a piece takes milliseconds: the Markdown parser's cost grows faster than its text. */
const CHUNK_LENGTH = 4_096;
/** A text without such a place is cut between two paragraphs from here on, */
const PATIENCE = 2 * CHUNK_LENGTH;
/** and from here on at any line that begins at the margin. */
const END_OF_PATIENCE = 3 * CHUNK_LENGTH;
/** A longer block of code is a piece of its own, which no Markdown parser has to read. */
const MAX_FENCE_LENGTH = 16 * CHUNK_LENGTH;
/** Nobody reads a longer line, and parsing the marks in it could take minutes: outside code it is a piece of its own. */
export const MAX_LINE_LENGTH = 20_000;

/**
 * Cuts a long Markdown text into pieces that can be parsed one by one: before headings and fences that begin a line,
 * which end every list and quotation, and never inside a fence or a comment. A text that has none of them for long is
 * cut at its margin. The pieces joined are the text.
 */
export function splitChunks(text: string): string[] {
  const chunks: string[] = [];
  let start = 0;
  let fenceStart = 0;
  let fence: string | undefined;
  let inComment = false;
  let afterBlank = false;
  for (let at = 0; at < text.length; ) {
    const next = text.indexOf('\n', at) + 1 || text.length;
    const line = text.slice(at, next);
    if (fence === undefined && !inComment && at - start >= CHUNK_LENGTH && mayCutBefore(line, at - start, afterBlank)) {
      chunks.push(text.slice(start, at));
      start = at;
    }
    const endless = line.length > MAX_LINE_LENGTH && fence === undefined;
    if (endless && at > start) {
      chunks.push(text.slice(start, at));
      start = at;
    }
    const mark = inComment || endless ? undefined : /^ {0,3}(`{3,}|~{3,})(.*)$/s.exec(line);
    const open = fence;
    if (mark) fence = fenceAfter(fence, mark[1] ?? '', mark[2] ?? '');
    if (open === undefined) fenceStart = at;
    else if (fence === undefined && next - fenceStart > MAX_FENCE_LENGTH && /[`~]/.test(text[fenceStart] ?? '')) {
      if (fenceStart > start) chunks.push(text.slice(start, fenceStart));
      chunks.push(text.slice(fenceStart, next));
      start = next;
    }
    if (fence === undefined && (inComment || /^ {0,3}<!--/.test(line))) inComment = !line.includes('-->');
    afterBlank = endless || line.trim() === '';
    at = next;
    if (endless && at < text.length) {
      chunks.push(line);
      start = at;
    }
  }
  if (start < text.length || text === '') chunks.push(text.slice(start));
  return chunks;
}

/** The parts of a piece that is one long block of code and nothing else, or undefined. */
export function readLongFence(chunk: string): { readonly info: string; readonly value: string } | undefined {
  const mark = /^(?:`{3,}|~{3,})/.exec(chunk)?.[0];
  if (mark === undefined || chunk.length <= MAX_FENCE_LENGTH) return undefined;
  const firstEnd = chunk.indexOf('\n');
  const lastStart = chunk.lastIndexOf('\n', chunk.length - 2);
  const closing = new RegExp(`\\n {0,3}${mark}[\`~]*[ \\t]*(?:\\n|$)`).exec(chunk);
  if (closing?.index !== lastStart) return undefined;
  const info = chunk
    .slice(0, firstEnd)
    .replace(/^[`~]+/, '')
    .trim();
  return { info, value: chunk.slice(firstEnd + 1, lastStart) };
}

function mayCutBefore(line: string, length: number, afterBlank: boolean): boolean {
  if (line.startsWith('#') || line.startsWith('```') || line.startsWith('~~~')) return true;
  if (length >= END_OF_PATIENCE) return /^\S/.test(line);
  return length >= PATIENCE && afterBlank && /^[\p{L}\p{N}]/u.test(line) && !/^\d+[.)]\s/.test(line);
}

/** The fence that is open after a line of backticks or tildes: only as many of the same, and nothing else, close it. */
function fenceAfter(open: string | undefined, mark: string, rest: string): string | undefined {
  if (open === undefined) return mark[0] === '`' && rest.includes('`') ? undefined : mark;
  const closes = mark[0] === open[0] && mark.length >= open.length && rest.trim() === '';
  return closes ? undefined : open;
}
