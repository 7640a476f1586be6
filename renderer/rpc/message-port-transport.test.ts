import { RPCHandler } from '@orpc/server/message-port';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { connect } from './connection.ts';
import { createMessagePortTransport } from './message-port-transport.ts';
import { greetingRouter, hello } from './testing.ts';

/** What main does with the ports that the preload hands it. */
const handler = new RPCHandler(greetingRouter());
let mainPorts: { purpose: string; port: MessagePort }[];
let page: EventTarget;

beforeEach(() => {
  mainPorts = [];
  page = new EventTarget();
  vi.stubGlobal('window', page);
});
afterEach(() => {
  for (const { port } of mainPorts) port.close();
  // `window` stays: the client asks for another port when it has lost one, and this file is alone in its worker.
});

function post(data: unknown, ports: MessagePort[], source: unknown = page): void {
  page.dispatchEvent(Object.assign(new Event('message'), { data, ports, source }));
}

/** The preload: one end to main, the other to the page. */
function requestPort(purpose: string): void {
  const { port1, port2 } = new MessageChannel();
  mainPorts.push({ purpose, port: port1 });
  if (purpose === 'rpc') handler.upgrade(port1);
  port1.start();
  setTimeout(() => post({ type: 'war-room:port', purpose }, [port2]));
}

it('calls the services over the port that the preload hands over', async () => {
  const connection = await connect({ transport: createMessagePortTransport({ requestPort }) });
  expect(connection.hello).toEqual(hello);
});

it('takes no port that another frame, another message or another purpose brings', async () => {
  const { port1, port2 } = new MessageChannel();
  const bridge = {
    requestPort(purpose: string) {
      post({ type: 'war-room:port', purpose }, [port2], new EventTarget());
      post({ type: 'else', purpose }, [port2]);
      post({ type: 'war-room:port', purpose: 'terminal:x' }, [port2]);
      post(null, [port2]);
      requestPort(purpose);
    },
  };
  expect((await connect({ transport: createMessagePortTransport(bridge) })).hello).toEqual(hello);
  port1.close();
});

it('connects again when the port was closed at the other end', async () => {
  const transport = createMessagePortTransport({ requestPort });
  const connection = await connect({ transport, retryDelays: [1] });
  const told: string[] = [];
  connection.onStateChange((state) => told.push(state));
  mainPorts[0]?.port.close();
  await vi.waitFor(() => expect(told).toEqual(['lost', 'connected']));
  expect(await connection.client.app.hello({ contractVersion: 1 })).toMatchObject({ ok: true });
});

it('gives each session a port of its own, also two for the same one', async () => {
  const transport = createMessagePortTransport({ requestPort });
  const channels = [transport.openTerminal('a'), transport.openTerminal('b'), transport.openTerminal('a')];
  const received: string[][] = [[], [], []];
  channels.forEach((channel, index) => {
    channel.onFrame((frame) => received[index]?.push(String(frame)));
  });
  await vi.waitFor(() => expect(mainPorts).toHaveLength(3));
  expect(mainPorts.map(({ purpose }) => purpose)).toEqual(['terminal:a', 'terminal:b', 'terminal:a']);
  mainPorts.forEach(({ port }, index) => {
    port.postMessage(new Uint8Array([index]));
  });
  await vi.waitFor(() => expect(received).toEqual([['0'], ['1'], ['2']]));
  const closed = vi.fn();
  channels[1]?.onClose(closed);
  mainPorts[1]?.port.close();
  await vi.waitFor(() => expect(closed).toHaveBeenCalledOnce());
});
