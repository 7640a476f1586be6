import type { TerminalProblemCode } from '#shared/contract/index.ts';
import type { Outcome } from '#shared/domain/outcome.ts';
import type { RiskLevel } from '#shared/domain/runbook.ts';

/** What the terminals record about the step they run. */
export interface InsertedStep {
  readonly runbookId: string;
  readonly stepId: string;
  /** Its place among the runbook's steps, from 1. */
  readonly number: number;
  readonly title: string;
  readonly risk: RiskLevel;
  /** The name that was typed before a dangerous step. */
  readonly confirmedTarget?: string;
}

/** What the runbooks need of the terminals; `electron/terminals` offers it. They record stepStarted and stepFinished. */
export interface StepTerminals {
  insert(
    sessionId: string,
    text: string,
    options: { readonly submit: boolean; readonly step: InsertedStep },
  ): Outcome<object, TerminalProblemCode>;
}
