import { spawn } from 'node-pty';
import { PtyInput } from './pty-input.ts';
import { findBash, findProgram } from './shell.ts';

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

interface PtyInternals {
  readonly _socket: PtySocket;
  /** Of the terminal's master, where there is one. */
  readonly fd: number;
}

const START_MS = 2_000;
const SETTLE_MS = 50;
const SETTLE_LIMIT_MS = 2_000;

/**
 * On Linux node-pty lets a program inherit the other terminals' masters: it could read what they show and type into
 * them, and they would outlive us as long as it does. Nothing but its own terminal is left open for it.
 */
const CLOSE_INHERITED = [
  // biome-ignore lint/suspicious/noTemplateCurlyInString: bash reads it
  'for __fd in /proc/self/fd/*; do __fd=${__fd##*/}; if ((__fd > 2)); then eval "exec $__fd>&-"; fi; done',
  'unset __fd PWD OLDPWD',
  'export -n SHELLOPTS BASHOPTS',
  'exec -- "$0" "$@"',
].join('\n');

function withoutInherited({ file, args, env }: PtyOptions): {
  readonly file: string;
  readonly args: readonly string[];
} {
  if (process.platform !== 'linux') return { file, args };
  const bash = findBash(env) ?? findProgram('bash', env.PATH ?? '', '/');
  // -p: nothing of the person's own runs in it.
  return bash === undefined
    ? { file, args }
    : { file: bash, args: ['--norc', '--noprofile', '-p', '-c', CLOSE_INHERITED, file, ...args] };
}

/** Starts a program in a new session with a controlling terminal of its own. Throws what node-pty throws. */
export function openPty(options: PtyOptions): Pty {
  const { file, args } = withoutInherited(options);
  const terminal = spawn(file, [...args], {
    // It becomes TERM.
    name: options.env.TERM ?? 'xterm-256color',
    cols: options.columns,
    rows: options.rows,
    cwd: options.cwd,
    env: { ...options.env },
    encoding: null,
  });
  const openedAt = performance.now();
  let silent = true;
  terminal.onData(() => {
    silent = false;
  });
  /** Until it shows something, what runs may still be on the way to the program. */
  const starting = (): boolean => silent && performance.now() - openedAt < START_MS;
  let exited = false;
  /** Its descriptor is about to be closed, and its number will be some other file's: nothing is written to it. */
  let ending = false;
  terminal.onExit(() => {
    exited = true;
  });
  const { _socket: socket, fd } = terminal as unknown as PtyInternals;
  // Windows has pipes instead of a master.
  const input = process.platform === 'win32' ? undefined : new PtyInput(fd);
  keepLastOutput(socket, terminal.onData, (whenIdle) => {
    ending = true;
    if (input) input.end(whenIdle);
    else whenIdle();
  });
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
      if (exited || ending) return;
      if (input) input.write(bytes);
      else terminal.write(bytes);
    },
    resize(columns, rows) {
      if (exited || ending) return;
      try {
        terminal.resize(columns, rows);
      } catch {
        // The program exited and node-pty has not said so yet: EBADF.
      }
    },
    foregroundName: () => (exited ? '' : starting() ? options.file : terminal.process),
  };
}

/**
 * node-pty destroys its stream 200 ms after the program's exit, and Node destroys it at the terminal's end, both with
 * whatever has not been read: a paused session would lose its last output. So before either, everything is read.
 */
function keepLastOutput(
  socket: PtySocket,
  onData: (listener: () => void) => void,
  onEnding: (whenIdle: () => void) => void,
): void {
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
    onEnding(() => {
      if (error !== undefined && error !== null) {
        drain();
        destroy(error);
        return;
      }
      if (settling) return;
      settling = true;
      socket.resume();
      settle(Date.now() + SETTLE_LIMIT_MS);
    });
    return socket;
  };
}
