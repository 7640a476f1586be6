import { spawn } from 'node-pty';

export interface PtyOptions {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly columns: number;
  readonly rows: number;
}

export interface PtyExit {
  readonly exitCode: number;
  /** Absent when no signal ended it. */
  readonly signal?: number;
}

/** A program in a pseudo-terminal. Bytes stay bytes, and none of its output is lost, however long it stays paused. */
export interface Pty {
  readonly pid: number;
  /** Listeners have to be set in the same turn in which the PTY was opened. */
  onData(listener: (bytes: Buffer) => void): void;
  /** After the last byte. */
  onExit(listener: (exit: PtyExit) => void): void;
  pause(): void;
  resume(): void;
  /** Does nothing once the program has exited. */
  write(bytes: Buffer): void;
  /** Does nothing once the program has exited. */
  resize(columns: number, rows: number): void;
  /** The name of the program in the foreground, as the system knows it. */
  foregroundName(): string;
}

/** What node-pty reads from. Not part of its interface; the version is pinned, and `pty.test.ts` proves what we need. */
interface PtySocket {
  destroy(error?: Error): unknown;
  read(): unknown;
  resume(): unknown;
  readonly readableLength: number;
}

const SETTLE_MS = 50;
const SETTLE_LIMIT_MS = 2_000;

/** Starts a program in a new session with a controlling terminal of its own. Throws what node-pty throws. */
export function openPty(options: PtyOptions): Pty {
  const terminal = spawn(options.file, [...options.args], {
    // It becomes TERM.
    name: options.env.TERM ?? 'xterm-256color',
    cols: options.columns,
    rows: options.rows,
    cwd: options.cwd,
    env: { ...options.env },
    encoding: null,
  });
  let exited = false;
  terminal.onExit(() => {
    exited = true;
  });
  keepLastOutput((terminal as unknown as { _socket: PtySocket })._socket, terminal.onData);
  return {
    pid: terminal.pid,
    onData(listener) {
      // With `encoding: null` these are Buffers, whatever the type says.
      terminal.onData((data) => listener(data as unknown as Buffer));
    },
    onExit(listener) {
      terminal.onExit(({ exitCode, signal }) =>
        listener(signal === undefined || signal === 0 ? { exitCode } : { exitCode, signal }),
      );
    },
    pause: () => terminal.pause(),
    resume: () => terminal.resume(),
    write(bytes) {
      if (!exited) terminal.write(bytes);
    },
    resize(columns, rows) {
      if (exited) return;
      try {
        terminal.resize(columns, rows);
      } catch {
        // The program exited and node-pty has not said so yet: EBADF.
      }
    },
    foregroundName: () => (exited ? '' : terminal.process),
  };
}

/**
 * node-pty destroys its stream 200 ms after the program's exit, and Node destroys it at the terminal's end, both with
 * whatever has not been read: a paused session would lose its last output. So before either, everything is read.
 */
function keepLastOutput(socket: PtySocket, onData: (listener: () => void) => void): void {
  const destroy = socket.destroy.bind(socket);
  let reads = 0;
  let settling = false;
  onData(() => {
    reads += 1;
  });
  const drain = (): void => {
    while (socket.readableLength > 0 && socket.read() !== null);
  };
  const settle = (deadline: number): void => {
    const before = reads;
    setTimeout(() => {
      // Timers run before input is looked at: only a whole turn without input means that there is none.
      setImmediate(() => {
        setImmediate(() => {
          if (reads !== before && Date.now() < deadline) settle(deadline);
          else {
            drain();
            destroy();
          }
        });
      });
    }, SETTLE_MS);
  };
  socket.destroy = (error) => {
    if (error !== undefined && error !== null) {
      drain();
      return destroy(error);
    }
    if (settling) return socket;
    settling = true;
    socket.resume();
    settle(Date.now() + SETTLE_LIMIT_MS);
    return socket;
  };
}
