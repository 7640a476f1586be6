/** Control, format (bidi, zero width) and line-separating characters: shown as escapes, so that nobody is fooled. */
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\uFFFE\uFFFF]/u;
const plainWord = /^[\w@%+:,./-]+$/;

/** Whether a shell reads the text as one plain word that needs no quotes anywhere. */
export function isPlainWord(value: string): boolean {
  return plainWord.test(value);
}

/**
 * Quotes a value so that a POSIX-like shell reads exactly one word equal to it. A value with line breaks, control or
 * bidi characters becomes bash's `$'...'` with those bytes as octal escapes: it stays one line, it is visible, and it
 * does not depend on the locale. The value must hold neither NUL nor lone surrogates: no word can.
 */
export function quoteWord(value: string): string {
  if (isPlainWord(value)) return value;
  if (invisible.test(value)) return quoteAnsi(value);
  return `'${value.replaceAll("'", `'\\''`)}'`;
}

function quoteAnsi(value: string): string {
  let quoted = '';
  for (const character of value) {
    // `!` would be history to an interactive bash, which does not know `$'...'` when it looks for it.
    if (invisible.test(character) || character === "'" || character === '!') quoted += octalBytes(character);
    else if (character === '\\') quoted += '\\\\';
    else quoted += character;
  }
  return `$'${quoted}'`;
}

function octalBytes(character: string): string {
  return [...new TextEncoder().encode(character)].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');
}
