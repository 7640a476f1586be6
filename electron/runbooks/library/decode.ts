import { fail, type Outcome, succeed } from '#shared/domain/outcome.ts';

export const MAX_RUNBOOK_BYTES = 10 * 1024 * 1024;

export interface DecodedText {
  /** Without byte order mark, lines ended by LF. */
  readonly text: string;
  /** Set when the bytes were not UTF-8 and another encoding was assumed. */
  readonly assumedEncoding?: string;
}

/** Bytes of a runbook as text: UTF-8 or UTF-16 with a mark, else what Windows writes. Refuses what is no text. */
export function decodeText(bytes: Uint8Array): Outcome<DecodedText, 'unreadable'> {
  if (bytes.length > MAX_RUNBOOK_BYTES) return tooLarge();
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return succeed({ text: normalize(new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes)) });
  }
  if (bytes.includes(0)) {
    return fail('unreadable', 'The file is not text: it holds zero bytes.', 'Save it as a Markdown file in UTF-8.');
  }
  try {
    return succeed({ text: normalize(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) });
  } catch {
    const text = normalize(new TextDecoder('windows-1252').decode(bytes));
    return succeed({ text, assumedEncoding: 'Windows-1252' });
  }
}

/** The problem of a file that is too large to be a runbook. */
export function tooLarge() {
  return fail(
    'unreadable',
    'The file is larger than 10 MB, which is no runbook that anybody could follow.',
    'Split it into several files.',
  );
}

function normalize(text: string): string {
  return text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
}
