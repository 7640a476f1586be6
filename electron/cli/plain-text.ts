/**
 * Text from the record for a person's terminal: control characters, which a terminal would obey, and bidi marks, which
 * would reorder the line, are shown as a visible sign instead. Tabs and line breaks stay.
 */
export function plainText(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is replaced.
  return text.replaceAll(/[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
}

/** The same on one line. */
export function oneLine(text: string): string {
  return plainText(text.replaceAll(/\s+/g, ' '));
}
