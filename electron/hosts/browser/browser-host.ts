import { fail, type Outcome, succeed } from '#shared/domain/outcome.ts';
import { socketChannel } from '../../rpc/terminal-channels.ts';
import { serveWebSocket } from '../../rpc/websocket.ts';
import type { ProgramServices } from '../../services.ts';
import { type AppLock, lockDataDir } from '../app-lock.ts';
import { type ListenProblemCode, startBrowserServer } from './server.ts';
import { removeRedirect } from './window.ts';
import { watchWindows } from './windows.ts';

export interface BrowserHostOptions {
  readonly dataDir: string;
  /** Folder of the built page. */
  readonly page: string;
  /** 0: any free one. */
  readonly port: number;
  readonly namedOrigins: readonly string[];
  /** How long after its last window it stops, milliseconds. Undefined: never. */
  readonly graceMs: number | undefined;
  /** Called once the port and the data directory are ours. */
  readonly startServices: (quit: () => void) => ProgramServices;
}

export interface BrowserHost {
  readonly port: number;
  launchUrl(): string;
  /** The browser that was opened for it has ended. */
  browserEnded(): void;
  /** Ends everything; may be called more than once. */
  stop(): Promise<void>;
  /** Resolves when it has ended. */
  readonly ended: Promise<void>;
}

export type BrowserHostProblemCode = ListenProblemCode | 'already-open' | 'not-writable';

/** The first window has to be found, started and loaded. */
const FIRST_WINDOW_MS = 180_000;

/** Serves the program on loopback until it is stopped or deserted (docs/SPEC.md, T10 to T16, T62). */
export async function startBrowserHost(
  options: BrowserHostOptions,
): Promise<Outcome<BrowserHost, BrowserHostProblemCode>> {
  const lock = tryLock(options.dataDir);
  if (!lock.ok) return lock;
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  let services: ProgramServices | undefined;
  const windows = watchWindows({
    graceMs: options.graceMs,
    startMs: FIRST_WINDOW_MS,
    busy: () => services?.running().length !== 0,
    onDeserted: () => void stop(),
  });
  const started = await startBrowserServer({
    page: options.page,
    port: options.port,
    namedOrigins: options.namedOrigins,
    onPage(socket) {
      if (!services) return socket.close();
      windows.opened();
      removeRedirect(options.dataDir);
      socket.once('close', () => windows.closed());
      serveWebSocket(services.handler, socket);
    },
    onTerminal: (sessionId, socket) => services?.attachTerminal(sessionId, socketChannel(socket)),
  });
  if (!started.ok) {
    windows.stop();
    lock.value.release();
    return started;
  }
  const server = started.value;

  let stopping: Promise<void> | undefined;
  const stop = () => {
    stopping ??= (async () => {
      windows.stop();
      await server.close();
      await services?.close();
      removeRedirect(options.dataDir);
      lock.value.release();
      end();
    })();
    return stopping;
  };

  try {
    services = options.startServices(() => void stop());
  } catch (error) {
    await stop();
    throw error;
  }
  await lock.value.publish({
    pid: process.pid,
    host: 'browser',
    origin: server.origin,
    controlSecret: server.controlSecret,
  });
  return succeed({ port: server.port, launchUrl: server.launchUrl, browserEnded: windows.browserEnded, stop, ended });
}

function tryLock(dataDir: string): Outcome<Extract<AppLock, { held: true }>, BrowserHostProblemCode> {
  const lock = lockDataDir(dataDir);
  if (lock === undefined) {
    return fail(
      'not-writable',
      `The data directory ${dataDir} cannot be written.`,
      'Make it writable, or choose another with --data-dir.',
    );
  }
  if (lock.held) return succeed(lock);
  return fail('already-open', 'War Room is already open on this data directory.', 'Use its window.');
}
