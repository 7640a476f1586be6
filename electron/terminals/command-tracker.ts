import { readEditedLine } from './edited-line.ts';
import { OutputExcerpt } from './excerpt.ts';
import type { Mark, ReceivedMark } from './marks.ts';
import type { PtyExit } from './pty.ts';

export interface StartedCommand {
  readonly commandLine: string;
  readonly cwd: string;
}

export interface FinishedCommand {
  /** Absent when the shell did not say. */
  readonly exitCode?: number;
  readonly output: OutputExcerpt;
}

export interface TrackerListener {
  /** The first mark of our own integration came. */
  onActive(): void;
  /** Where the shell stands changed. */
  onPhase(phase: ShellPhase, before: ShellPhase): void;
  onCwd(cwd: string): void;
  onStarted(command: StartedCommand): void;
  onFinished(command: FinishedCommand): void;
  /** An exit code that a shell without our integration reports. */
  onReportedExit(exitCode: number | undefined): void;
}

/** `drawing`: a prompt is being drawn; nothing runs, and nothing may be typed for the person yet. */
export type ShellPhase = 'starting' | 'drawing' | 'prompt' | 'running';

/** What the editing of one command line may draw before we stop looking. */
const MAX_PROMPT_BYTES = 64 * 1024;
/** Recorded for a command that history does not keep and the screen does not show. */
export const UNSEEN_COMMAND = '(not shown by the shell)';

/**
 * Turns marks and output into commands. Once a mark with the nonce has come, marks without it are a program's output and
 * count for nothing; B and G, which never carry it, count only between A and C, where no program runs.
 */
export class CommandTracker {
  #active = false;
  /** What runs is no shell: the whole of its output is that of one command. */
  #whole = false;
  #phase: ShellPhase = 'starting';
  #cwd: string;
  #prompt: Buffer[] = [];
  #promptLength = 0;
  #textStarts: number[] = [];
  #reported: { readonly commandLine: string; readonly repeat: boolean } | undefined;
  /** What was reported for the command before, when no prompt came between. */
  #before: string | undefined;
  #output: OutputExcerpt | undefined;
  /** Where the newest bytes were drawn, and where those before the command were. */
  #onAlternateScreen = false;
  #startedOnAlternateScreen = false;
  readonly #columns: () => number;
  readonly #listener: TrackerListener;

  /** `columns` is asked when a command line has to be read off the screen. */
  constructor(cwd: string, columns: () => number, listener: TrackerListener) {
    this.#cwd = cwd;
    this.#columns = columns;
    this.#listener = listener;
  }

  get phase(): ShellPhase {
    return this.#phase;
  }

  /** Our integration is at work: what it says is known, not guessed. */
  get active(): boolean {
    return this.#active;
  }

