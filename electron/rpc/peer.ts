import { createServerPeerHandleRequestFn } from '@orpc/server/standard-peer';
import { ServerPeer } from '@orpc/standard-server-peer';
import { z } from 'zod';
import type { RpcHandler } from './router.ts';

/** Largest message that a page may send, bytes. A note of 100,000 characters, escaped, is well below it. */
export const MAX_MESSAGE_BYTES = 4 * 1024 * 1024;
/** Calls and streams that one page may have open at the same time. */
export const MAX_OPEN_CALLS = 1000;
/** A page that is wrong this often is not ours. */
const MAX_MALFORMED = 20;

/** The carrier of one page's messages. `send` resolves when it may take the next one. */
export interface MessageCarrier {
  send(message: string | ArrayBufferLike | Uint8Array): void | Promise<void>;
  /** Hangs up on a page that breaks the limits. */
  hangUp(reason: string): void;
}

export interface Peer {
  /** Takes one message, whatever it is. Never throws and never rejects: what is malformed is dropped. */
  receive(message: unknown): void;
  /** Aborts everything that runs for this page. */
  close(): void;
}

/** oRPC's request message as it travels; everything else is refused before oRPC sees it (docs/SPEC.md, T15). */
const requestMessageSchema = z.object({
  i: z.string().min(1).max(64),
  t: z.union([z.literal(1), z.literal(3), z.literal(4)]).optional(),
  p: z.unknown().optional(),
});
const requestPayloadSchema = z.object({
  u: z.string().startsWith('/').max(200),
  m: z.literal('POST').optional(),
  h: z.record(z.string(), z.union([z.string(), z.array(z.string())])).optional(),
});

/** Serves the contract to one page over any carrier of messages. */
export function servePeer(handler: RpcHandler, carrier: MessageCarrier): Peer {
  const peer = new ServerPeer((message) => carrier.send(message));
  const handle = createServerPeerHandleRequestFn(handler, { context: {} });
  let malformed = 0;
  let open = 0;

  const refuse = () => {
    malformed += 1;
    if (malformed >= MAX_MALFORMED) carrier.hangUp('too many malformed messages');
  };

  const run = async (message: string) => {
    open += 1;
    try {
      await peer.message(message, handle);
    } catch {
      // The carrier is gone, or the message lied about its body. Nobody waits for an answer, and what was in it is not
      // ours to print.
    } finally {
      open -= 1;
    }
  };

  return {
    receive(message) {
      const text = readMessage(message);
      if (text === undefined || !isRequest(text)) return refuse();
      if (open >= MAX_OPEN_CALLS) return carrier.hangUp('too many calls at once');
      void run(text);
    },
    close: () => peer.close(),
  };
}

/** The contract's inputs are JSON, so a message from the page is text; binary has channels of its own. */
function readMessage(message: unknown): string | undefined {
  if (typeof message !== 'string') return undefined;
  return message.length > MAX_MESSAGE_BYTES ? undefined : message;
}

function isRequest(text: string): boolean {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return false;
  }
  const message = requestMessageSchema.safeParse(json);
  if (!message.success) return false;
  return (message.data.t ?? 1) !== 1 || requestPayloadSchema.safeParse(message.data.p).success;
}
