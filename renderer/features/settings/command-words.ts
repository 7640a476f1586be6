/**
 * A command as a person types it, cut into its words: blanks separate, quotes and backslashes keep them together, as in a
 * shell. Nothing is expanded: no variable, no pattern. Undefined where a quote stays open.
 */
export function parseWords(text: string): readonly string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  let quote: '"' | "'" | undefined;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] as string;
    const next = text[at + 1];
    if (quote !== undefined && character === quote) quote = undefined;
    else if (quote === "'") word += character;
    else if (character === '\\' && next !== undefined && (quote === undefined || next === '"' || next === '\\')) {
      word = (word ?? '') + next;
      at += 1;
    } else if (quote !== undefined) word += character;
    else if (character === '"' || character === "'") {
      quote = character;
      word ??= '';
    } else if (/\s/.test(character)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = (word ?? '') + character;
  }
  if (quote !== undefined) return undefined;
  return word === undefined ? words : [...words, word];
}

/** The words as a person could have typed them; `parseWords` reads the same back. */
export function printWords(words: readonly string[]): string {
  return words.map((word) => (/^[\w@%+=:,./~-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`)).join(' ');
}
