import { RPCLink } from '@orpc/client/message-port';
import { RPCHandler } from '@orpc/server/message-port';
import { expect, it, vi } from 'vitest';
import { connect } from './connection.ts';
import { createTerminalChannel } from './terminal-channel.ts';
import { greetingRouter, hello } from './testing.ts';
import { ConnectProblem, type Transport } from './transport.ts';

/** Services that a test can take away and give back. */
function services() {
  const state = { there: true, version: 'same' as 'same' | 'other', opened: 0, final: false };
  const handler = new RPCHandler(greetingRouter(() => state.version));
  let lose = () => {};
  const transport: Transport = {
    async open(onLost) {
      state.opened += 1;
      if (!state.there) throw new ConnectProblem('Nobody there.', state.final);
      const { port1, port2 } = new MessageChannel();
      handler.upgrade(port1);
      port1.start();
      const link = new RPCLink({ port: port2 });
      port2.start();
      lose = () => {
        port2.close();
        onLost();
      };
      return link;
    },
    openTerminal: () => createTerminalChannel().channel,
  };
  return { state, transport, lose: () => lose() };
}

it('greets the services and says what they said', async () => {
  const { transport } = services();
  const connection = await connect({ transport });
  expect(connection.hello).toEqual(hello);
  expect(await connection.client.app.hello({ contractVersion: 1 })).toEqual({ ok: true, value: hello });
});

it('comes back by itself with the same client, and tells when it was lost and when it is back', async () => {
  const { state, transport, lose } = services();
  const connection = await connect({ transport, retryDelays: [1, 2] });
  const told: string[] = [];
  connection.onStateChange((now) => told.push(now));
  const stream = await connection.client.app.watchJournal();
  await stream.next();

  state.there = false;
  lose();
  await expect(stream.next()).rejects.toThrow();
  await expect(connection.client.app.hello({ contractVersion: 1 })).rejects.toThrow('is lost');
  await vi.waitFor(() => expect(state.opened).toBeGreaterThan(3));
  expect(told).toEqual(['lost']);

  state.there = true;
  await vi.waitFor(() => expect(told).toEqual(['lost', 'connected']));
  expect(await connection.client.app.hello({ contractVersion: 1 })).toMatchObject({ ok: true });
  lose();
  await vi.waitFor(() => expect(told).toEqual(['lost', 'connected', 'lost', 'connected']));
});

it('makes no further attempt once it cannot help, and says why', async () => {
  const { state, transport, lose } = services();
  const connection = await connect({ transport, retryDelays: [1] });
  const told: [string, string | undefined][] = [];
  connection.onStateChange((now, problem) => told.push([now, problem?.message]));
  state.version = 'other';
  lose();
  await vi.waitFor(() =>
    expect(told).toEqual([
      ['lost', undefined],
      ['lost', 'Another version. Start it again.'],
    ]),
  );
  const { opened } = state;
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(state.opened).toBe(opened);
});

it('rejects when the first attempt fails, and when page and services are of different versions', async () => {
  const { state, transport } = services();
  state.version = 'other';
  await expect(connect({ transport })).rejects.toMatchObject({ name: 'ConnectProblem', final: true });
  state.there = false;
  await expect(connect({ transport })).rejects.toMatchObject({ message: 'Nobody there.', final: false });
});

it('stops telling a listener that does not listen any more', async () => {
  const { transport, lose } = services();
  const connection = await connect({ transport, retryDelays: [1] });
  const listener = vi.fn();
  connection.onStateChange(listener)();
  lose();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(listener).not.toHaveBeenCalled();
});
