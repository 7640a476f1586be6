import type { WebSocket } from 'ws';

/** What one socket may send, on average and at once. */
export interface RateLimit {
  readonly messagesPerSecond: number;
  readonly bytesPerSecond: number;
  /** How many seconds' worth may come in one go. */
  readonly burstSeconds: number;
}

export const rpcLimit: RateLimit = { messagesPerSecond: 500, bytesPerSecond: 4 * 1024 * 1024, burstSeconds: 4 };
/** A page that draws 9 MB/s acknowledges up to a thousand times a second; a pasted megabyte goes through at once. */
export const terminalLimit: RateLimit = { messagesPerSecond: 2000, bytesPerSecond: 1024 * 1024, burstSeconds: 4 };

/**
 * Reads no further from a socket that sends more than its share, until the share has grown again (docs/SPEC.md, T15).
 * Nothing is lost: what was sent waits in the sender's own buffers.
 */
export function limitRate(socket: WebSocket, limit: RateLimit): void {
  let messages = limit.messagesPerSecond * limit.burstSeconds;
  let bytes = limit.bytesPerSecond * limit.burstSeconds;
  let last = performance.now();

  const refill = () => {
    const seconds = (performance.now() - last) / 1000;
    last = performance.now();
    messages = Math.min(messages + seconds * limit.messagesPerSecond, limit.messagesPerSecond * limit.burstSeconds);
    bytes = Math.min(bytes + seconds * limit.bytesPerSecond, limit.bytesPerSecond * limit.burstSeconds);
  };

  socket.on('message', (data) => {
    refill();
    messages -= 1;
    bytes -= Buffer.isBuffer(data) ? data.length : 0;
    if ((messages >= 0 && bytes >= 0) || socket.isPaused) return;
    socket.pause();
    const wait = Math.max(-messages / limit.messagesPerSecond, -bytes / limit.bytesPerSecond, 0.01);
    setTimeout(() => socket.resume(), wait * 1000).unref();
  });
}
