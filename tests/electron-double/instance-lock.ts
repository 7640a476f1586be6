import { existsSync, readFileSync, rmSync, type StatWatcher, unwatchFile, watchFile, writeFileSync } from 'node:fs';
import { join } from 'node:path';

type OnSecond = (argv: string[], workingDirectory: string, additionalData: unknown) => void;

const POLL_MS = 50;

/** What app.requestSingleInstanceLock keeps: one holder per user data directory, who hears of every later one. */
export class InstanceLock {
  readonly #file: string;
  readonly #knock: string;
  readonly #onSecond: OnSecond;
  #watcher: StatWatcher | undefined;
  held = false;

  constructor(userData: string, onSecond: OnSecond) {
    this.#file = join(userData, 'SingletonLock.double');
    this.#knock = `${this.#file}.second`;
    this.#onSecond = onSecond;
  }

  acquire(additionalData: Record<string, unknown>): boolean {
    if (this.held) return true;
    if (existsSync(this.#file) && isAlive(Number(readFileSync(this.#file, 'utf8')))) {
      const second = { argv: process.argv, workingDirectory: process.cwd(), additionalData };
      writeFileSync(this.#knock, JSON.stringify(second));
      return false;
    }
    writeFileSync(this.#file, String(process.pid));
    this.held = true;
    rmSync(this.#knock, { force: true });
    this.#watcher = watchFile(this.#knock, { interval: POLL_MS }, () => this.#answer());
    this.#watcher.unref();
    return true;
  }

  release(): void {
    if (!this.held) return;
    this.held = false;
    unwatchFile(this.#knock);
    rmSync(this.#file, { force: true });
  }

  #answer(): void {
    if (!existsSync(this.#knock)) return;
    const { argv, workingDirectory, additionalData } = JSON.parse(readFileSync(this.#knock, 'utf8'));
    rmSync(this.#knock);
    this.#onSecond(argv, workingDirectory, additionalData);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
