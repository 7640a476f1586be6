import { createReadStream, statSync } from 'node:fs';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type * as Electron from 'electron';
import { guard, lacking } from './guard.ts';

/** Electron's `net`: files only, which is what a protocol handler asks it for. */
export const net = guard(
  {
    async fetch(input: string | GlobalRequest): Promise<GlobalResponse> {
      const url = typeof input === 'string' ? input : input.url;
      if (!url.startsWith('file:')) throw lacking(`net.fetch of ${url}`);
      const path = fileURLToPath(url);
      try {
        if (!statSync(path).isFile()) throw new Error('not a file');
      } catch {
        throw new Error('net::ERR_FILE_NOT_FOUND');
      }
      return new Response(Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>);
    },
    isOnline: () => true,
  } satisfies Partial<Electron.Net>,
  'net',
);
