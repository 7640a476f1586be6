import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { access, readFile, realpath } from 'node:fs/promises';
import { dirname } from 'node:path';
import { MAX_EDITED_LENGTH, type RunbookSource } from '#shared/contract/index.ts';
import { fail, type Outcome, succeed } from '#shared/domain/outcome.ts';
import { decodeText } from '../library/decode.ts';

/** Reads a runbook's file for an editor. `shipped` ones are never writable: an update of the program replaces them. */
export async function readSource(
  path: string,
  shipped: boolean,
): Promise<Outcome<RunbookSource, 'unreadable' | 'too-long'>> {
  const bytes = await readFile(path).catch((error: unknown) => error);
  if (!(bytes instanceof Uint8Array)) {
    const why = bytes instanceof Error ? bytes.message : String(bytes);
    return fail('unreadable', `The file could not be read: ${why}.`, 'Check that it exists and that you may read it.');
  }
  const decoded = decodeText(bytes);
  if (!decoded.ok) return decoded;
  const { text } = decoded.value;
  if (text.length > MAX_EDITED_LENGTH) {
    return fail(
      'too-long',
      'The file is too long to be edited here: it has more than a million characters.',
      'Split it, or open it in an editor of yours.',
    );
  }
  return succeed({
    text,
    encoding: encodingOf(bytes),
    lineEnds: lineEndsOf(bytes),
    revision: revisionOf(bytes),
    path,
    writable: !shipped && (await isWritable(path)),
  });
}

/** What tells two states of a file apart. */
export function revisionOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** What ends most lines of these bytes. */
export function lineEndsOf(bytes: Uint8Array): RunbookSource['lineEnds'] {
  let returned = 0;
  let all = 0;
  // In UTF-16 a zero byte stands between or behind the two.
  let before = 0;
  for (const byte of bytes) {
    if (byte === 0) continue;
    if (byte === 0x0a) {
      all += 1;
      if (before === 0x0d) returned += 1;
    }
    before = byte;
  }
  return returned * 2 > all ? 'CRLF' : 'LF';
}

/** The bytes that a text is saved as: UTF-8 without a mark. */
export function encodeText(text: string, lineEnds: RunbookSource['lineEnds']): Uint8Array {
  const lines = text.replace(/\r\n?/g, '\n');
  return new TextEncoder().encode(lineEnds === 'CRLF' ? lines.replaceAll('\n', '\r\n') : lines);
}

function encodingOf(bytes: Uint8Array): RunbookSource['encoding'] {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) return 'UTF-16';
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return 'UTF-8';
  } catch {
    return 'Windows-1252';
  }
}

/** The file, and its folder: a save puts a new file in its place. A symbolic link counts as what it leads to. */
async function isWritable(path: string): Promise<boolean> {
  try {
    const target = await realpath(path);
    await access(target, constants.W_OK);
    await access(dirname(target), constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
