import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { RPCHandler } from '@orpc/server/ws';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { WebSocketServer } from 'ws';
import { CLOSE_NOT_ADMITTED } from '#shared/contract/browser-host.ts';
import { connect } from './connection.ts';
import { greetingRouter, hello } from './testing.ts';
import { createWebSocketTransport } from './websocket-transport.ts';

/** The browser host's side of the admission, without the rest of it. */
let server: Server;
let sockets: WebSocketServer;
let loggedIn: boolean;
let stored: string | null;
const SECRET = 'the secret';
const handler = new RPCHandler(greetingRouter());

beforeEach(async () => {
  loggedIn = true;
  stored = SECRET;
  server = createServer((_request, response) => response.writeHead(loggedIn ? 204 : 401).end());
  sockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, stream, head) => {
    if (!loggedIn) {
      stream.end('HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, stream, head, (socket) => {
      socket.once('message', (data) => {
        if (data.toString() !== SECRET) return socket.close(CLOSE_NOT_ADMITTED);
        socket.send('');
        if (request.url === '/rpc') handler.upgrade(socket);
        else socket.on('message', (frame) => socket.send(frame));
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  vi.stubGlobal('location', new URL(origin));
  vi.stubGlobal('localStorage', { getItem: () => stored });
  const { fetch } = globalThis;
  vi.stubGlobal('fetch', (path: string) => fetch(new URL(path, origin)));
});
afterEach(async () => {
  // A connection that is logged out makes no further attempt; the last one may be on its way.
  loggedIn = false;
  for (const socket of sockets.clients) socket.terminate();
  await new Promise((resolve) => setTimeout(resolve, 100));
  vi.unstubAllGlobals();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

it('[T13] is let in by its secret, and calls', async () => {
  const connection = await connect({ transport: createWebSocketTransport() });
  expect(connection.hello).toEqual(hello);
});

it('[T13] does not try again where it is not logged in, and says what to do', async () => {
  const refusal = { final: true, message: expect.stringContaining('not logged in') };
  for (const wrong of ['another', null]) {
    stored = wrong;
    await expect(connect({ transport: createWebSocketTransport() })).rejects.toMatchObject(refusal);
  }
  loggedIn = false;
  await expect(connect({ transport: createWebSocketTransport() })).rejects.toMatchObject(refusal);
});

it('says that nobody answers, which may change, when nobody does', async () => {
  await new Promise((resolve) => server.close(resolve));
  await expect(connect({ transport: createWebSocketTransport() })).rejects.toMatchObject({
    final: false,
    message: 'The services do not answer.',
  });
});

it('connects again when the socket was cut', async () => {
  const connection = await connect({ transport: createWebSocketTransport(), retryDelays: [1] });
  const told: string[] = [];
  connection.onStateChange((state) => told.push(state));
  for (const socket of sockets.clients) socket.terminate();
  await vi.waitFor(() => expect(told).toEqual(['lost', 'connected']));
});

it('carries the frames of a session as bytes, those first that were sent early', async () => {
  const channel = createWebSocketTransport().openTerminal('019a');
  const frames: Uint8Array[] = [];
  channel.onFrame((frame) => frames.push(frame));
  channel.send(new Uint8Array([0, 1]));
  await vi.waitFor(() => expect(frames).toEqual([new Uint8Array([0, 1])]));
  channel.send(new Uint8Array([0, 2]));
  await vi.waitFor(() => expect(frames).toHaveLength(2));
  const closed = vi.fn();
  channel.onClose(closed);
  for (const socket of sockets.clients) socket.terminate();
  await vi.waitFor(() => expect(closed).toHaveBeenCalledOnce());
});

it('closes the channel of a session that was not let in', async () => {
  stored = 'another';
  const channel = createWebSocketTransport().openTerminal('019a');
  const closed = vi.fn();
  channel.onClose(closed);
  await vi.waitFor(() => expect(closed).toHaveBeenCalledOnce());
});
