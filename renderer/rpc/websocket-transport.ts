import { RPCLink } from '@orpc/client/websocket';
import { CLOSE_NOT_ADMITTED, SESSION_PATH, SESSION_SECRET_KEY } from '#shared/contract/browser-host.ts';
import { createTerminalChannel } from './terminal-channel.ts';
import { ConnectProblem, type Transport } from './transport.ts';

const LOGGED_OUT = 'This page is not logged in. Open the link that `war-room` prints, or start `war-room` again.';

/** Browser host: one WebSocket for calls and one per attached session, each admitted by the secret in its first frame. */
export function createWebSocketTransport(): Transport {
  return {
    async open(onLost) {
      const socket = openSocket('/rpc');
      await admit(socket);
      socket.addEventListener('close', onLost, { once: true });
      return new RPCLink({ websocket: socket });
    },
    openTerminal(sessionId) {
      const { channel, opened: carry, received, closed } = createTerminalChannel();
      const socket = openSocket(`/terminal/${encodeURIComponent(sessionId)}`);
      const admission = admit(socket);
      socket.addEventListener('message', (event) => received(event.data));
      socket.addEventListener('close', closed, { once: true });
      admission.then(() => carry({ send: (frame) => socket.send(frame), close: () => socket.close() }), closed);
      return channel;
    },
  };
}

function openSocket(path: string): WebSocket {
  const address = new URL(path, location.href);
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  const socket = new WebSocket(address);
  socket.binaryType = 'arraybuffer';
  return socket;
}

/** Sends the secret as the first frame and waits until the host has taken it; its answer goes no further. */
function admit(socket: WebSocket): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  socket.addEventListener('open', () => socket.send(localStorage.getItem(SESSION_SECRET_KEY) ?? ''), { once: true });
  const admitted = (event: MessageEvent) => {
    event.stopImmediatePropagation();
    resolve();
  };
  socket.addEventListener('message', admitted, { once: true });
  socket.addEventListener('close', (event) => void explainClose(event.code).then(reject), { once: true });
  return promise;
}

/** A browser does not tell why an upgrade was refused, so the host is asked. */
async function explainClose(code: number): Promise<ConnectProblem> {
  if (code === CLOSE_NOT_ADMITTED) return new ConnectProblem(LOGGED_OUT, true);
  try {
    const answer = await fetch(SESSION_PATH, { cache: 'no-store' });
    if (answer.status === 401) return new ConnectProblem(LOGGED_OUT, true);
  } catch {
    // Nobody there: the same as no answer.
  }
  return new ConnectProblem('The services do not answer.', false);
}
