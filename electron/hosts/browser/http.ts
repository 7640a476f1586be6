import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { SESSION_PATH } from '#shared/contract/browser-host.ts';
import { pageHeaders } from '../page-headers.ts';
import { type PageAnswer, servePageFile, textAnswer } from '../static-files.ts';
import { allowedOrigins, cookieName, isLoopbackHost, sessionOf } from './admission.ts';
import { LOGIN_PATH, LOGIN_SCRIPT_PATH, loginPage, loginScript } from './login-page.ts';
import { type Sessions, sameSecret } from './sessions.ts';

/** Where a second `war-room` asks the first for a launch link. */
export const LAUNCH_PATH = '/launch';
const MAX_BODY_BYTES = 1024;

export interface HttpOptions {
  /** Folder of the built page. */
  readonly page: string;
  readonly sessions: Sessions;
  readonly namedOrigins: readonly string[];
  /** Known to whoever can read the data directory. */
  readonly controlSecret: string;
  readonly port: () => number;
  readonly launchUrl: () => string;
}

/** Answers every request that is not an upgrade. GET reads, and only a logged-in browser gets the page (T14). */
export function createHttpHandler(options: HttpOptions) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const answer = await answerRequest(request, options);
    response.writeHead(answer.status, { ...answer.headers, 'content-length': answer.body.length });
    response.end(request.method === 'HEAD' ? undefined : answer.body);
  };
}

async function answerRequest(request: IncomingMessage, options: HttpOptions): Promise<PageAnswer> {
  const connect = connectSources(request, options.port());
  const headers = pageHeaders(connect);
  if (!isLoopbackHost(request.headers.host)) {
    return textAnswer(403, 'War Room answers to localhost and 127.0.0.1 only.', headers);
  }
  const path = request.url ?? '';
  if (request.method === 'POST' && path === LOGIN_PATH) return logIn(request, options, headers);
  if (request.method === 'POST' && path === LAUNCH_PATH) return launch(request, options, headers);
  if (request.method !== 'GET' && request.method !== 'HEAD') return textAnswer(405, 'Not allowed.', headers);
  if (path === LOGIN_PATH) return typedAnswer('text/html; charset=utf-8', loginPage, headers);
  if (path === LOGIN_SCRIPT_PATH) return typedAnswer('text/javascript; charset=utf-8', loginScript, headers);
  // A browser asks for it on a page that names no icon, as the one to log in is.
  if (path === '/favicon.ico') return { status: 204, headers, body: new Uint8Array() };
  const session = sessionOf(request, options.port(), options.sessions);
  if (!session) return textAnswer(401, 'Not logged in. Open the link that `war-room` prints.', headers);
  if (path === SESSION_PATH) return { status: 204, headers, body: new Uint8Array() };
  return servePageFile(options.page, path, connect);
}

/** The page's own origin, as its browser calls it: through a tunnel the port can be another one. */
function connectSources(request: IncomingMessage, port: number): readonly string[] {
  const { host } = request.headers;
  const own = isLoopbackHost(host) ? host : `127.0.0.1:${port}`;
  return [`http://${own}`, `ws://${own}`];
}

const loginSchema = z.object({ token: z.string().max(100) });

async function logIn(request: IncomingMessage, options: HttpOptions, headers: Record<string, string>) {
  const origin = request.headers.origin ?? '';
  if (!allowedOrigins(options.port(), options.namedOrigins).has(origin)) {
    return textAnswer(403, 'Not from this page.', headers);
  }
  const body = loginSchema.safeParse(await readJson(request));
  const session = body.success ? options.sessions.redeem(body.data.token) : undefined;
  if (!session) return textAnswer(403, 'This link was used already.', headers);
  const cookie = `${cookieName(options.port())}=${session.cookie}; HttpOnly; SameSite=Strict; Path=/`;
  return typedAnswer('application/json', JSON.stringify({ secret: session.secret }), {
    ...headers,
    'set-cookie': cookie,
  });
}

/** For the command line of the same person: no browser sends this header, and none may ask. */
function launch(request: IncomingMessage, options: HttpOptions, headers: Record<string, string>): PageAnswer {
  const given = request.headers.authorization ?? '';
  if (request.headers.origin !== undefined || !sameSecret(given, `Bearer ${options.controlSecret}`)) {
    return textAnswer(403, 'Not allowed.', headers);
  }
  return typedAnswer('application/json', JSON.stringify({ url: options.launchUrl() }), headers);
}

function typedAnswer(type: string, text: string, headers: Readonly<Record<string, string>>): PageAnswer {
  return { status: 200, headers: { ...headers, 'content-type': type }, body: new TextEncoder().encode(text) };
}

/** undefined for what is too large or not JSON. */
async function readJson(request: IncomingMessage): Promise<unknown> {
  let text = '';
  try {
    for await (const chunk of request.setEncoding('utf8')) {
      text += chunk;
      if (text.length > MAX_BODY_BYTES) return undefined;
    }
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
