import { fail, type Outcome, succeed } from '#shared/domain/outcome.ts';
import type { Runbook } from '#shared/domain/runbook.ts';
import { parseRunbook } from '../parse/runbook.ts';
import type { RiskRules } from '../risk/rules.ts';
import type { ParseShell } from '../shell/script.ts';
import { decodeText } from './decode.ts';

/** What reading the bytes of a runbook needs. */
export interface RunbookReader {
  readonly parseShell: ParseShell;
  readonly rules: RiskRules;
}

export interface RunbookContent {
  readonly runbook: Runbook;
  /** Names of the parameters that the front matter declares. */
  readonly declared: ReadonlySet<string>;
  /** The file as it was read. */
  readonly bytes: Uint8Array;
}

/** Reads the bytes of a Markdown file as a runbook; 'unreadable' for what is no text, and for text that breaks the parser. */
export function readRunbook(
  { id, bytes, fallbackTitle }: { readonly id: string; readonly bytes: Uint8Array; readonly fallbackTitle: string },
  { parseShell, rules }: RunbookReader,
): Outcome<RunbookContent, 'unreadable'> {
  const decoded = decodeText(bytes);
  if (!decoded.ok) return decoded;
  const { text, assumedEncoding } = decoded.value;
  try {
    const { runbook, declared } = parseRunbook({ id, text, fallbackTitle }, parseShell, rules);
    return succeed({ runbook: withEncodingWarning(runbook, assumedEncoding), declared, bytes });
  } catch (error) {
    // Markdown nested thousands of levels deep exhausts the stack: that file is broken, the others are not.
    const why = error instanceof Error ? error.message : String(error);
    return fail('unreadable', `The file could not be understood: ${why}.`, 'Simplify its structure.');
  }
}

function withEncodingWarning(runbook: Runbook, encoding: string | undefined): Runbook {
  if (encoding === undefined) return runbook;
  const warning = {
    level: 'warning',
    line: 1,
    message: `The file is not UTF-8; it was read as ${encoding}, so some characters may be wrong.`,
    action: 'Save it as UTF-8.',
  } as const;
  return { ...runbook, problems: [warning, ...runbook.problems] };
}
