import {
  type CommandMark,
  FLOW_HIGH,
  type Session,
  type TerminalProblemCode,
  terminalFrame,
} from '#shared/contract/index.ts';
import { fail, type Outcome, succeed } from '#shared/domain/outcome.ts';
import type { RecordingLevel } from '#shared/domain/transcript/level.ts';
import { AttachedPage } from './attached-page.ts';
import type { TerminalChannel } from './channel.ts';
import { CommandTracker, type ShellPhase } from './command-tracker.ts';
import { FlowControl } from './flow.ts';
import { composeInsertion, fillsLine, type InsertedStep, isAnswer } from './insertion.ts';
import { type ReceivedMark, readMark } from './marks.ts';
import { endSession } from './processes.ts';
import type { Pty, PtyExit } from './pty.ts';
import type { Recording } from './recording/index.ts';
import { ReplayBuffer } from './replay-buffer.ts';
import type { SessionRecord } from './session-record.ts';
import { StreamParser } from './stream-parser.ts';
import { tabTitle } from './tab-title.ts';

/** A page has at most this many views of one session; an older one is closed for a newer. */
const MAX_PAGES = 8;
const MAX_SIZE = { columns: 1000, rows: 500 };

export interface SessionSetup {
  readonly session: Session;
  readonly pty: Pty;
  /** Empty: no integration was given, and no mark is trusted. */
  readonly nonce: string;
  /** Called once the shell has the nonce, or will never ask for it. */
  readonly onNonceRead: () => void;
  /** It is a shell: nothing is lost when it ends at its prompt. */
  readonly waitsForCommands: boolean;
  /** No shell runs but this command, from the first byte to the last. */
  readonly wholeCommand?: string | undefined;
  readonly columns: number;
  readonly rows: number;
  readonly record: SessionRecord;
  /** Absent: its output is not recorded. */
  readonly recording?: Recording | undefined;
  /** A shell whose startup files take longer is shown as not recorded until its first mark comes. */
  readonly integrationWaitMs: number;
  /** Called after every change of what `describe` returns. */
  readonly onChange: () => void;
}

/**
 * One shell, living apart from any page. Its output goes one way, in order: PTY, parser, then command tracker,
 * recording, replay buffer and attached pages.
 */
export class TerminalSession {
  #session: Session;
  readonly #pty: Pty;
  readonly #record: SessionRecord;
  readonly #recording: Recording | undefined;
  readonly #tracker: CommandTracker;
  readonly #parser: StreamParser;
  readonly #flow: FlowControl;
  readonly #onChange: () => void;
  readonly #replay = new ReplayBuffer();
  readonly #pages = new Set<AttachedPage>();
  /** Of several terminals that show the session one answers a program's questions: it expects one answer. */
  #answering: AttachedPage | undefined;
  readonly #exited = Promise.withResolvers<void>();
  readonly #integrationTimer: NodeJS.Timeout;
  readonly #onNonceRead: () => void;
  readonly #waitsForCommands: boolean;
  #exit: PtyExit | undefined;
  /** It was closed from here. */
  #hungUp = false;
  #columns: number;
  #rows: number;
  /** Typed or inserted at this prompt. */
  #lineInUse = false;
  /** Typed while a program ran: the program may have read it, or the prompt shows it now. */
  #typedAhead = false;

