import { RPCLink } from '@orpc/client/message-port';
import { createTerminalChannel } from './terminal-channel.ts';
import type { Transport } from './transport.ts';

/** What the preload puts on `window`: one function. The port itself comes by `message`, with the same purpose. */
export interface WarRoomBridge {
  requestPort(purpose: string): void;
}

/** Electron: each request hands over one MessagePort whose other end is in the main process. */
export function createMessagePortTransport(bridge: WarRoomBridge): Transport {
  return {
    async open(onLost) {
      const port = await requestPort(bridge, 'rpc');
      port.addEventListener('close', onLost, { once: true });
      const link = new RPCLink({ port });
      port.start();
      return link;
    },
    openTerminal(sessionId) {
      const { channel, opened, received, closed } = createTerminalChannel();
      void requestPort(bridge, `terminal:${sessionId}`).then((port) => {
        port.addEventListener('message', (event) => received(event.data));
        port.addEventListener('close', closed, { once: true });
        port.start();
        opened({ send: (frame) => port.postMessage(frame), close: () => port.close() });
      });
      return channel;
    },
  };
}

/** Asks for a port and waits for the one with the same purpose. Two requests for the same purpose take turns. */
function requestPort(bridge: WarRoomBridge, purpose: string): Promise<MessagePort> {
  const { promise, resolve } = Promise.withResolvers<MessagePort>();
  const listen = (event: MessageEvent) => {
    const port = event.ports[0];
    if (event.source !== window || !isPortMessage(event.data, purpose) || !port) return;
    // One port answers one request, also when two wait for the same purpose.
    event.stopImmediatePropagation();
    window.removeEventListener('message', listen);
    resolve(port);
  };
  window.addEventListener('message', listen);
  bridge.requestPort(purpose);
  return promise;
}

function isPortMessage(data: unknown, purpose: string): boolean {
  if (typeof data !== 'object' || data === null) return false;
  const message = data as { readonly type?: unknown; readonly purpose?: unknown };
  return message.type === 'war-room:port' && message.purpose === purpose;
}
