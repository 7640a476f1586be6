import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  decodeFrame,
  encodeCount,
  encodeFrame,
  encodeSize,
  type Session,
  terminalFrame,
} from '#shared/contract/index.ts';
import { type EventDraft, type EventKind, type Payload, payloadSchemas } from '#shared/domain/events/index.ts';
import { fail, type Outcome, type Problem, succeed } from '#shared/domain/outcome.ts';
import { redact } from '#shared/domain/redaction.ts';
import type { Recorder } from '../incidents/recorder.ts';
import type { TerminalChannel } from './channel.ts';
import { createTerminalsService, type TerminalsDependencies, type TerminalsService } from './index.ts';

// For tests: real shells, a page without a browser, and a record kept in memory and checked against the events' schemas.

export const resourcesDir = fileURLToPath(new URL('../../resources', import.meta.url));

export interface Recorded {
  readonly incidentId: string | undefined;
  readonly by: 'person' | 'system';
  readonly draft: EventDraft;
}

/** A page's end of a channel: reads frames as a terminal would, and acknowledges unless told not to. */
export class TestPage {
  /** Replay and output, in order. */
  bytes = Buffer.alloc(0);
  readonly frames: { readonly type: number; readonly body: Buffer }[] = [];
  acknowledges = true;
  closed = false;
  #pieces: Buffer[] = [];
  #onMessage: (frame: Uint8Array) => void = () => {};
  #onClose: () => void = () => {};

  readonly channel: TerminalChannel = {
    send: (frame) => this.#receive(frame),
    onMessage: (listener) => {
      this.#onMessage = listener;
    },
    onClose: (listener) => {
      this.#onClose = listener;
    },
    close: () => {
      if (this.closed) return;
      this.closed = true;
      this.#onClose();
    },
  };

  get outputLength(): number {
    return this.ofType(terminalFrame.output).reduce((sum, { body }) => sum + body.length, 0);
  }

  get text(): string {
    this.bytes = Buffer.concat([this.bytes, ...this.#pieces]);
    this.#pieces = [];
    return this.bytes.toString();
  }

  ofType(type: number): { readonly type: number; readonly body: Buffer }[] {
    return this.frames.filter((frame) => frame.type === type);
  }

  /** Bodies of `mark` or `exit` frames. */
  notices(type: number): unknown[] {
    return this.ofType(type).map(({ body }) => JSON.parse(body.toString()));
  }

  type(text: string): void {
    this.sendRaw(encodeFrame(terminalFrame.input, Buffer.from(text)));
  }

  resize(columns: number, rows: number): void {
    this.sendRaw(encodeFrame(terminalFrame.resize, encodeSize(columns, rows)));
  }

  acknowledge(count: number): void {
    this.sendRaw(encodeFrame(terminalFrame.acknowledge, encodeCount(count)));
  }

  sendRaw(frame: Uint8Array): void {
    this.#onMessage(frame);
  }

  #receive(frame: Uint8Array): void {
    const decoded = decodeFrame(frame);
    if (decoded === undefined) throw new Error('an empty frame');
    const body = Buffer.from(decoded.body);
    this.frames.push({ type: decoded.type, body });
    if (decoded.type === terminalFrame.replay) this.#pieces.push(body.subarray(4));
    if (decoded.type !== terminalFrame.output) return;
    this.#pieces.push(body);
    if (this.acknowledges) setImmediate(() => this.acknowledge(body.length));
  }
}

export class TestBench {
  readonly home = mkdtempSync(join(tmpdir(), 'terminals-'));
  readonly recorded: Recorded[] = [];
  readonly notSaved: Problem[] = [];
  /** Set: every record is refused. */
  diskFull = false;
  readonly service: TerminalsService;
  readonly #resources: string | undefined;

  constructor(shell = '/bin/bash', options: Partial<TerminalsDependencies> = {}) {
    const env = {
      HOME: this.home,
      PATH: process.env.PATH,
      SHELL: shell,
      TERM: 'xterm',
      LANG: 'C.UTF-8',
      ...options.env,
    };
    this.#resources = options.resourcesDir;
    this.service = createTerminalsService({
      recorder: this.#recorder(),
      resourcesDir,
      redact,
      now: Date.now,
      elapsed: () => performance.now(),
      newId: randomUUID,
      onNotSaved: (problem) => this.notSaved.push(problem),
      closeGraceMs: 500,
      ...options,
      env,
    });
  }