  constructor(setup: SessionSetup) {
    this.#session = setup.session;
    this.#pty = setup.pty;
    this.#record = setup.record;
    this.#recording = setup.recording;
    this.#columns = setup.columns;
    this.#rows = setup.rows;
    this.#onChange = setup.onChange;
    this.#onNonceRead = setup.onNonceRead;
    this.#waitsForCommands = setup.waitsForCommands;
    this.#flow = new FlowControl(setup.pty);
    this.#tracker = this.#createTracker(setup.session.cwd);
    this.#parser = new StreamParser({
      onBytes: (bytes, onAlternateScreen) => {
        this.#tracker.onBytes(bytes, onAlternateScreen);
        this.#recording?.output(bytes);
        this.#deliver(bytes);
      },
      onMark: (payload, bytes) => {
        this.#deliver(bytes);
        const mark = readMark(payload, setup.nonce);
        if (mark !== undefined) this.#onMark(mark);
      },
    });
    this.#integrationTimer = setTimeout(() => this.#giveUpOnIntegration(), setup.integrationWaitMs);
    this.#integrationTimer.unref();
    setup.pty.onData((bytes) => {
      this.#parser.write(bytes);
      this.#updateFlow();
    });
    setup.pty.onExit((exit) => this.#onExit(exit));
    this.#record.opened(setup.session.title, setup.session.shell, setup.session.cwd);
    if (setup.wholeCommand !== undefined) this.#tracker.startWhole(setup.wholeCommand);
  }

  get size(): { readonly columns: number; readonly rows: number } {
    return { columns: this.#columns, rows: this.#rows };
  }

  describe(): Session {
    return this.#session;
  }

  rename(given: string): void {
    const title = tabTitle(given) || this.#session.title;
    this.#record.renamed(title);
    this.#change({ title });
  }

  setRecordingLevel(recordingLevel: RecordingLevel): void {
    if (recordingLevel === this.#session.recordingLevel) return;
    this.#record.levelChanged(recordingLevel);
    this.#change({ recordingLevel });
  }

  /** `undefined`: to the desk. */
  move(incidentId: string | undefined): void {
    if (incidentId === this.#session.incidentId) return;
    this.#record.moved(incidentId);
    const { incidentId: _left, ...rest } = this.#session;
    this.#session = rest;
    this.#change(incidentId === undefined ? {} : { incidentId });
  }

  /** Its recording has stopped, goes on, or waits for the disk no longer. */
  recordingChanged(): void {
    const { recording } = this.#session;
    const state = this.#recording?.state ?? 'none';
    if (state !== recording) this.#change({ recording: state });
    this.#updateFlow();
  }

  /** Shows the session on a page: its past first, then what comes. */
  attach(channel: TerminalChannel): void {
    const page = new AttachedPage(channel, {
      onInput: (bytes) => {
        if (!isAnswer(bytes)) this.#answering = page;
        if (page === this.#answering) this.#onInput(bytes);
      },
      onResize: (columns, rows) => this.#resize(columns, rows),
      onAcknowledged: () => this.#updateFlow(),
      onClosed: () => {
        this.#pages.delete(page);
        if (page === this.#answering) this.#answering = [...this.#pages].at(-1);
        this.#updateFlow();
      },
    });
    const [oldest] = this.#pages;
    if (this.#pages.size >= MAX_PAGES) oldest?.close();
    page.sendReplay(this.#columns, this.#rows, this.#replay.read());
    if (this.#exit !== undefined) page.sendNotice(terminalFrame.exit, this.#exit);
    this.#pages.add(page);
    this.#answering ??= page;
  }

  /** Puts `text` at the prompt; see `composeInsertion`. */
  insert(text: string, submit: boolean, step: InsertedStep | undefined): Outcome<object, TerminalProblemCode> {
    if (this.#exit !== undefined) {
      return fail('exited', 'The shell of this tab has exited.', 'Open a new terminal.');
    }
    const composed = composeInsertion(text, submit, {
      atPrompt: this.#tracker.active && this.#tracker.phase === 'prompt',
      bracketedPaste: this.#parser.modes.bracketedPaste,
      lineInUse: this.#lineInUse || (this.#typedAhead && this.#tracker.readScreen() !== undefined),
    });
    if (!composed.ok) return composed;
    this.#lineInUse = true;
    if (step !== undefined) this.#record.expectStep(step, composed.value.text);
    this.#pty.write(composed.value.bytes);
    return succeed({});
  }

  /** The program that would be ended by closing, or undefined when the shell only waits. */
  runningProgram(): string | undefined {
    if (this.#exit !== undefined) return undefined;
    if (this.#tracker.active) {
      return this.#tracker.phase === 'running' ? (this.#session.runningCommand ?? 'a program') : undefined;
    }
    if (!this.#waitsForCommands) return this.#session.runningCommand ?? this.#session.title;
    // Without marks the system is asked who reads the terminal.
    const name = this.#pty.foregroundName();
    const shell = this.#session.shell.split('/').at(-1);
    return name === '' || name.split(/[\\/]/).at(-1)?.replace(/^-/, '') === shell ? undefined : name;
  }

  /** Ends the shell and everything in its session, and lets go of the pages. */
  async close(graceMs: number): Promise<void> {
    if (this.#exit === undefined) {
      this.#hungUp = true;
      // What still comes is nobody's to wait for.
      this.#flow.update([]);
      for (const page of this.#pages) page.close();
      await endSession(this.#pty.pid, this.#exited.promise, graceMs);
    }
    for (const page of this.#pages) page.close();
  }

  #createTracker(cwd: string): CommandTracker {
    return new CommandTracker(cwd, () => this.#columns, {
      onActive: () => {
        clearTimeout(this.#integrationTimer);
        this.#onNonceRead();
        this.#change({ integration: 'active' });
      },
      onPhase: (phase, before) => this.#onPhase(phase, before),
      onCwd: (newCwd) => this.#change({ cwd: newCwd }),
      onStarted: (command) => {
        const { commandId, commandLine, startedAt } = this.#record.commandStarted(command);
        this.#change({ runningCommand: commandLine, runningSince: startedAt });
        this.#notify({ commandId, phase: 'started', commandLine });
      },
      onFinished: (command) => {
        const notice = this.#record.commandFinished(command);
        if (notice === undefined) return;
        const { commandId, exitCode, durationMs } = notice;
        const exit = exitCode === undefined ? {} : { exitCode };
        this.#change({ runningCommand: undefined, runningSince: undefined, lastExitCode: exitCode });
        this.#notify({ commandId, phase: 'finished', ...exit, durationMs });
      },
      onReportedExit: (exitCode) => this.#change({ lastExitCode: exitCode }),
    });
  }

  /** A prompt that is drawn again, without a command between, ends the line as well: fish shows Ctrl-C so. */
  #onMark(received: ReceivedMark): void {
    const { kind } = received.mark;
    const atPrompt = this.#tracker.active && this.#tracker.phase === 'prompt';
    const draws = kind === 'promptStart' ? received.trusted : kind === 'promptEnd';
    if (draws && atPrompt) this.#recording?.lineEnded(this.#tracker.readScreen());
    this.#tracker.onMark(received);
    if (kind === 'promptEnd' && this.#tracker.active && this.#tracker.phase === 'prompt') this.#recording?.lineBegan();
  }

  #onPhase(phase: ShellPhase, before: ShellPhase): void {
    // A resize draws the prompt again, but only a new prompt is drawn from its start.
    if (phase === 'drawing' || phase === 'running') this.#lineInUse = false;
    if (phase === 'running' || before === 'prompt') this.#typedAhead = false;
    if (phase === 'prompt' && before === 'drawing') this.#record.promptShown();
    if (phase === 'prompt' || phase === 'running') this.#change({ state: phase });
  }

  #onInput(bytes: Buffer): void {
    if (fillsLine(bytes)) {
      if (this.#tracker.phase === 'prompt') this.#lineInUse = true;
      else this.#typedAhead = true;
    }
    this.#pty.write(bytes);
  }

  #resize(columns: number, rows: number): void {
    if (columns < 2 || rows < 1 || columns > MAX_SIZE.columns || rows > MAX_SIZE.rows) return;
    this.#columns = columns;
    this.#rows = rows;
    this.#pty.resize(columns, rows);
    this.#recording?.resize(columns, rows);
  }

  #deliver(bytes: Buffer): void {
    this.#replay.append(bytes, this.#parser.modes);
    for (const page of this.#pages) page.sendOutput(bytes);
  }

  #notify(body: CommandMark): void {
    this.#replay.mark(body);
    for (const page of this.#pages) page.sendNotice(terminalFrame.mark, body);
  }

  #updateFlow(): void {
    if (this.#exit !== undefined) return;
    const pages = Array.from(this.#pages, (page) => page.unacknowledged);
    // A disk that is behind counts like a page that is.
    this.#flow.update(this.#recording?.behind ? [...pages, FLOW_HIGH] : pages);
  }

  #onExit(exit: PtyExit): void {
    clearTimeout(this.#integrationTimer);
    this.#onNonceRead();
    this.#parser.end();
    this.#recording?.lineEnded(this.#tracker.readScreen());
    this.#tracker.end(exit, this.#hungUp);
    this.#exit = exit;
    this.#record.closed(exit);
    void this.#recording?.close();
    for (const page of this.#pages) page.sendNotice(terminalFrame.exit, exit);
    this.#change({ state: 'exited', exitCode: exit.exitCode, runningCommand: undefined, runningSince: undefined });
    this.#exited.resolve();
  }

  #giveUpOnIntegration(): void {
    // Nobody knows where such a shell stands. It takes input: that is what 'prompt' says on the tab.
    if (this.#session.integration === 'starting') {
      this.#change(
        this.#session.state === 'starting' ? { integration: 'none', state: 'prompt' } : { integration: 'none' },
      );
    }
  }

  #change(changes: { readonly [Key in keyof Session]?: Session[Key] | undefined }): void {
    const entries = Object.entries({ ...this.#session, ...changes }).filter(([, value]) => value !== undefined);
    this.#session = Object.fromEntries(entries) as unknown as Session;
    this.#onChange();
  }
}
