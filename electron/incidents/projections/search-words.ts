/**
 * What FTS5 is asked for a text that a person typed: every word has to occur, the last one at least as the beginning
 * of one. Nothing of the text is taken for syntax: each word is a quoted string, which the tokenizer takes apart.
 * Undefined when it has no letter and no digit.
 */
export function toMatch(text: string, streamNumber?: number): string | undefined {
  const words = text.split(/[\s\p{Cc}]+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
  if (words.length === 0) return undefined;
  const quoted = words.map((word) => `"${word.replaceAll('"', '""')}"`).join(' AND ');
  const wanted = `words : (${quoted} *)`;
  return streamNumber === undefined ? wanted : `stream : "${streamNumber}" AND ${wanted}`;
}