  /** Writes a file below the home directory. */
  write(name: string, content: string): void {
    writeBelow(this.home, name, content);
  }

  /** Writes a file below a `resourcesDir` of the test's own, which goes with the bench. */
  writeResource(name: string, content: string): void {
    if (this.#resources === undefined) throw new Error('this bench uses the shipped resources');
    writeBelow(this.#resources, name, content);
  }

  /** Opens a session with a page on it, at its first prompt unless the shell never shows one. */
  async open(
    input: Partial<Parameters<TerminalsService['open']>[0]> = {},
    waitForPrompt = true,
  ): Promise<{ readonly sessionId: string; readonly page: TestPage }> {
    const opened = await this.service.open({ columns: 80, rows: 24, ...input });
    if (!opened.ok) throw new Error(opened.error.message);
    const { sessionId } = opened.value;
    const page = this.attach(sessionId);
    if (waitForPrompt) await this.prompt(sessionId);
    return { sessionId, page };
  }

  attach(sessionId: string): TestPage {
    const page = new TestPage();
    this.service.attach(sessionId, page.channel);
    return page;
  }

  session(sessionId: string): Session {
    const session = this.service.sessions().find((candidate) => candidate.sessionId === sessionId);
    if (session === undefined) throw new Error('no such session');
    return session;
  }

  async prompt(sessionId: string): Promise<void> {
    await until(() => this.session(sessionId).state === 'prompt', 'the prompt');
  }

  /** Types a line and returns the command that was recorded as finished. */
  async run(sessionId: string, page: TestPage, line: string): Promise<Payload<'commandFinished'>> {
    const before = this.payloads('commandFinished').length;
    page.type(`${line}\r`);
    await until(() => this.payloads('commandFinished').length > before, `the end of ${line}`);
    await this.prompt(sessionId);
    return this.payloads('commandFinished').at(-1) as Payload<'commandFinished'>;
  }

  payloads<K extends EventKind>(kind: K): Payload<K>[] {
    return this.recorded.filter(({ draft }) => draft.kind === kind).map(({ draft }) => draft.payload as Payload<K>);
  }

  async dispose(): Promise<void> {
    await this.service.shutdown();
    for (const directory of [this.home, this.#resources]) {
      if (directory !== undefined) rmSync(directory, { recursive: true, force: true });
    }
  }

  #recorder(): Recorder {
    return {
      record: (incidentId, drafts, by) => {
        if (this.diskFull) return fail('not-saved', 'NOT SAVED: the disk is full', 'Make room.');
        for (const draft of drafts) {
          payloadSchemas[draft.kind].parse(draft.payload);
          this.recorded.push({ incidentId, by, draft });
        }
        return succeed({ events: [] });
      },
      incident: () => undefined,
      openIncidentIds: () => [],
      putBlob: () => '',
      getBlob: (): Outcome<Uint8Array, 'absent' | 'damaged'> => fail('absent', 'absent'),
    };
  }
}

/**
 * Presses Ctrl-C, or another key, until `condition` holds, as a person would: a shell or program that has not quite
 * started to listen can miss one.
 */
export async function interrupt(page: TestPage, condition: () => boolean, what: string, key = '\x03'): Promise<void> {
  let pressed = 0;
  await until(() => {
    if (Date.now() - pressed > 500) {
      page.type(key);
      pressed = Date.now();
    }
    return condition();
  }, what);
}

/** What has ended and waits to be reaped, by whoever inherited it, runs no more. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !existsSync('/proc/self/stat') || !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));
  } catch {
    return false;
  }
}

/** Resolves when `condition` holds; throws after `limitMs`, naming what was waited for. */
export async function until(condition: () => boolean, what: string, limitMs = 10_000): Promise<void> {
  const deadline = Date.now() + limitMs;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`waited ${limitMs} ms for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

function writeBelow(directory: string, name: string, content: string): void {
  const path = join(directory, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}
