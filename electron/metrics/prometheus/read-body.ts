import type { IncomingMessage } from 'node:http';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';

/** More bytes than allowed, on the wire or inflated. */
export class TooLarge extends Error {}
/** Neither plain nor gzip, although nothing else was asked for. */
export class UnknownEncoding extends Error {}

/**
 * Reads a body to its end, inflating gzip, and holds at most `maxBytes` of it: the limit counts both what came and what
 * it inflates to, so that a small compressed answer can't fill the memory. Throws `TooLarge`, `UnknownEncoding`, and
 * what the stream throws when it breaks off (a truncated answer never passes for a whole one).
 */
export async function readBody(response: IncomingMessage, maxBytes: number): Promise<string> {
  if (Number(response.headers['content-length'] ?? 0) > maxBytes) {
    response.destroy();
    throw new TooLarge();
  }
  const encoding = (response.headers['content-encoding'] ?? 'identity').toLowerCase();
  if (encoding !== 'gzip' && encoding !== 'x-gzip' && encoding !== 'identity') {
    response.destroy();
    throw new UnknownEncoding();
  }
  const inflate = encoding === 'identity' ? new PassThrough() : createGunzip();
  const chunks: Uint8Array[] = [];
  await pipeline(response, limit(maxBytes), inflate, limit(maxBytes), async (source: AsyncIterable<Uint8Array>) => {
    for await (const chunk of source) chunks.push(chunk);
  });
  return new TextDecoder().decode(Buffer.concat(chunks));
}

function limit(maxBytes: number) {
  return async function* (source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    let bytes = 0;
    for await (const chunk of source) {
      bytes += chunk.byteLength;
      if (bytes > maxBytes) throw new TooLarge();
      yield chunk;
    }
  };
}
