/**
 * What of the clipboard may reach a shell: line ends become `\n`, and every control character but tab and newline goes.
 * ESC above all: xterm 6.0.0 does not strip it inside a bracketed paste, so a text could close the bracket itself and
 * have the rest executed.
 */
export function cleanPaste(text: string): string {
  return (
    text
      .replace(/\r\n?/g, '\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the point
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '')
  );
}

export type PasteDecision =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'insert'; readonly text: string }
  | { readonly kind: 'ask'; readonly text: string; readonly lines: number };

/**
 * Decides over a clipboard text. One line goes in as it is, without the newline at its end, which would run it unseen;
 * several lines ask first.
 */
export function decidePaste(clipboard: string): PasteDecision {
  const text = cleanPaste(clipboard).replace(/\n+$/, '');
  if (text === '') return { kind: 'nothing' };
  const lines = text.split('\n').length;
  return lines === 1 ? { kind: 'insert', text } : { kind: 'ask', text, lines };
}

/** Several lines as one: continuation backslashes and the indentation around line ends go, one space stays. */
export function asOneLine(text: string): string {
  return text
    .split('\n')
    .map((line) => line.replace(/\\$/, '').trim())
    .filter((line) => line !== '')
    .join(' ');
}
