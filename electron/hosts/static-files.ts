import { readFile, realpath } from 'node:fs/promises';
import { extname, isAbsolute, join, relative } from 'node:path';
import { pageHeaders } from './page-headers.ts';

/** One answer, in the words that Node's HTTP server and Electron's protocol handler have in common. */
export interface PageAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer>;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

/**
 * Answers a request for a file of the built page. `path` is the path of the request as it was sent, percent signs and
 * all; anything that is not a file inside `root` is a 404 (docs/SPEC.md, T6).
 */
export async function servePageFile(root: string, path: string, connect: readonly string[]): Promise<PageAnswer> {
  const headers = pageHeaders(connect);
  const file = await findPageFile(root, path);
  if (file === undefined) return textAnswer(404, 'Not found.', headers);
  const type = types[extname(file).toLowerCase()] ?? 'application/octet-stream';
  return { status: 200, headers: { ...headers, 'content-type': type }, body: new Uint8Array(await readFile(file)) };
}

/** A short plain text with the page's headers. */
export function textAnswer(status: number, text: string, headers: Readonly<Record<string, string>>): PageAnswer {
  return {
    status,
    headers: { ...headers, 'content-type': 'text/plain; charset=utf-8' },
    body: new TextEncoder().encode(`${text}\n`),
  };
}

/** The file that a request path names, or undefined when there is none inside `root`. */
export async function findPageFile(root: string, path: string): Promise<string | undefined> {
  const name = decodeOnce(path.split(/[?#]/, 1)[0] ?? '');
  // Backslashes and colons are separators elsewhere; a page of ours has neither in its file names.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused.
  if (name === undefined || /[\x00-\x1f\x7f\\:]/.test(name)) return undefined;
  const wanted = name.endsWith('/') ? `${name}index.html` : name;
  try {
    const [base, file] = await Promise.all([realpath(root), realpath(join(root, wanted))]);
    return isInside(base, file) && extname(file) !== '' ? file : undefined;
  } catch {
    return undefined;
  }
}

function decodeOnce(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

function isInside(base: string, file: string): boolean {
  const way = relative(base, file);
  return way !== '' && !way.startsWith('..') && !isAbsolute(way);
}
