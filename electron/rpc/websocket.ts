import type { WebSocket } from 'ws';
import { servePeer } from './peer.ts';
import type { RpcHandler } from './router.ts';

/** Close code for a peer that broke a limit (RFC 6455: policy violation). */
export const POLICY_VIOLATION = 1008;

/** Serves the contract over one WebSocket, which has been admitted already, until it closes. */
export function serveWebSocket(handler: RpcHandler, socket: WebSocket): void {
  const peer = servePeer(handler, {
    // Resolving once the frame is written lets a stream wait for a page that reads slowly instead of queueing for it.
    send: (message) =>
      new Promise((resolve, reject) => {
        socket.send(message, (error) => (error ? reject(error) : resolve()));
      }),
    hangUp: (reason) => socket.close(POLICY_VIOLATION, reason),
  });
  socket.on('message', (data, isBinary) => peer.receive(isBinary ? data : data.toString()));
  socket.on('close', () => peer.close());
}
