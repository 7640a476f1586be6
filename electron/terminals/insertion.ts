import type { TerminalProblemCode } from '#shared/contract/index.ts';
import { fail, type Outcome, succeed } from '#shared/domain/outcome.ts';
import type { RiskLevel } from '#shared/domain/runbook.ts';

/** The runbook step whose command is inserted. */
export interface InsertedStep {
  readonly runbookId: string;
  readonly stepId: string;
  /** Its place among the runbook's steps, from 1. */
  readonly number: number;
  readonly title: string;
  readonly risk: RiskLevel;
  /** The target's name as typed before a dangerous step. */
  readonly confirmedTarget?: string;
}

export interface PromptState {
  /** Our integration says that the shell waits for a command. */
  readonly atPrompt: boolean;
  readonly bracketedPaste: boolean;
  /** Something was typed or inserted since the prompt appeared. */
  readonly lineInUse: boolean;
}

/**
 * The bytes that put `text` on the command line, and with `submit` run it. Control characters other than tab and newline
 * are removed, so that nothing in it can end a paste or press a key. Several lines, or a tab, need bracketed paste: as key
 * presses the first line would run, and a tab would complete.
 */
export function composeInsertion(
  text: string,
  submit: boolean,
  state: PromptState,
): Outcome<{ readonly text: string; readonly bytes: Buffer }, TerminalProblemCode> {
  const clean = withoutControls(text);
  if (!state.atPrompt) {
    return fail(
      'not-at-prompt',
      'The shell is not waiting for a command, so the text would go to whatever runs in the tab.',
      'Wait for the prompt, or copy the command and paste it yourself.',
    );
  }
  if (submit && state.lineInUse) {
    return fail(
      'not-at-prompt',
      'There may be text on the command line already, and the command would run together with it.',
      'Run or clear the line (Ctrl-C) and try again, or insert the command without running it.',
    );
  }
  if (!state.bracketedPaste && /[\n\t]/.test(clean)) {
    return fail(
      'no-bracketed-paste',
      'The shell does not read pasted text as text, so the first line would run by itself.',
      'Copy the command and enter it line by line.',
    );
  }
  const typed = clean.replaceAll('\n', '\r');
  const body = state.bracketedPaste ? `\x1b[200~${typed}\x1b[201~` : typed;
  return succeed({ text: clean, bytes: Buffer.from(submit ? `${body}\r` : body) });
}

/** What the terminal itself answers or reports, then keys that move the cursor within the line, and Delete. */
const leavesLine =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: this is about control characters
  /^\x1b(?:[\]P_^X]|\[(?:[IO]|[?>=][\d;:$]*[a-z]|[\d;]*[Rnt]|<[\d;]+[Mm]|M[\s\S]{3})$|[[O][\d;]*[CDFH]$|\[[1-478](?:;\d+)?~$)/;

const answer =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: this is about control characters
  /^\x1b(?:[\]P_^X]|\[(?:[?>=][\d;:$]*[a-z]|[\d;]*[Rnt])$)/;

/** Whether it is what a terminal says by itself to a program that asked. */
export function isAnswer(typed: Buffer): boolean {
  return answer.test(typed.toString('latin1'));
}

/** Whether what was typed can put text on the command line; an arrow that goes up does, it recalls a command. */
export function fillsLine(typed: Buffer): boolean {
  return !leavesLine.test(typed.toString('latin1'));
}

/** What of a text is put at a prompt: newlines become LF, other control characters but the tab go (C1 too), and so do newlines at the end. */
export function withoutControls(text: string): string {
  return (
    text
      .replace(/\r\n?/g, '\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: this is about control characters
      .replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/g, '')
      .replace(/\n+$/, '')
  );
}

/**
 * What the command that ran is to the inserted text: `as inserted`, or `edited` when at least half of its words were
 * kept. A person who changes an argument still does the step; one who clears the line and runs something else does not.
 * bash runs several lines one by one: `first line` when it is what stands before a newline, and more is to come.
 */
export function compareToInserted(inserted: string, ran: string): 'as inserted' | 'first line' | 'edited' | 'other' {
  const wanted = words(inserted);
  const present = words(ran);
  if (wanted.join(' ') === present.join(' ')) return 'as inserted';
  const lines = inserted.split('\n');
  const starts = lines.slice(1).map((_, index) => lines.slice(0, index + 1).join('\n'));
  if (present.length > 0 && starts.some((start) => words(start).join(' ') === present.join(' '))) return 'first line';
  const kept = wanted.filter((word) => present.includes(word)).length;
  return wanted.length > 0 && kept * 2 >= wanted.length ? 'edited' : 'other';
}

/** Shells join the lines of a command in different ways, so newlines and semicolons count as spaces. */
function words(text: string): string[] {
  return text.split(/[\s;]+/).filter((word) => word !== '');
}
