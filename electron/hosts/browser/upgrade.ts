import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { CLOSE_NOT_ADMITTED } from '#shared/contract/browser-host.ts';
import { MAX_MESSAGE_BYTES } from '../../rpc/peer.ts';
import { allowedOrigins, isLoopbackHost, sessionOf } from './admission.ts';
import { limitRate, type RateLimit, rpcLimit, terminalLimit } from './rate-limit.ts';
import { type BrowserSession, type Sessions, sameSecret } from './sessions.ts';

const MAX_TERMINAL_FRAME_BYTES = 1024 * 1024;
const MAX_SOCKETS = 256;
/** How long a socket may stay silent before it has proved who it is. */
const ADMISSION_MS = 5000;
/** A window behind a broken tunnel is gone after two of these. */
const HEARTBEAT_MS = 15_000;

export interface UpgradeOptions {
  readonly sessions: Sessions;
  readonly namedOrigins: readonly string[];
  readonly port: () => number;
  /** A page's socket for calls, admitted. */
  readonly onPage: (socket: WebSocket) => void;
  /** A page's socket for one session, admitted. */
  readonly onTerminal: (sessionId: string, socket: WebSocket) => void;
}

/** Lets WebSockets in: right Host, right Origin, the session's cookie, and its secret in the first frame (T11 to T13). */
export function createUpgradeHandler(options: UpgradeOptions) {
  const common = { noServer: true, perMessageDeflate: false, clientTracking: false };
  const calls = new WebSocketServer({ ...common, maxPayload: MAX_MESSAGE_BYTES });
  const frames = new WebSocketServer({ ...common, maxPayload: MAX_TERMINAL_FRAME_BYTES });
  const sockets = new Set<WebSocket>();

  const accept = (
    server: WebSocketServer,
    limit: RateLimit,
    call: readonly [IncomingMessage, Duplex, Buffer],
    session: BrowserSession,
    admitted: (socket: WebSocket) => void,
  ) =>
    server.handleUpgrade(...call, (socket) => {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
      // A frame that breaks a limit: ws closes the socket by itself, with the fitting code.
      socket.on('error', () => {});
      limitRate(socket, limit);
      admit(socket, session, () => {
        beatHeart(socket);
        admitted(socket);
      });
    });

  const upgrade = (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    stream.on('error', () => {});
    const refusal = refuseUpgrade(request, options);
    if (refusal) return refuse(stream, refusal);
    const session = sessionOf(request, options.port(), options.sessions);
    if (!session) return refuse(stream, '401 Unauthorized');
    if (sockets.size >= MAX_SOCKETS) return refuse(stream, '503 Service Unavailable');
    const call = [request, stream, head] as const;
    const path = request.url ?? '';
    if (path === '/rpc') return accept(calls, rpcLimit, call, session, options.onPage);
    const sessionId = /^\/terminal\/([0-9a-f-]{36})$/.exec(path)?.[1];
    if (sessionId === undefined) return refuse(stream, '404 Not Found');
    accept(frames, terminalLimit, call, session, (socket) => options.onTerminal(sessionId, socket));
  };

  return {
    upgrade,
    close() {
      for (const socket of sockets) socket.terminate();
    },
  };
}

function refuseUpgrade(request: IncomingMessage, options: UpgradeOptions): string | undefined {
  if (!isLoopbackHost(request.headers.host)) return '403 Forbidden';
  // No browser leaves the origin out of an upgrade; a program that does is none of our pages.
  const origin = request.headers.origin;
  const allowed = allowedOrigins(options.port(), options.namedOrigins);
  return origin !== undefined && allowed.has(origin) ? undefined : '403 Forbidden';
}

function refuse(stream: Duplex, status: string): void {
  stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

/** Takes the first frame as the secret and answers it with an empty one; anything else ends the socket. */
function admit(socket: WebSocket, session: BrowserSession, admitted: () => void): void {
  const reject = () => socket.close(CLOSE_NOT_ADMITTED, 'not logged in');
  const timer = setTimeout(reject, ADMISSION_MS);
  socket.once('close', () => clearTimeout(timer));
  socket.once('message', (data, isBinary) => {
    clearTimeout(timer);
    if (isBinary || !sameSecret(data.toString(), session.secret)) return reject();
    socket.send('');
    admitted();
  });
}

function beatHeart(socket: WebSocket): void {
  let missed = 0;
  socket.on('pong', () => {
    missed = 0;
  });
  const timer = setInterval(() => {
    // A paused socket cannot hear the answer.
    if (socket.isPaused) return;
    missed += 1;
    if (missed > 2) socket.terminate();
    else socket.ping();
  }, HEARTBEAT_MS);
  timer.unref();
  socket.once('close', () => clearInterval(timer));
}
