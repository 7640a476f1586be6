import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import type { Page } from 'playwright';
import { WebSocket } from 'ws';
import { SESSION_SECRET_KEY } from '#shared/contract/browser-host.ts';
import type { Client } from '#shared/contract/index.ts';

/** A second client of the services that `page` is logged in to, outside of its process. */
export async function connectBeside(page: Page): Promise<{ readonly client: Client; close(): void }> {
  const { origin } = new URL(page.url());
  const cookies = await page.context().cookies(origin);
  const secret = await page.evaluate((key) => localStorage.getItem(key) ?? '', SESSION_SECRET_KEY);
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/rpc`, {
    headers: { origin, cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; ') },
  });
  socket.binaryType = 'arraybuffer';
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  socket.send(secret);
  await new Promise((resolve) => socket.once('message', resolve));
  const client: Client = createORPCClient(new RPCLink({ websocket: socket as unknown as globalThis.WebSocket }));
  return { client, close: () => socket.close() };
}
