import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { TextDecoder } from 'node:util';
import { type CastEvent, formatEvent, formatHeader } from '#shared/domain/transcript/asciicast.ts';
import { isRecorded, type RecordingLevel, type Running } from '#shared/domain/transcript/level.ts';
import { formatNote, type MarkerNote } from '#shared/domain/transcript/markers.ts';
import { CastFile } from './cast-file.ts';
import type { DiskGuard } from './disk-guard.ts';
import { RedactionWindow } from './redaction-window.ts';
import { thisProcess } from './writer-process.ts';

/** Text that is worth a look and a write of its own; less waits for company. Characters. */
const BATCH = 32 * 1024;
const FLUSH_MS = 250;
/** A recording goes on in a new file at this size: evidence of any size has to fit into memory one day. Bytes. */
const PART = 64 * 1024 * 1024;
const RETRY_MS = 10_000;

export interface RecordedSession {
  readonly sessionId: string;
  readonly title: string;
  /** Absent: the desk. */
  readonly incidentId?: string | undefined;
  readonly shell: string;
  readonly columns: number;
  readonly rows: number;
  readonly level: RecordingLevel;
}

export interface RecordingDependencies {
  /** Where the files are while they grow. */
  readonly folder: string;
  readonly redact: (text: string) => string;
  /** UTC ms. */
  readonly now: () => number;
  /** Milliseconds from any origin, never going back. */
  readonly elapsed: () => number;
  readonly guard: DiskGuard;
  readonly partBytes?: number;
  /** Recording stopped, for a reason in words; it goes on by itself when it can. */
  readonly onStopped: (stopped: RecordingStop) => void;
  /** Told of the files when they are complete; awaited by `close`. */
  readonly onClosed: (paths: readonly string[]) => Promise<void>;
  readonly listener: RecordingListener;
}

export interface RecordingStop {
  readonly sessionId: string;
  readonly title: string;
  readonly incidentId?: string;
  readonly reason: string;
}

export interface RecordingListener {
  /** `behind` is false again. */
  onCaughtUp(): void;
  /** `state` may have changed. */
  onState(): void;
}

/** 'stopped': by the disk; 'none': the level asks for nothing, or it is over. */
export type RecordingState = 'recording' | 'stopped' | 'none';

export interface StartedNote {
  readonly commandId: string;
  /** Redacted. */
  readonly commandLine?: string;
  readonly step?: { readonly runbookId: string; readonly stepId: string };
}

/**
 * One session's recording: asciicast v2, output and resizes only. Nothing here ever makes the terminal wait or fail: a
 * disk that is slow shows in `behind`, one that is full or broken stops the recording and is told.
 */
export class Recording {
  readonly #deps: RecordingDependencies;
  readonly #session: RecordedSession;
  #title: string;
  #incidentId: string | undefined;
  #level: RecordingLevel;
  #running: Running = 'nothing';
  #size: { readonly columns: number; readonly rows: number };
  #window: RedactionWindow;
  #decoder = createDecoder();
  #timer: NodeJS.Timeout | undefined;
  /** When the recording began, by `elapsed` and by `now`; undefined until there is something to record. */
  #began: { readonly elapsed: number; readonly at: number } | undefined;
  readonly #files: CastFile[] = [];
  /** Where the newest file begins, in the time of the recording. */
  #partFrom = 0;
  /** The size as of the last event written, and as of the last that was taken in. */
  #writtenSize: { readonly columns: number; readonly rows: number };
  #takenSize: { readonly columns: number; readonly rows: number };
  #notRecordedSince: { readonly atMs: number; readonly reason: string } | undefined;
  /** Set while recording is stopped. */
  #retryAt: number | undefined;
  #writtenAtStop: number | undefined;
  #closed: Promise<void> | undefined;

  constructor(session: RecordedSession, dependencies: RecordingDependencies) {
    this.#session = session;
    this.#deps = dependencies;
    this.#title = session.title;
    this.#incidentId = session.incidentId;
    this.#level = session.level;
    this.#size = { columns: session.columns, rows: session.rows };
    this.#writtenSize = this.#size;
    this.#takenSize = this.#size;
    this.#window = new RedactionWindow(dependencies.redact);
  }

  get level(): RecordingLevel {
    return this.#level;
  }

