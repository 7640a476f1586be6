const reserved = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])$/i;

/**
 * A file name that every system accepts and that shows what it is: without separators, control and bidi characters,
 * names that Windows reserves, a leading dot or a trailing one (docs/SPEC.md T53). Never empty; at most 120 UTF-8 bytes
 * with the extension.
 */
export function safeFileName(title: string, extension: string): string {
  const words = title
    .normalize('NFC')
    .replace(/[\p{C}\p{Z}/\\:*?"<>|]+/gu, '-')
    .replace(/-{2,}/g, '-');
  const trimmed = trimEnds(truncate(trimEnds(words), 120 - extension.length - 1));
  const name = reserved.test(trimmed.split('.')[0] ?? '') ? `${trimmed}-file` : trimmed;
  return `${name === '' ? 'incident' : name}.${extension}`;
}

function trimEnds(text: string): string {
  return text.replace(/^[-.]+|[-.]+$/g, '');
}

function truncate(text: string, maxBytes: number): string {
  let result = '';
  let bytes = 0;
  for (const character of text) {
    bytes += new TextEncoder().encode(character).length;
    if (bytes > maxBytes) break;
    result += character;
  }
  return result;
}
