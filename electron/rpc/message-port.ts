import type { MessagePort as NodePort } from 'node:worker_threads';
import { servePeer } from './peer.ts';
import type { RpcHandler } from './router.ts';

/** What is used of Electron's MessagePortMain. It wraps what arrives in an event. */
export interface EventPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  start(): void;
  close(): void;
}

/** A Node port hands over what was posted as it is. */
export type AnyMessagePort = NodePort | EventPort;

/** Serves the contract over one port until it closes. */
export function servePort(handler: RpcHandler, port: AnyMessagePort): void {
  const peer = servePeer(handler, {
    send: (message) => port.postMessage(message),
    hangUp: () => port.close(),
  });
  onPortMessage(port, (message) => peer.receive(message));
  onPortClose(port, () => peer.close());
  port.start();
}

/** Calls `listener` with what was posted, whichever of the two ports it is. */
export function onPortMessage(port: AnyMessagePort, listener: (message: unknown) => void): void {
  if (isNodePort(port)) port.on('message', listener);
  else port.on('message', (event) => listener(event.data));
}

/** Calls `listener` once either end has closed the port. */
export function onPortClose(port: AnyMessagePort, listener: () => void): void {
  if (isNodePort(port)) port.on('close', listener);
  else port.on('close', listener);
}

/** A Node port is an EventTarget as well; Electron's is only an emitter. */
function isNodePort(port: AnyMessagePort): port is NodePort {
  return 'addEventListener' in port;
}
