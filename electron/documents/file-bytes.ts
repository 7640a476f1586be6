import { createHash } from 'node:crypto';

/** The bytes of a file: at once, or in pieces that can be asked for again. */
export type FileBytes = Uint8Array | AsyncIterable<Uint8Array>;

/** More than anybody reads in a window, and less than a message may carry. */
const PREVIEW_BYTES = 256 * 1024;

/** The same bytes, measured while they pass; `result` is about the last time that they all did. */
export function measure(bytes: FileBytes): {
  readonly bytes: FileBytes;
  result(): { readonly sha256: string; readonly size: number };
} {
  let hash = createHash('sha256');
  let size = 0;
  const add = (piece: Uint8Array) => {
    hash.update(piece);
    size += piece.length;
  };
  const result = () => ({ sha256: hash.digest('hex'), size });
  if (bytes instanceof Uint8Array) {
    add(bytes);
    return { bytes, result };
  }
  async function* measured(pieces: AsyncIterable<Uint8Array>) {
    // A host that finds the name taken asks for them once more.
    hash = createHash('sha256');
    size = 0;
    for await (const piece of pieces) {
      add(piece);
      yield piece;
    }
  }
  return { bytes: { [Symbol.asyncIterator]: () => measured(bytes) }, result };
}

/** The text of a file, or of its beginning where it is long. */
export async function beginningOf(bytes: FileBytes): Promise<{ readonly text: string; readonly cut: boolean }> {
  if (bytes instanceof Uint8Array) return { text: new TextDecoder().decode(bytes), cut: false };
  const decoder = new TextDecoder();
  let text = '';
  for await (const piece of bytes) {
    text += decoder.decode(piece.subarray(0, PREVIEW_BYTES), { stream: true });
    if (text.length >= PREVIEW_BYTES) return { text: text.slice(0, PREVIEW_BYTES).toWellFormed(), cut: true };
  }
  return { text: text + decoder.decode(), cut: false };
}
