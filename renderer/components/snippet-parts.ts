export interface SnippetPart {
  readonly text: string;
  /** One of the words that were looked for. */
  readonly found: boolean;
}

/** The parts of a snippet: what stands between U+E000 and U+E001 was looked for. */
export function snippetParts(snippet: string): readonly SnippetPart[] {
  return snippet
    .split(/(\uE000[^\uE001]*\uE001?)/)
    .filter((part) => part !== '')
    .map((part) => ({ text: part.replaceAll(/[\uE000\uE001]/g, ''), found: part.startsWith('\uE000') }));
}
