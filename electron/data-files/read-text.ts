import { readFileSync, statSync } from 'node:fs';
import { type FileResult, refuse } from './problem.ts';

/** What a person writes by hand as data is a page or two; whatever is larger is something else, and slow to parse. */
export const LARGEST_BYTES = 65_536;

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'reading it is not allowed',
  EPERM: 'reading it is not allowed',
  ELOOP: 'its symbolic link leads to itself',
  ENOTDIR: 'a part of its path is not a folder',
};

/** Reads a file of UTF-8 text, without byte order mark, lines ended by LF. */
export function readDataText(path: string): FileResult<string> {
  try {
    const found = statSync(path);
    if (found.isDirectory()) return refuse(path, 1, 'This is a folder; it has to be a file.');
    // Reading a pipe or a device would wait, perhaps for ever.
    if (!found.isFile()) return refuse(path, 1, 'This is not a regular file.');
    if (found.size > LARGEST_BYTES) {
      const kilobytes = Math.ceil(found.size / 1024).toLocaleString('en');
      return refuse(path, 1, `The file has ${kilobytes} KiB; at most ${LARGEST_BYTES / 1024} KiB are read.`);
    }
    return decode(path, readFileSync(path));
  } catch (error) {
    return refuse(path, 1, `The file can't be read: ${reasonOf(error)}.`);
  }
}

/** Why an operation on a file failed, in words. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return reasons[code] ?? (error instanceof Error ? error.message : String(error));
}

function decode(path: string, bytes: Uint8Array): FileResult<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    const text = decoder.decode(bytes).replace(/\r\n?/g, '\n');
    if (text.includes('\0')) {
      return refuse(path, text.slice(0, text.indexOf('\0')).split('\n').length, 'The file is not text: a zero byte.');
    }
    if (text.trim() === '') return refuse(path, 1, 'The file is empty.');
    return { ok: true, value: text };
  } catch {
    return refuse(path, firstUndecodableLine(bytes), 'This is not UTF-8. Save the file in UTF-8.');
  }
}

/** No line break is part of a longer UTF-8 sequence, so lines can be tried one by one. */
function firstUndecodableLine(bytes: Uint8Array): number {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let start = 0;
  for (let line = 1; ; line += 1) {
    const end = bytes.indexOf(0x0a, start);
    try {
      decoder.decode(bytes.subarray(start, end === -1 ? undefined : end));
    } catch {
      return line;
    }
    if (end === -1) return 1;
    start = end + 1;
  }
}
