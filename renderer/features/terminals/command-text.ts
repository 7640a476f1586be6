import { formatDuration } from '#shared/domain/duration.ts';
import { redact } from '#shared/domain/redaction.ts';

/** What is read of xterm's buffer; `@xterm/headless` has it as well. */
export interface TextBuffer {
  getLine(row: number): { readonly isWrapped: boolean; translateToString(trimRight?: boolean): string } | undefined;
}

/** The rows from `from` up to, not including, `to` as text: lines that xterm wrapped are whole again. */
export function readRows(buffer: TextBuffer, from: number, to: number): string {
  const lines: string[] = [];
  for (let row = from; row < to; row += 1) {
    const line = buffer.getLine(row);
    if (!line) break;
    // A line that goes on in the next row ends with what may be blanks of its own.
    const goesOn = row + 1 < to && buffer.getLine(row + 1)?.isWrapped === true;
    const text = line.translateToString(!goesOn);
    if (line.isWrapped && lines.length > 0) lines.push((lines.pop() ?? '') + text);
    else lines.push(text);
  }
  return lines.join('\n').replace(/\n+$/, '');
}

export interface CommandOutcome {
  /** The shell said nothing: neither it nor we know. */
  readonly exitCode?: number | undefined;
  /** Milliseconds; undefined while it runs. */
  readonly durationMs?: number | undefined;
  readonly running: boolean;
}

/** "exit 1 after 2.4 s", "running". */
export function describeOutcome({ exitCode, durationMs, running }: CommandOutcome): string {
  if (running) return 'running';
  const took = durationMs === undefined ? '' : ` after ${formatDuration(durationMs)}`;
  return exitCode === undefined ? `ended${took}` : `exit ${exitCode}${took}`;
}

/** Lines of output that a note holds from the beginning and from the end. */
const FIRST_LINES = 10;
const LAST_LINES = 30;
const MAX_LINE = 500;
/** Kept of a line until the services have looked for secrets that only they know; 40 of them fit into one question. */
const MAX_UNREAD_LINE = 20_000;

/**
 * What a note about a command says: a headline, then its output, shortened in the middle, without plain secrets. Its
 * long lines are for `shortenLines`, when nothing is left to be redacted: a secret that is cut is not found.
 */
export function noteOfCommand(command: {
  readonly commandLine: string;
  readonly outcome: string;
  readonly tab: string;
  readonly output: string;
}): string {
  const { commandLine, outcome, tab, output } = command;
  const head = `${redact(commandLine).split('\n')[0]} · ${outcome}, in ${redact(tab)}`;
  return `${head}\n${excerpt(redact(output))}`.trimEnd();
}

/** What a note about selected text says; see `noteOfCommand`. */
export function noteOfSelection(selection: string, tab: string): string {
  return `From ${redact(tab)}:\n${excerpt(redact(selection.replace(/\s+$/, '')))}`;
}

/** A note as it is written, every line of bounded length. */
export function shortenLines(text: string): string {
  return cutLines(text.split('\n'), MAX_LINE).join('\n');
}

function cutLines(lines: readonly string[], length: number): string[] {
  return lines.map((line) => (line.length > length ? `${line.slice(0, length)}…` : line));
}

function excerpt(text: string): string {
  const lines = cutLines(text.split('\n'), MAX_UNREAD_LINE);
  const left = lines.length - FIRST_LINES - LAST_LINES;
  if (left <= 1) return lines.join('\n');
  return [...lines.slice(0, FIRST_LINES), `… ${left} lines left out …`, ...lines.slice(-LAST_LINES)].join('\n');
}
