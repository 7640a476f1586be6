import type { Settings } from '#shared/contract/index.ts';
import type { Runbook, RunbookStep } from '#shared/domain/runbook.ts';
import { type ParameterValues, type Questions, questionsFor } from './parameters.ts';
import { commandPieces } from './steps.ts';

/** What a press on a step's button leads to. */
export interface StepPlan {
  /** Enter is pressed for the person too; else the command is only put at the prompt. */
  readonly submit: boolean;
  /** Asked for before anything happens. */
  readonly ask: Questions;
  /** The target's name has to be typed first. */
  readonly confirm: boolean;
  /** bash can't read it: it is put at the prompt after a yes only. */
  readonly doubt: boolean;
}

/** Whether a press opens a question first. */
export function mustAsk({ ask, confirm, doubt }: StepPlan): boolean {
  return ask.now.length > 0 || confirm || doubt;
}

/** Read-only commands are sent where the person lets them; whatever changes something is put at the prompt for them to send. */
export function planStep(
  runbook: Runbook,
  step: RunbookStep,
  remembered: ParameterValues,
  runMode: Settings['runMode'],
): StepPlan {
  return {
    submit: runMode === 'send read-only' && mayBeSent(runbook, step),
    ask: questionsFor(runbook, step, remembered),
    confirm: step.risk.level === 'dangerous',
    doubt: !step.parsed,
  };
}

/** The services refuse to send anything else; where the terminal stands, only they know. */
function mayBeSent(runbook: Runbook, step: RunbookStep): boolean {
  const asWritten = runbook.parameters.some(({ name, raw }) => raw && step.parameters.includes(name));
  return step.risk.level === 'read-only' && step.parsed && !step.interactive && !asWritten;
}

/**
 * A command for the clipboard. Quoting a value for its place in a command is the services' work; here only values that
 * mean themselves anywhere are put in, and the place of any other stays to be filled in by hand.
 */
export function commandToCopy(command: string, values: ParameterValues): string {
  return commandPieces(command, Object.keys(values))
    .map(({ text, parameter }) => {
      const value = parameter === undefined ? undefined : values[parameter];
      return value !== undefined && /^[\w@%+=:,./-]+$/.test(value) ? value : text;
    })
    .join('');
}
