import type { WebSocket } from 'ws';
import type { TerminalChannel } from '../terminals/channel.ts';
import { type AnyMessagePort, onPortClose, onPortMessage } from './message-port.ts';

/** The terminal service's end of a session's channel over a message port. */
export function portChannel(port: AnyMessagePort): TerminalChannel {
  let open = true;
  onPortClose(port, () => {
    open = false;
  });
  return {
    send(frame) {
      if (open) port.postMessage(frame);
    },
    onMessage(listener) {
      onPortMessage(port, (message) => {
        const frame = toBytes(message);
        if (frame) listener(frame);
      });
      port.start();
    },
    onClose: (listener) => onPortClose(port, listener),
    close() {
      open = false;
      port.close();
    },
  };
}

/** The terminal service's end of a session's channel over a WebSocket with binary frames; text is dropped. */
export function socketChannel(socket: WebSocket): TerminalChannel {
  return {
    send(frame) {
      if (socket.readyState === socket.OPEN) socket.send(frame, { binary: true });
    },
    onMessage(listener) {
      socket.on('message', (data, isBinary) => {
        if (isBinary && data instanceof Uint8Array) listener(data);
      });
    },
    onClose: (listener) => void socket.once('close', listener),
    close: () => socket.close(),
  };
}

function toBytes(message: unknown): Uint8Array | undefined {
  if (message instanceof Uint8Array) return message;
  return message instanceof ArrayBuffer ? new Uint8Array(message) : undefined;
}
