import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink as MessagePortLink } from '@orpc/client/message-port';
import { RPCLink as WebSocketLink } from '@orpc/client/websocket';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import type { Client } from '#shared/contract/index.ts';
import { describeBug } from './describe-bug.ts';
import { servePort } from './message-port.ts';
import { createRpcHandler } from './router.ts';
import { smallServices } from './test-support/small-services.ts';
import { serveWebSocket } from './websocket.ts';

interface Wire {
  readonly client: Client;
  sendRaw(message: unknown): void;
  hangUp(): void;
}

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

const bugs: string[] = [];
function handlerFor(small: ReturnType<typeof smallServices>) {
  bugs.length = 0;
  return createRpcHandler(small.services, (procedure, error) => bugs.push(describeBug(procedure, error)));
}

async function overMessagePort(small: ReturnType<typeof smallServices>): Promise<Wire> {
  const { port1, port2 } = new MessageChannel();
  servePort(handlerFor(small), port1);
  const client: Client = createORPCClient(new MessagePortLink({ port: port2 }));
  port2.start();
  cleanups.push(() => port2.close());
  return { client, sendRaw: (message) => port2.postMessage(message), hangUp: () => port2.close() };
}

async function overWebSocket(small: ReturnType<typeof smallServices>): Promise<Wire> {
  const server = createServer();
  const sockets = new WebSocketServer({ server });
  const handler = handlerFor(small);
  sockets.on('connection', (socket) => serveWebSocket(handler, socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const socket = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  await new Promise((resolve) => socket.once('open', resolve));
  const client: Client = createORPCClient(new WebSocketLink({ websocket: socket as never }));
  cleanups.push(() => {
    socket.terminate();
    return new Promise((resolve) => sockets.close(() => server.close(resolve)));
  });
  return { client, sendRaw: (message) => socket.send(message as string), hangUp: () => socket.close() };
}

describe.each([
  ['a MessagePort', overMessagePort],
  ['a WebSocket', overWebSocket],
])('the contract over %s', (_name, open) => {
  it('answers with the typed outcome and strips what the contract does not name', async () => {
    const { client } = await open(smallServices());
    expect(await client.app.hello({ contractVersion: 1 })).toEqual({
      ok: true,
      value: { appVersion: '0.0.0', platform: 'test', dataDir: '/data', journal: { state: 'ready', events: 1 } },
    });
    expect(await client.app.hello({ contractVersion: 2 })).toEqual({
      ok: false,
      error: { code: 'version-mismatch', message: 'Another version.', action: 'Reload.' },
    });
  });

  it('refuses an input that breaks the contract before the service sees it', async () => {
    const { client } = await open(smallServices());
    await expect(client.app.hello({ contractVersion: 'one' as never })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    expect(bugs).toEqual([]);
  });

  it('streams the present value and each later one, and tells the service when the page stops reading', async () => {
    const small = smallServices();
    const { client } = await open(small);
    const stream = await client.app.watchJournal();
    expect((await stream.next()).value).toEqual({ state: 'ready', events: 1 });
    small.journal.set({ state: 'ready', events: 2 });
    expect((await stream.next()).value).toEqual({ state: 'ready', events: 2 });
    await stream.return?.();
    await vi.waitFor(() => expect(small.aborted).toEqual(['watchJournal']));
  });

  it('tells the service when a call is aborted, and when the page goes away', async () => {
    const small = smallServices();
    const wire = await open(small);
    const controller = new AbortController();
    const call = wire.client.metrics.discover(undefined, { signal: controller.signal });
    setTimeout(() => controller.abort(), 20);
    await expect(call).rejects.toThrow();
    await vi.waitFor(() => expect(small.aborted).toEqual(['discover']));
    const stream = await wire.client.app.watchJournal();
    await stream.next();
    wire.hangUp();
    await vi.waitFor(() => expect(small.aborted).toEqual(['discover', 'watchJournal']));
  });

  it.each([
    ['not JSON', '{'],
    ['no message', '"text"'],
    ['a message without an id', '{"p":{"u":"/app/hello"}}'],
    ['a message of an unknown type', '{"i":"1","t":9}'],
    ['a payload that is null', '{"i":"1","p":null}'],
    ['another origin', '{"i":"1","p":{"u":"http://elsewhere/app/hello"}}'],
    ['an unknown procedure', '{"i":"x1","p":{"u":"/app/__proto__"}}'],
    ['a body that claims to be a form', '{"i":"x2","p":{"u":"/app/hello","h":{"content-type":"multipart/form-data"}}}'],
    ['binary', new Uint8Array([0, 255, 1])],
  ])('[T15] drops %s and goes on serving', async (_what, message) => {
    const { client, sendRaw } = await open(smallServices());
    sendRaw(message);
    expect(await client.app.hello({ contractVersion: 1 })).toMatchObject({ ok: true });
  });

  it('[T15] hangs up on a page that keeps sending what is malformed', async () => {
    const { client, sendRaw } = await open(smallServices());
    const pending = client.metrics.discover();
    pending.catch(() => {});
    for (let count = 0; count < 25; count += 1) sendRaw('{');
    await expect(pending).rejects.toThrow();
  });

  it('[T15] refuses a message above the size limit', async () => {
    const small = smallServices();
    const { client, sendRaw } = await open(small);
    sendRaw(JSON.stringify({ i: '9', p: { u: '/metrics/discover', b: { json: 'x'.repeat(5 * 1024 * 1024) } } }));
    expect(await client.app.hello({ contractVersion: 1 })).toMatchObject({ ok: true });
  });

  it('[T41] reports a bug by its place and never by its message', async () => {
    const { client } = await open(smallServices());
    await expect(client.metrics.useSimulated()).rejects.toMatchObject({ code: 'INTERNAL_SERVER_ERROR' });
    await expect(client.app.openExternal({ url: 'https://example.org' })).rejects.toThrow();
    expect(bugs[0]).toMatch(/^bug: metrics\.useSimulated threw TypeError\n\s+at .*small-services/);
    expect(bugs[1]).toBe('bug: app.openExternal answered against the contract in value');
    expect(bugs.join()).not.toContain('secret');
  });
});

it('reads a port that wraps what it receives in an event, as the one of Electron does', async () => {
  const { port1, port2 } = new MessageChannel();
  const wrapped = {
    postMessage: (message: unknown) => port1.postMessage(message),
    on: (event: string, listener: (event: { data: unknown }) => void) =>
      port1.on(event as 'message', (data: unknown) => listener({ data })),
    start: () => port1.start(),
    close: () => port1.close(),
  };
  servePort(handlerFor(smallServices()), wrapped);
  const client: Client = createORPCClient(new MessagePortLink({ port: port2 }));
  port2.start();
  cleanups.push(() => port2.close());
  expect(await client.app.hello({ contractVersion: 1 })).toMatchObject({ ok: true });
});
