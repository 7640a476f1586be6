import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright';
import type { ControlMessage, ControlMethods, ControlRequest } from './control-protocol.ts';

const REGISTER = fileURLToPath(new URL('./register.ts', import.meta.url));
const START_MS = 30_000;

export interface DoubleOptions {
  /** The main process's script. */
  readonly main: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** A program that runs on the stand-in, seen from the test. */
export class DoubleProcess {
  readonly #child: ChildProcess;
  readonly #scratch: string;
  readonly #answers = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  readonly #endpoint = Promise.withResolvers<string>();
  readonly #exited = Promise.withResolvers<number | null>();
  readonly #crashed = new WeakSet<Page>();
  #endpointIfKnown: string | undefined;
  #browser: Browser | undefined;
  #output = '';
  #stdout = '';
  #count = 0;

  constructor(options: DoubleOptions) {
    this.#scratch = mkdtempSync(join(tmpdir(), 'electron-double-'));
    const temporary = join(this.#scratch, 'tmp');
    mkdirSync(temporary);
    this.#child = spawn(process.execPath, ['--import', REGISTER, options.main, ...(options.args ?? [])], {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: {
        ...process.env,
        // Playwright's own files go with the rest when the program is killed.
        TMPDIR: temporary,
        ELECTRON_DOUBLE_PROFILE: join(this.#scratch, 'profile'),
        XDG_CONFIG_HOME: join(this.#scratch, 'config'),
        ...options.env,
      },
    });
    const kill = () => this.#child.kill('SIGKILL');
    process.once('exit', kill);
    this.#child.on('message', (message: ControlMessage) => this.#hear(message));
    this.#child.stdout?.on('data', (chunk: Buffer) => {
      this.#stdout += chunk;
      this.#output += chunk;
    });
    this.#child.stderr?.on('data', (chunk: Buffer) => {
      this.#output += chunk;
    });
    this.#child.once('exit', (code) => {
      process.off('exit', kill);
      const ended = new Error(`the program ended with ${code}:\n${this.#output}`);
      this.#endpoint.reject(ended);
      for (const { reject } of this.#answers.values()) reject(ended);
      this.#exited.resolve(code);
    });
    // A program that never needs a page may end before anyone asks for one.
    this.#endpoint.promise.catch(() => undefined);
  }

  get pid(): number {
    return this.#child.pid ?? -1;
  }

  /** What the program printed, both streams. */
  get output(): string {
    return this.#output;
  }

  get stdout(): string {
    return this.#stdout;
  }

  /** The exit code, once the program ends; null where a signal ended it. */
  get exited(): Promise<number | null> {
    return this.#exited.promise;
  }

  /** The page of the program's window, over a connection of the test's own. */
  async page(): Promise<Page> {
    const endpoint = await withTimeout(this.#endpoint.promise, `Chromium did not start:\n${this.#output}`);
    const context = await this.#connect(endpoint);
    const deadline = Date.now() + START_MS;
    while (Date.now() < deadline) {
      const page = context.pages().findLast((candidate) => isWindow(candidate) && !this.#crashed.has(candidate));
      if (page !== undefined) {
        await page.waitForLoadState('load');
        return page;
      }
      if (this.#child.exitCode !== null) break;
      await delay(25);
    }
    throw new Error(`the program opened no window:\n${this.#output}`);
  }

  ask<Method extends keyof ControlMethods>(
    method: Method,
    ...args: Parameters<ControlMethods[Method]>
  ): Promise<ReturnType<ControlMethods[Method]>> {
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    const id = ++this.#count;
    this.#answers.set(id, { resolve, reject });
    this.#child.send({ id, method, args } as ControlRequest);
    return promise as Promise<ReturnType<ControlMethods[Method]>>;
  }

  /** SIGKILL: nothing of the program gets a last word. */
  async kill9(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#exited.promise;
    await this.#forget();
  }

  /** Ends the program if it still runs, and removes what was made for it. */
  async dispose(): Promise<void> {
    await this.kill9();
  }

  async #connect(endpoint: string): Promise<BrowserContext> {
    const known = this.#browser?.contexts()[0];
    if (known !== undefined) return known;
    this.#browser = await chromium.connectOverCDP(endpoint);
    const context = this.#browser.contexts()[0];
    if (context === undefined) throw new Error('Chromium has no context');
    const watch = (page: Page) => void page.once('crash', () => this.#crashed.add(page));
    context.pages().forEach(watch);
    context.on('page', watch);
    return context;
  }

  async #forget(): Promise<void> {
    await this.#browser?.close().catch(() => undefined);
    this.#browser = undefined;
    // Chromium ends by itself when the program is gone, and writes into its profile until then.
    const endpoint = this.#endpointIfKnown;
    for (let attempt = 0; endpoint !== undefined && attempt < 100 && (await answers(endpoint)); attempt += 1) {
      await delay(50);
    }
    do {
      rmSync(this.#scratch, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
      await delay(50);
    } while (existsSync(this.#scratch));
  }

  #hear(message: ControlMessage): void {
    if (message.type === 'browser') {
      this.#endpointIfKnown = message.endpoint;
      this.#endpoint.resolve(message.endpoint);
    } else if (message.type === 'answer') {
      this.#answers.get(message.id)?.resolve(message.value);
      this.#answers.delete(message.id);
    } else {
      this.#answers.get(message.id)?.reject(new Error(message.message));
      this.#answers.delete(message.id);
    }
  }
}

/** Schemes of the program are hosts under `.local` to Chromium. */
function isWindow(page: Page): boolean {
  return URL.parse(page.url())?.hostname.endsWith('.local') ?? false;
}

function answers(endpoint: string): Promise<boolean> {
  return fetch(`${endpoint}/json/version`).then(
    () => true,
    () => false,
  );
}

function withTimeout<Value>(promise: Promise<Value>, message: string): Promise<Value> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(message)), START_MS);
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
