import { type ClientLink, createORPCClient, DynamicLink } from '@orpc/client';
import { type Client, CONTRACT_VERSION } from '#shared/contract/index.ts';
import { createMessagePortTransport, type WarRoomBridge } from './message-port-transport.ts';
import type { TerminalChannel } from './terminal-channel.ts';
import { ConnectProblem, type Transport } from './transport.ts';
import { createWebSocketTransport } from './websocket-transport.ts';

type Hello = Extract<Awaited<ReturnType<Client['app']['hello']>>, { ok: true }>['value'];
type Link = ClientLink<Record<never, never>>;

export type ConnectionState = 'connected' | 'lost';

export interface Connection {
  /** Survives a reconnect. While the connection is lost, calls reject at once with a `ConnectProblem`. */
  readonly client: Client;
  /** What the services said about themselves at the first connect. */
  readonly hello: Hello;
  openTerminalChannel(sessionId: string): TerminalChannel;
  /**
   * Called on each change, not for the present state. After 'connected' every stream has to be opened again. A `final`
   * problem means that no more attempts are made. Returns how to stop listening.
   */
  onStateChange(listener: (state: ConnectionState, problem?: ConnectProblem) => void): () => void;
}

export interface ConnectOptions {
  readonly transport?: Transport;
  /** Milliseconds before each further attempt; the last one repeats. */
  readonly retryDelays?: readonly number[];
}

const RETRY_DELAYS = [100, 250, 500, 1000, 2000, 5000];

/**
 * Connects the page to its services and keeps it connected. Rejects with a `ConnectProblem` when the first attempt
 * fails, or when page and services do not fit together.
 */
export async function connect(options: ConnectOptions = {}): Promise<Connection> {
  const transport = options.transport ?? chooseTransport();
  const delays = options.retryDelays ?? RETRY_DELAYS;
  const listeners = new Set<(state: ConnectionState, problem?: ConnectProblem) => void>();
  const tell = (state: ConnectionState, problem?: ConnectProblem) => {
    for (const listener of listeners) listener(state, problem);
  };

  let link: Link | undefined;
  const client: Client = createORPCClient(
    new DynamicLink<Record<never, never>>(async () => {
      if (!link) throw new ConnectProblem('The connection to the services is lost.', false);
      return link;
    }),
  );

  const open = async (): Promise<Hello> => {
    let state: 'greeting' | 'open' | 'lost' = 'greeting';
    link = await transport.open(() => {
      const wasOpen = state === 'open';
      state = 'lost';
      link = undefined;
      if (!wasOpen) return;
      tell('lost');
      void reconnect();
    });
    try {
      const hello = await greet(client);
      state = 'open';
      return hello;
    } catch (error) {
      link = undefined;
      if (error instanceof ConnectProblem) throw error;
      throw new ConnectProblem('The services hung up.', false);
    }
  };

  const reconnect = async () => {
    for (let attempt = 0; ; attempt += 1) {
      await pause(delays[Math.min(attempt, delays.length - 1)] ?? 1000);
      try {
        await open();
        tell('connected');
        return;
      } catch (error) {
        if (error instanceof ConnectProblem && error.final) return tell('lost', error);
      }
    }
  };

  const hello = await open();
  return {
    client,
    hello,
    openTerminalChannel: (sessionId) => transport.openTerminal(sessionId),
    onStateChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Electron's preload leaves one function on `window`; where it is missing, a browser host served this page. */
function chooseTransport(): Transport {
  const { warRoom } = window as { readonly warRoom?: WarRoomBridge };
  return warRoom ? createMessagePortTransport(warRoom) : createWebSocketTransport();
}

async function greet(client: Client): Promise<Hello> {
  const answer = await client.app.hello({ contractVersion: CONTRACT_VERSION });
  if (!answer.ok) throw new ConnectProblem(`${answer.error.message} ${answer.error.action}`.trim(), true);
  return answer.value;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
