import type { IDecoration, IMarker, Terminal } from '@xterm/xterm';
import { formatDuration } from '#shared/domain/duration.ts';
import type { MarkNotice } from './session-stream.ts';

/** The command that was started last, and the dot at its prompt. */
interface Command {
  readonly id: string;
  readonly decoration: IDecoration;
  tone: 'running' | 'ok' | 'failed' | 'unknown';
  title: string;
}

/**
 * Dots left of the prompts: running, succeeded, failed. Where a prompt stands is read from the shell's own marks in the
 * byte stream (OSC 633 or 133, A); what became of its command comes from the services alone, which know the session's
 * nonce: a program's output can move a dot, but not colour one.
 */
export class CommandDots {
  readonly #terminal: Terminal;
  #prompt: IMarker | undefined;
  #command: Command | undefined;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
    for (const protocol of [633, 133]) {
      terminal.parser.registerOscHandler(protocol, (data) => {
        if (data === 'A' || data.startsWith('A;')) this.#promptStarts();
        return false;
      });
    }
  }

  /** What the services say about a command, at its place in the stream. */
  notice(notice: MarkNotice): void {
    if (notice.phase === 'started') this.#start(notice.commandId);
    else if (this.#command?.id === notice.commandId) this.#finish(this.#command, notice);
  }

  #promptStarts(): void {
    // A prompt without a command, or the same prompt drawn again after a resize.
    this.#prompt?.dispose();
    this.#prompt = this.#terminal.registerMarker(0);
  }

  #start(id: string): void {
    const marker = this.#prompt;
    this.#prompt = undefined;
    if (!marker || marker.isDisposed) return;
    const decoration = this.#terminal.registerDecoration({ marker, layer: 'top' });
    if (!decoration) return;
    const command: Command = { id, decoration, tone: 'running', title: 'running' };
    this.#command = command;
    // xterm draws a decoration anew whenever it comes back into sight.
    decoration.onRender((element) => {
      element.className = `xterm-decoration command-dot command-dot-${command.tone}`;
      element.title = command.title;
    });
  }

  #finish(command: Command, { exitCode, durationMs }: MarkNotice): void {
    command.tone = exitCode === undefined ? 'unknown' : exitCode === 0 ? 'ok' : 'failed';
    const took = durationMs === undefined ? '' : ` after ${formatDuration(durationMs)}`;
    command.title = exitCode === undefined ? `ended${took}` : `exit ${exitCode}${took}`;
    const { element } = command.decoration;
    if (!element) return;
    element.className = `xterm-decoration command-dot command-dot-${command.tone}`;
    element.title = command.title;
  }
}
