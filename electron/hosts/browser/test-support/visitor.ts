import { type IncomingHttpHeaders, request } from 'node:http';
import { WebSocket } from 'ws';

export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** One request exactly as told: unlike `fetch`, Host, Origin and the path go out as they are. */
export function ask(
  port: number,
  path: string,
  options: { readonly method?: string; readonly headers?: Record<string, string>; readonly body?: string } = {},
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const call = request(
      { host: '127.0.0.1', port, path, method: options.method ?? 'GET', headers: options.headers ?? {}, agent: false },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk) => {
          text += chunk;
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
      },
    );
    call.on('error', reject).end(options.body);
  });
}

/** Does what the login page does, and returns what a browser would keep. */
export async function logIn(port: number, url: string): Promise<{ cookie: string; secret: string }> {
  const answer = await postToken(port, tokenOf(url), { origin: `http://127.0.0.1:${port}` });
  if (answer.status !== 200) throw new Error(`login answered ${answer.status}`);
  const cookie = answer.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
  return { cookie, secret: JSON.parse(answer.text).secret };
}

export function tokenOf(url: string): string {
  return new URLSearchParams(new URL(url).hash.slice(1)).get('token') ?? '';
}

export function postToken(port: number, token: string, headers: Record<string, string>): Promise<RawAnswer> {
  return ask(port, '/login', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ token }),
  });
}

export type UpgradeResult =
  | { readonly open: true; readonly socket: WebSocket }
  | { readonly open: false; readonly status: number };

/** Tries to open a WebSocket with these headers. */
export function tryUpgrade(port: number, path: string, headers: Record<string, string>): Promise<UpgradeResult> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers });
    socket.on('error', () => {});
    socket.once('open', () => resolve({ open: true, socket }));
    socket.once('unexpected-response', (_request, response) =>
      resolve({ open: false, status: response.statusCode ?? 0 }),
    );
  });
}

/** How the host ended a socket. */
export function closeOf(socket: WebSocket): Promise<number> {
  return new Promise((resolve) => socket.once('close', resolve));
}

/** An open socket whose secret was taken. */
export async function admittedSocket(
  port: number,
  path: string,
  session: { readonly cookie: string; readonly secret: string },
): Promise<WebSocket> {
  const result = await tryUpgrade(port, path, { origin: `http://127.0.0.1:${port}`, cookie: session.cookie });
  if (!result.open) throw new Error(`upgrade answered ${result.status}`);
  result.socket.send(session.secret);
  await new Promise((resolve) => result.socket.once('message', resolve));
  return result.socket;
}
