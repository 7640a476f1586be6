import type { TerminalProblemCode } from '#shared/contract/index.ts';
import type { Outcome } from '#shared/domain/outcome.ts';
import type { RiskLevel } from '#shared/domain/runbook.ts';

/** What the terminals record about the step they run. */
export interface InsertedStep {
  readonly runbookId: string;
  readonly stepId: string;
  readonly title: string;
  readonly risk: RiskLevel;
  /** The name that was typed before a dangerous step. */
  readonly confirmedTarget?: string;
  /** For the record: the inserted text with the values of secret parameters blotted out. */
  readonly commandLine: string;
}

export interface InsertOptions {
  /** Also presses Enter. */
  readonly submit: boolean;
  readonly step: InsertedStep;
  /** Values that must reach the shell, but no event, excerpt or recording. */
  readonly secrets: readonly string[];
}

/** What the runbooks need of the terminals; `electron/terminals` offers it. */
export interface StepTerminals {
  insert(
    sessionId: string,
    text: string,
    options: InsertOptions,
  ): Outcome<object, TerminalProblemCode> | Promise<Outcome<object, TerminalProblemCode>>;
}
