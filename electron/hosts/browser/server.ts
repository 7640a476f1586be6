import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WebSocket } from 'ws';
import { fail, type Outcome, succeed } from '#shared/domain/outcome.ts';
import { createHttpHandler } from './http.ts';
import { LOGIN_PATH } from './login-page.ts';
import { newSecret, Sessions } from './sessions.ts';
import { createUpgradeHandler } from './upgrade.ts';

export interface BrowserServerOptions {
  /** Folder of the built page. */
  readonly page: string;
  /** 0: any free one. */
  readonly port: number;
  /** Origins beside the server's own, as `parseNamedOrigin` answers them. */
  readonly namedOrigins: readonly string[];
  readonly onPage: (socket: WebSocket) => void;
  readonly onTerminal: (sessionId: string, socket: WebSocket) => void;
}

export interface BrowserServer {
  readonly origin: string;
  readonly port: number;
  readonly controlSecret: string;
  /** A link that logs one browser in, once. */
  launchUrl(): string;
  close(): Promise<void>;
}

export type ListenProblemCode = 'port-taken' | 'port-refused';

/** Serves page and services on 127.0.0.1 alone (docs/SPEC.md, T10 to T15). */
export async function startBrowserServer(
  options: BrowserServerOptions,
): Promise<Outcome<BrowserServer, ListenProblemCode>> {
  const sessions = new Sessions();
  const controlSecret = newSecret();
  const server = createServer({ headersTimeout: 10_000, requestTimeout: 10_000, maxHeaderSize: 16_384 });
  server.maxConnections = 512;
  const port = () => (server.address() as AddressInfo).port;
  const origin = () => `http://127.0.0.1:${port()}`;
  const launchUrl = () => `${origin()}${LOGIN_PATH}#token=${sessions.mintToken()}`;

  const shared = { sessions, port, namedOrigins: options.namedOrigins };
  const answer = createHttpHandler({ ...shared, page: options.page, controlSecret, launchUrl });
  const upgrades = createUpgradeHandler({ ...shared, onPage: options.onPage, onTerminal: options.onTerminal });
  server.on('request', (request, response) => void answer(request, response).catch(() => response.destroy()));
  server.on('upgrade', upgrades.upgrade);

  const problem = await listen(server, options.port);
  if (problem) return problem;
  return succeed({
    origin: origin(),
    port: port(),
    controlSecret,
    launchUrl,
    async close() {
      upgrades.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}

async function listen(server: Server, port: number) {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('listening', resolve).once('error', reject);
  server.listen(port, '127.0.0.1');
  try {
    await promise;
    return undefined;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'EADDRINUSE') return fail('port-taken', `Port ${port} is taken.`, 'Choose another with --port.');
    if (code === 'EACCES') return fail('port-refused', `Port ${port} may not be used.`, 'Choose one above 1023.');
    throw error;
  }
}