  get state(): RecordingState {
    if (this.#level === 'nothing' || this.#closed !== undefined) return 'none';
    return this.#retryAt === undefined ? 'recording' : 'stopped';
  }

  /** The disk is slower than the program: reading has to wait for `onCaughtUp`. */
  get behind(): boolean {
    return this.#files.at(-1)?.behind ?? false;
  }

  /** Bytes as the program wrote them, without the marks of the shell integration: those hold the session's nonce. */
  output(bytes: Uint8Array): void {
    if (!this.#takes()) return;
    this.#push({ kind: 'output', atMs: this.#at(), text: this.#decoder.decode(bytes, { stream: true }) });
  }

  resize(columns: number, rows: number): void {
    this.#size = { columns, rows };
    if (this.#began === undefined) this.#forgetSize();
    else if (this.#takes()) this.#takeSize();
  }

  /** The prompt is complete: what comes is the echo of a command line being edited. */
  lineBegan(): void {
    if (this.#takes()) this.#window.beginLine();
  }

  /** The line was sent or given up; `commandLine` is what it came to, as far as somebody knows. Not redacted. */
  lineEnded(commandLine: string | undefined): void {
    this.#window.endLine(commandLine);
  }

  /** Where in the recording the command begins, ms; undefined when it is not recorded. */
  commandStarted(started: StartedNote): number | undefined {
    this.#running = started.step === undefined ? 'command' : 'step';
    if (!this.#takes()) return undefined;
    const { commandId, commandLine, step } = started;
    return this.#mark({ phase: 'started', commandId, ...(commandLine === undefined ? {} : { commandLine }), ...step });
  }

  /** Where in the recording the command ends, ms; undefined when it is not recorded. */
  commandFinished(finished: { readonly commandId: string; readonly exitCode?: number }): number | undefined {
    const { commandId, exitCode } = finished;
    const exit = exitCode === undefined ? {} : { exitCode };
    const atMs = this.#takes() ? this.#mark({ phase: 'finished', commandId, ...exit }) : undefined;
    const recorded = isRecorded(this.#level, this.#running);
    this.#running = 'nothing';
    if (recorded && !isRecorded(this.#level, 'nothing')) this.#endOfText();
    return atMs;
  }

  rename(title: string): void {
    this.#title = title;
  }

  moved(incidentId: string | undefined): void {
    this.#incidentId = incidentId;
    if (this.#began === undefined || this.#closed !== undefined) return;
    this.#mark({ phase: 'moved', ...(incidentId === undefined ? {} : { incidentId }) });
  }

  setLevel(level: RecordingLevel): void {
    const before = isRecorded(this.#level, this.#running);
    this.#level = level;
    const now = isRecorded(level, this.#running);
    if (before && !now) {
      this.#endOfText();
      if (this.#began) this.#notRecordedSince ??= { atMs: this.#at(), reason: 'recording was switched off' };
    }
    this.#deps.listener.onState();
  }

  /** Ends the recording: writes what is held, closes the files and hands them on. Nothing is recorded afterwards. */
  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    if (this.#retryAt === undefined) this.#endOfText();
    clearTimeout(this.#timer);
    for (const file of this.#files) await file.close();
    await this.#deps.onClosed(this.#files.map(({ path }) => path));
  }

  #takes(): boolean {
    if (this.#closed !== undefined || !isRecorded(this.#level, this.#running)) return false;
    if (!this.#resume()) return false;
    this.#closeGap();
    return true;
  }

  /** Milliseconds since the recording began. It begins when it is first asked. */
  #at(): number {
    this.#began ??= { elapsed: this.#deps.elapsed(), at: this.#deps.now() };
    return Math.max(0, Math.round(this.#deps.elapsed() - this.#began.elapsed));
  }

  #mark(note: MarkerNote): number {
    const atMs = this.#at();
    this.#push({ kind: 'marker', atMs, label: this.#deps.redact(formatNote(note)) });
    return atMs;
  }

  #push(event: CastEvent): void {
    this.#window.push(event);
    if (this.#window.length >= BATCH) this.#flush(false);
    else {
      this.#timer ??= setTimeout(() => this.#flush(false), FLUSH_MS);
      this.#timer.unref();
    }
  }

  #closeGap(): void {
    const gap = this.#notRecordedSince;
    if (gap === undefined) return;
    this.#notRecordedSince = undefined;
    this.#mark({ phase: 'gap', fromMs: gap.atMs, reason: gap.reason });
    this.#takeSize();
  }

  #takeSize(): void {
    const { columns, rows } = this.#size;
    if (columns === this.#takenSize.columns && rows === this.#takenSize.rows) return;
    this.#takenSize = this.#size;
    this.#push({ kind: 'resize', atMs: this.#at(), columns, rows });
  }

  #forgetSize(): void {
    this.#takenSize = this.#size;
    this.#writtenSize = this.#size;
  }

  /** Nothing follows for now: half a character and half a line are all there is. */
  #endOfText(): void {
    const rest = this.#decoder.decode();
    this.#decoder = createDecoder();
    if (rest !== '') this.#window.push({ kind: 'output', atMs: this.#at(), text: rest });
    this.#flush(true);
  }

  #flush(all: boolean): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const events = this.#window.release(all);
    const [first] = events;
    if (first === undefined) return;
    const characters = events.reduce((sum, event) => sum + (event.kind === 'output' ? event.text.length : 0), 0);
    if (!this.#deps.guard.admit(characters)) {
      this.#stop(describeFull(this.#deps.guard.free));
      return;
    }
    const file = this.#fileFor(first.atMs);
    file.append(events.map((event) => this.#format(event)).join(''));
  }

  #format(event: CastEvent): string {
    if (event.kind === 'resize') this.#writtenSize = event;
    return formatEvent({ ...event, atMs: event.atMs - this.#partFrom });
  }

  #fileFor(atMs: number): CastFile {
    const newest = this.#files.at(-1);
    if (newest !== undefined && newest.size < (this.#deps.partBytes ?? PART)) return newest;
    const part = this.#files.length + 1;
    const { sessionId, shell } = this.#session;
    const file = new CastFile(join(this.#deps.folder, `${sessionId}${part === 1 ? '' : `.${part}`}.cast`), {
      onCaughtUp: () => this.#deps.listener.onCaughtUp(),
      onFailed: (error) => this.#onFailed(file, error),
    });
    this.#files.push(file);
    this.#partFrom = part === 1 ? 0 : atMs;
    const began = this.#began?.at ?? this.#deps.now();
    file.append(
      formatHeader({
        width: this.#writtenSize.columns,
        height: this.#writtenSize.rows,
        startedAt: began + this.#partFrom,
        title: this.#deps.redact(this.#title),
        env: { SHELL: shell, TERM: 'xterm-256color' },
        warRoom: { ...this.#identity(), part, fromMs: this.#partFrom, process: thisProcess() },
      }),
    );
    return file;
  }

  #identity(): { readonly sessionId: string; readonly incidentId?: string } {
    const { sessionId } = this.#session;
    return this.#incidentId === undefined ? { sessionId } : { sessionId, incidentId: this.#incidentId };
  }

  #onFailed(file: CastFile, error: unknown): void {
    // Without its header it would be none: the next try begins it anew.
    if (file.size === 0) this.#abandon(file);
    this.#stop(`It could not be written: ${error instanceof Error ? error.message : String(error)}.`);
  }

  #abandon(file: CastFile): void {
    this.#files.splice(this.#files.indexOf(file), 1);
    void file.close().then(() => rm(file.path, { force: true }).catch(() => {}));
  }

  #stop(reason: string): void {
    const written = this.#files.reduce((sum, { size }) => sum + size, 0);
    this.#window = new RedactionWindow(this.#deps.redact);
    this.#decoder = createDecoder();
    this.#retryAt = this.#deps.elapsed() + RETRY_MS;
    this.#notRecordedSince ??= { atMs: this.#at(), reason };
    this.#deps.listener.onState();
    // Tried again in vain: that was told before.
    if (this.#writtenAtStop === written) return;
    this.#writtenAtStop = written;
    this.#deps.onStopped({ ...this.#identity(), title: this.#title, reason });
  }

  #resume(): boolean {
    if (this.#retryAt === undefined) return true;
    if (this.#deps.elapsed() < this.#retryAt || !this.#deps.guard.admit(0)) return false;
    this.#files.at(-1)?.retry();
    this.#retryAt = undefined;
    this.#deps.listener.onState();
    return true;
  }
}

/** An incomplete character waits for its rest; what is no UTF-8 becomes U+FFFD, and a byte order mark is kept. */
const createDecoder = (): TextDecoder => new TextDecoder('utf-8', { ignoreBOM: true });

function describeFull(free: number | undefined): string {
  const left = free === undefined ? '' : ` (${Math.max(0, Math.floor(free / 1e6))} MB are free)`;
  return `The disk is nearly full${left}, and its last 500 MB are kept for the record. It goes on when 600 MB are free.`;
}
