import { createServer } from 'node:net';

/** A TCP port on 127.0.0.1 that was free a moment ago: for programs that can't be told to choose one themselves. */
export async function freePort(): Promise<number> {
  const server = createServer();
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen(0, '127.0.0.1', resolve);
  await promise;
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
  await new Promise((closed) => server.close(closed));
  return address.port;
}
