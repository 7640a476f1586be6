import { setImmediate as letOthersRun } from 'node:timers/promises';
import { fail, type Outcome, succeed } from '#shared/domain/outcome.ts';
import type { Runbook } from '#shared/domain/runbook.ts';
import { type ParsedRunbook, parseSlices } from '../parse/runbook.ts';
import type { RiskRules } from '../risk/rules.ts';
import type { ParseShell } from '../shell/script.ts';
import { decodeText } from './decode.ts';

/** What reading the bytes of a runbook needs. */
export interface RunbookReader {
  readonly parseShell: ParseShell;
  readonly rules: RiskRules;
}

export interface RunbookFileContent {
  readonly id: string;
  readonly bytes: Uint8Array;
  readonly fallbackTitle: string;
  /** `shellId`s of the blocks without a language that a person has treated as shell. */
  readonly shellIds?: ReadonlySet<string>;
}

export interface RunbookContent {
  readonly runbook: Runbook;
  /** Names of the parameters that the front matter declares. */
  readonly declared: ReadonlySet<string>;
  /** The file as it was read. */
  readonly bytes: Uint8Array;
}

/** So long, in ms, reading keeps the services from doing anything else. */
const SLICE_MS = 15;

/** Reads the bytes of a Markdown file as a runbook; 'unreadable' for what is no text, and for text that breaks the parser. */
export function readRunbook(file: RunbookFileContent, reader: RunbookReader): Outcome<RunbookContent, 'unreadable'> {
  const slices = readSlices(file, reader);
  for (;;) {
    const { done, value } = slices.next();
    if (done) return value;
  }
}

/** The same for a file of any size: the services go on meanwhile. */
export async function readRunbookInSlices(
  file: RunbookFileContent,
  reader: RunbookReader,
): Promise<Outcome<RunbookContent, 'unreadable'>> {
  const slices = readSlices(file, reader);
  for (let started = performance.now(); ; ) {
    const { done, value } = slices.next();
    if (done) return value;
    if (performance.now() - started < SLICE_MS) continue;
    await letOthersRun();
    started = performance.now();
  }
}

function* readSlices(
  { bytes, ...file }: RunbookFileContent,
  { parseShell, rules }: RunbookReader,
): Generator<void, Outcome<RunbookContent, 'unreadable'>> {
  const decoded = decodeText(bytes);
  if (!decoded.ok) return decoded;
  const { text, assumedEncoding } = decoded.value;
  let parsed: ParsedRunbook;
  try {
    parsed = yield* parseSlices({ ...file, text }, parseShell, rules);
  } catch (error) {
    // Markdown nested thousands of levels deep exhausts the stack: that file is broken, the others are not.
    const why = error instanceof Error ? error.message : String(error);
    return fail('unreadable', `The file could not be understood: ${why}.`, 'Simplify its structure.');
  }
  const { runbook, declared } = parsed;
  return succeed({ runbook: withEncodingWarning(runbook, assumedEncoding), declared, bytes });
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
