import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { onTestFinished } from 'vitest';

export interface TestServer {
  /** `http://127.0.0.1:port` */
  readonly url: string;
  /** Method and path of each request, in order. */
  readonly requests: string[];
  close(): Promise<void>;
}

/** A local HTTP server for one test that answers as the test wants; it ends with the test. */
export async function serve(
  answer: (request: IncomingMessage, response: ServerResponse, body: string) => void,
): Promise<TestServer> {
  const requests: string[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    requests.push(`${request.method} ${request.url?.split('?')[0]}`);
    answer(request, response, body);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
  const close = async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  };
  onTestFinished(close);
  return { url: `http://127.0.0.1:${address.port}`, requests, close };
}

/** The envelope of a successful answer. */
export function answerJson(response: ServerResponse, data: unknown, extra: Record<string, unknown> = {}): void {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ status: 'success', data, ...extra }));
}

/** `127.0.0.1:port` where nothing listens any more. */
export async function deserted(): Promise<string> {
  const server = await serve(() => {});
  await server.close();
  return new URL(server.url).host;
}
