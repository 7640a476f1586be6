import { execFileSync } from 'node:child_process';
import { fstatSync, writeSync } from 'node:fs';
import { isatty } from 'node:tty';

export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

export interface TerminalListener {
  /** The person typed. */
  onInput(bytes: Buffer): void;
  onResize(size: TerminalSize): void;
  /** Ctrl-C where the terminal is not ours to read, so that it came as a signal. */
  onInterrupt(): void;
  /** Nobody looks any more, or we are told to end. */
  onEnd(signal: EndSignal): void;
}

/** Signals that end a program, with their numbers. */
const endSignals = { SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGPIPE: 13, SIGTERM: 15 } as const;
export type EndSignal = keyof typeof endSignals;

/** The exit code by which shells report a signal. */
export const exitCodeOf = (signal: EndSignal): number => 128 + endSignals[signal];

const fallbackSize: TerminalSize = { columns: 80, rows: 24 };

/** Whether keys can be read and answers be seen. */
export const isInteractive = (): boolean => isatty(0) && isatty(1);

/** Input that is no terminal and holds something, a pipe or a file. */
export function hasPipedInput(): boolean {
  if (isatty(0)) return false;
  try {
    return !fstatSync(0).isCharacterDevice();
  } catch {
    // Closed: nothing can come.
    return false;
  }
}

/**
 * The terminal that this program was started in. While it is taken, keys come one by one and unchanged; `release` gives
 * it back as it was, and an exit of any kind but SIGKILL releases it.
 */
export class PersonTerminal {
  #undoAtExit = (): string => '';
  #stop: (() => void) | undefined;
  #broken = false;

  get size(): TerminalSize {
    const { columns = 0, rows = 0 } = process.stdout.isTTY ? process.stdout : {};
    if (columns === 0 || rows === 0) return fallbackSize;
    return { columns: Math.min(Math.max(columns, 2), 1000), rows: Math.min(Math.max(rows, 1), 500) };
  }

  /** False with input from nowhere, as in a scheduled job. */
  readonly hasKeys = isatty(0);

  get taken(): boolean {
    return this.#stop !== undefined;
  }

  /** `undo` is asked at the end for what brings the terminal's modes back. */
  take(listener: TerminalListener, undo: () => string): void {
    this.#undoAtExit = undo;
    const { stdin, stdout } = process;
    const raw = this.hasKeys;
    const ends = Object.keys(endSignals) as EndSignal[];
    const handlers = ends.map((signal) => {
      const end = signal === 'SIGINT' && !raw ? () => listener.onInterrupt() : () => listener.onEnd(signal);
      process.on(signal, end);
      return () => process.off(signal, end);
    });
    const onInput = (bytes: Buffer) => listener.onInput(bytes);
    const onGone = () => listener.onEnd('SIGHUP');
    const onResize = () => listener.onResize(this.size);
    const onBroken = () => {
      this.#broken = true;
      listener.onEnd('SIGPIPE');
    };
    const onContinued = () => {
      // Who stopped us may have changed the terminal; Node would think that it is raw still.
      stdin.setRawMode(false);
      passUnchanged();
      onResize();
    };
    const onExit = () => this.release();
    stdout.on('error', onBroken);
    stdout.on('resize', onResize);
    process.on('exit', onExit);
    if (raw) {
      passUnchanged();
      stdin.on('data', onInput);
      stdin.on('end', onGone);
      stdin.on('error', onGone);
      stdin.resume();
      process.on('SIGCONT', onContinued);
    }
    this.#stop = () => {
      for (const remove of handlers) remove();
      // A write that fails later still must not end the program.
      stdout.off('resize', onResize);
      process.off('exit', onExit);
      if (!raw) return;
      process.off('SIGCONT', onContinued);
      stdin.off('data', onInput);
      stdin.off('end', onGone);
      stdin.pause();
      stdin.unref();
      try {
        stdin.setRawMode(false);
      } catch {
        // The terminal is gone.
      }
    };
  }

  /** `written` is called once the terminal took the bytes, or nobody reads it any more. */
  write(bytes: Uint8Array, written: () => void): void {
    if (this.#broken) written();
    else process.stdout.write(bytes, written);
  }

  /** May be called more than once. */
  release(): void {
    const stop = this.#stop;
    this.#stop = undefined;
    if (stop === undefined) return;
    const undo = this.#undoAtExit();
    // At an exit only what is written at once still arrives.
    if (undo !== '' && !this.#broken) tryWrite(undo);
    stop();
  }
}

/**
 * Keys come one by one, and output goes out byte by byte: Node's raw mode still lets the system put a carriage return
 * before each line feed, and a program that moves the cursor down by one would go to the first column. `setRawMode(false)`
 * brings back what was before both.
 */
function passUnchanged(): void {
  process.stdin.setRawMode(true);
  try {
    execFileSync('stty', ['-opost'], { stdio: ['inherit', 'ignore', 'ignore'] });
  } catch {
    // No stty: a rare program is drawn wrong.
  }
}

function tryWrite(text: string): void {
  try {
    writeSync(1, text);
  } catch {
    // The terminal is gone, or full.
  }
}
