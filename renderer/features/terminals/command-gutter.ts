import type { IDecoration, IMarker, Terminal } from '@xterm/xterm';
import type { CommandMark } from '#shared/contract/index.ts';
import { describeOutcome, readRows } from './command-text.ts';

/** A command in the scrollback. */
export interface ShownCommand {
  readonly commandId: string;
  readonly commandLine: string;
  readonly exitCode?: number;
  readonly durationMs?: number;
  readonly running: boolean;
}

interface Entry {
  command: ShownCommand;
  readonly decoration: IDecoration;
  /** Where its output begins, and where it ended. */
  readonly output: IMarker;
  end: IMarker | undefined;
}

export interface GutterEvents {
  /** A sign in the gutter was pressed. */
  onOpen(commandId: string, at: DOMRect): void;
}

/**
 * Signs left of the prompts: running, succeeded, failed, told apart by shape and colour. Where a prompt stands is read
 * from the shell's own marks in the byte stream (OSC 633 or 133, A); what became of its command comes from the services
 * alone, which know the session's nonce: a program's output can move a sign, but not make or colour one.
 */
export class CommandGutter {
  readonly #terminal: Terminal;
  readonly #events: GutterEvents;
  #prompt: IMarker | undefined;
  #entries: Entry[] = [];
  #selected: Entry | undefined;

  constructor(terminal: Terminal, events: GutterEvents) {
    this.#terminal = terminal;
    this.#events = events;
    for (const protocol of [633, 133]) {
      terminal.parser.registerOscHandler(protocol, (data) => {
        if (data === 'A' || data.startsWith('A;')) this.#promptStarts();
        return false;
      });
    }
  }

  /** What the services say about a command, at its place in the stream. */
  mark(mark: CommandMark): void {
    if (mark.phase === 'started') this.#start(mark);
    else this.#finish(mark);
  }

  /** The screen was emptied. */
  clear(): void {
    for (const { decoration } of this.#entries) decoration.dispose();
    this.#entries = [];
    this.#selected = undefined;
    this.#prompt = undefined;
  }

  /** The command that was jumped to, else the newest one; undefined without any in the scrollback. */
  get current(): ShownCommand | undefined {
    this.#forgetGone();
    return (this.#selected ?? this.#entries.at(-1))?.command;
  }

  /** The newest one that ended. */
  get lastFinished(): ShownCommand | undefined {
    this.#forgetGone();
    return this.#entries.findLast(({ command }) => !command.running)?.command;
  }

  find(commandId: string): ShownCommand | undefined {
    return this.#entries.find(({ command }) => command.commandId === commandId)?.command;
  }

  /** What it printed, as far as the scrollback still holds it; undefined when it is gone altogether. */
  outputOf(commandId: string): { readonly text: string; readonly whole: boolean } | undefined {
    const entry = this.#entries.find(({ command }) => command.commandId === commandId);
    if (!entry || entry.end?.isDisposed) return undefined;
    const buffer = this.#terminal.buffer.normal;
    const whole = !entry.output.isDisposed;
    // A running command's output ends where the cursor is.
    const to = entry.end?.line ?? buffer.baseY + buffer.cursorY + 1;
    return { text: readRows(buffer, whole ? entry.output.line : 0, to), whole };
  }

  /** Goes to the command before (-1) or after (1) the one it stands at, from the end at first. */
  jump(by: -1 | 1): ShownCommand | undefined {
    this.#forgetGone();
    const at = this.#selected ? this.#entries.indexOf(this.#selected) : this.#entries.length;
    const next = this.#entries[at + by];
    if (!next) {
      // Below the newest command is the prompt.
      if (by === 1) this.release();
      return undefined;
    }
    this.#select(next);
    this.#terminal.scrollToLine(next.decoration.marker.line);
    return next.command;
  }

  jumpTo(commandId: string): void {
    const entry = this.#entries.find(({ command }) => command.commandId === commandId);
    if (!entry || entry.decoration.isDisposed) return;
    this.#select(entry);
    this.#terminal.scrollToLine(entry.decoration.marker.line);
  }

  /** Where its sign stands on the screen; undefined while it is out of sight. */
  placeOf(commandId: string): DOMRect | undefined {
    const element = this.#entries.find(({ command }) => command.commandId === commandId)?.decoration.element;
    return element?.isConnected && element.offsetParent ? element.getBoundingClientRect() : undefined;
  }

  /** Back to the prompt. */
  release(): void {
    this.#select(undefined);
    this.#terminal.scrollToBottom();
  }

  #select(entry: Entry | undefined): void {
    const before = this.#selected;
    this.#selected = entry;
    if (before) this.#draw(before);
    if (entry) this.#draw(entry);
  }

  #promptStarts(): void {
    // A prompt without a command, or the same prompt drawn again after a resize. While a command runs it may be the
    // work of a program: it counts only where that command turns out to end right there.
    this.#prompt?.dispose();
    this.#prompt = this.#terminal.registerMarker(0);
  }

  #start({ commandId, commandLine = '' }: CommandMark): void {
    const marker = this.#prompt;
    this.#prompt = undefined;
    const output = this.#terminal.registerMarker(0);
    if (!marker || marker.isDisposed || !output) return;
    const decoration = this.#terminal.registerDecoration({ marker, layer: 'top' });
    if (!decoration) return;
    const entry: Entry = { command: { commandId, commandLine, running: true }, decoration, output, end: undefined };
    this.#entries.push(entry);
    // xterm draws a decoration anew whenever it comes back into sight.
    decoration.onRender(() => this.#draw(entry));
  }

  #finish({ commandId, exitCode, durationMs }: CommandMark): void {
    const { buffer } = this.#terminal;
    if (this.#prompt?.line !== buffer.active.baseY + buffer.active.cursorY) {
      this.#prompt?.dispose();
      this.#prompt = undefined;
    }
    const entry = this.#entries.find(({ command }) => command.commandId === commandId);
    if (!entry) return;
    // Output without a newline at its end shares its row with the prompt that comes now.
    entry.end = this.#terminal.registerMarker(buffer.active.cursorX > 0 ? 1 : 0);
    entry.command = {
      commandId,
      commandLine: entry.command.commandLine,
      running: false,
      ...(exitCode !== undefined && { exitCode }),
      ...(durationMs !== undefined && { durationMs }),
    };
    this.#draw(entry);
  }

  /** Commands whose prompt has left the scrollback. */
  #forgetGone(): void {
    this.#entries = this.#entries.filter(({ decoration }) => !decoration.isDisposed);
    if (this.#selected?.decoration.isDisposed) this.#selected = undefined;
  }

  #draw(entry: Entry): void {
    const { element } = entry.decoration;
    if (!element) return;
    const { command } = entry;
    const tone = command.running ? 'running' : toneOf(command.exitCode);
    element.className = `xterm-decoration command-sign command-sign-${tone}`;
    element.dataset.selected = String(entry === this.#selected);
    element.title = `${command.commandLine}\n${describeOutcome(command)}`;
    // The same element is drawn many times, and replaced after it was out of sight.
    element.onmousedown = (event) => event.preventDefault();
    element.onclick = () => this.#events.onOpen(command.commandId, element.getBoundingClientRect());
  }
}

function toneOf(exitCode: number | undefined): 'ok' | 'failed' | 'unknown' {
  return exitCode === undefined ? 'unknown' : exitCode === 0 ? 'ok' : 'failed';
}
