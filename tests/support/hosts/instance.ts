import { resolve } from 'node:path';
import type { Page } from 'playwright';
import type { Finding } from '../../electron-double/records.ts';

export const root = resolve(import.meta.dirname, '../../..');

/** One run of the program in one host, from its start to its end. */
export interface Instance {
  readonly page: Page;
  /** Of the process that holds the data. */
  readonly pid: number;
  /** Rules of docs/SPEC.md that the host saw broken; a host that can't look finds none. */
  findings(): Promise<readonly Finding[]>;
  /** What the program printed. */
  log(): string;
  /** The next file that a person saves goes to this folder; the answer resolves with its path once it is there. */
  saveInto(folder: string): Promise<() => Promise<string>>;
  /** As the person ends it: by closing the window. Resolves when the process is gone. */
  close(): Promise<void>;
  /** SIGKILL to the process that holds the data. */
  kill9(): Promise<void>;
  /** Kills the page's own process; resolves with the page that the person has then. */
  crashPage(): Promise<Page>;
}

export interface StartOptions {
  readonly dataDir: string;
  /** For the profile, the home and whatever else the run needs; the caller removes it. */
  readonly scratch: string;
  readonly env: Readonly<Record<string, string>>;
}

export const VIEWPORT = { width: 1440, height: 900 };

/** Asks again until it has an answer. Throws `failure`'s text after `timeoutMs`. */
export async function until<Value>(
  ask: () => Value | undefined | Promise<Value | undefined>,
  failure: () => string,
  timeoutMs = 20_000,
): Promise<Value> {
  const deadline = performance.now() + timeoutMs;
  do {
    const value = await ask();
    if (value !== undefined) return value;
    await new Promise((later) => setTimeout(later, 25));
  } while (performance.now() < deadline);
  throw new Error(failure());
}