  /** See `StreamSink`. What a full-screen program draws on its own screen is no output that stays. */
  onBytes(bytes: Buffer, onAlternateScreen: boolean): void {
    this.#onAlternateScreen = onAlternateScreen;
    if (this.#output !== undefined) {
      // A program that was killed may have left us on that screen.
      if (!onAlternateScreen || this.#startedOnAlternateScreen) this.#output.add(bytes);
    } else if (this.#promptLength <= MAX_PROMPT_BYTES) {
      this.#prompt.push(bytes);
      this.#promptLength += bytes.length;
    }
  }

  onMark({ mark, trusted }: ReceivedMark): void {
    if (this.#whole) return;
    if (trusted && !this.#active) {
      this.#active = true;
      this.#listener.onActive();
    }
    if (!this.#active) this.#follow(mark);
    else if (trusted || mark.kind === 'promptEnd' || mark.kind === 'continuationEnd') this.#accept(mark);
  }

  /** The text on the command line as the screen shows it; undefined when there is none, or too much was drawn. */
  readScreen(): string | undefined {
    if (this.#textStarts.length === 0 || this.#promptLength > MAX_PROMPT_BYTES) return undefined;
    return readEditedLine({
      bytes: Buffer.concat(this.#prompt),
      textStarts: this.#textStarts,
      columns: this.#columns(),
    });
  }

  /** There is no shell to say so: this command begins now, and ends with the program itself. */
  startWhole(commandLine: string): void {
    this.#whole = true;
    this.#run(commandLine);
  }

  /**
   * The program is gone, and what ran in it has ended the same way: `exec`, `exit` and `set -e` make the shell's end that
   * of its last command. A signal counts as shells count it, 128 and its number. A shell that was `hungUp`, its tab
   * closed, says nothing about its command.
   */
  end(exit: PtyExit, hungUp: boolean): void {
    if (hungUp && !this.#whole) this.#finish(undefined);
    else this.#finish(exit.signal === undefined ? exit.exitCode : 128 + exit.signal);
  }

  #accept(mark: Mark): void {
    switch (mark.kind) {
      case 'promptStart':
        this.#finish(undefined);
        this.#prompt = [];
        this.#promptLength = 0;
        this.#textStarts = [];
        this.#reported = undefined;
        this.#before = undefined;
        this.#setPhase('drawing');
        return;
      case 'promptEnd':
        if (this.#phase !== 'drawing' && this.#phase !== 'prompt') return;
        this.#textStarts = [this.#promptLength];
        this.#setPhase('prompt');
        return;
      case 'continuationEnd':
        if (this.#phase === 'prompt') this.#textStarts.push(this.#promptLength);
        return;
      case 'commandLine':
        this.#reported = mark;
        return;
      case 'outputStart':
        this.#start();
        return;
      case 'commandEnd':
        this.#finish(mark.exitCode);
        return;
      case 'cwd':
        this.#cwd = mark.cwd;
        this.#listener.onCwd(mark.cwd);
    }
  }

  /** A shell that marks its prompts without our nonce: good enough to show where it stands, not to record or to type. */
  #follow(mark: Mark): void {
    if (mark.kind === 'promptStart') this.#setPhase('drawing');
    else if (mark.kind === 'promptEnd') this.#setPhase('prompt');
    else if (mark.kind === 'outputStart') this.#setPhase('running');
    else if (mark.kind === 'commandEnd' && this.#phase === 'running') {
      this.#setPhase('drawing');
      this.#listener.onReportedExit(mark.exitCode);
    }
  }

  #start(): void {
    if (this.#output !== undefined) return;
    this.#run(this.#readCommandLine());
  }

  #run(commandLine: string): void {
    this.#output = new OutputExcerpt();
    this.#startedOnAlternateScreen = this.#onAlternateScreen;
    this.#setPhase('running');
    this.#listener.onStarted({ commandLine, cwd: this.#cwd });
  }

  #finish(exitCode: number | undefined): void {
    const output = this.#output;
    if (output === undefined) return;
    this.#output = undefined;
    this.#setPhase('drawing');
    this.#listener.onFinished(exitCode === undefined ? { output } : { exitCode, output });
  }

  #readCommandLine(): string {
    const reported = this.#reported;
    const before = this.#before;
    this.#reported = undefined;
    this.#before = reported?.commandLine;
    // The second of two lines pasted together: what history shows may still be the first.
    const repeat = reported?.repeat || (before !== undefined && before === reported?.commandLine);
    if (reported !== undefined && !repeat) return reported.commandLine.trim() || UNSEEN_COMMAND;
    const seen = this.readScreen();
    if (seen === undefined) return UNSEEN_COMMAND;
    const wanted = reported && words(reported.commandLine);
    if (before === undefined) return words(seen) === wanted ? (reported?.commandLine.trim() ?? seen) : seen;
    // The screen shows all the lines: only where they are the same is it known which one this is.
    return reported && seen.split('\n').every((line) => words(line) === wanted)
      ? reported.commandLine.trim()
      : UNSEEN_COMMAND;
  }

  #setPhase(phase: ShellPhase): void {
    if (phase === this.#phase) return;
    const before = this.#phase;
    this.#phase = phase;
    this.#listener.onPhase(phase, before);
  }
}

/** History joins the lines of a compound command with semicolons. */
function words(commandLine: string): string {
  return commandLine.replace(/[\s;]+/g, ' ').trim();
}
