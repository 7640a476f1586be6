import type { Runbook, RunbookParameter, RunbookStep } from '#shared/domain/runbook.ts';
import { parameterProblem } from '#shared/domain/runbook-parameter.ts';
import { showInvisible } from '#shared/domain/visible-text.ts';

/** Values by parameter name. */
export type ParameterValues = Readonly<Record<string, string>>;

/** What is asked before a step: what it needs itself, and what later steps will need, so that one form is enough. */
export interface Questions {
  readonly now: readonly RunbookParameter[];
  /** Never a secret one: those are asked where they are used, each time. They may stay empty. */
  readonly later: readonly RunbookParameter[];
}

/** The parameters that stand in a step's command, with what the runbook says about them. */
export function stepParameters(runbook: Runbook, step: RunbookStep): readonly RunbookParameter[] {
  return runbook.parameters.filter(({ name }) => step.parameters.includes(name));
}

/** Nothing, where the step has all it needs: what only later steps need interrupts nobody. */
export function questionsFor(runbook: Runbook, step: RunbookStep, remembered: ParameterValues): Questions {
  const now = stepParameters(runbook, step).filter(({ name, secret }) => secret || !remembered[name]);
  if (now.every(({ secret }) => secret)) return { now, later: [] };
  const later = runbook.parameters.filter(
    ({ name, secret }) => !secret && !remembered[name] && !step.parameters.includes(name),
  );
  return { now, later };
}

/** What the form starts with: the remembered answer, else the runbook's default; a secret starts empty. */
export function initialValues(parameters: readonly RunbookParameter[], remembered: ParameterValues): ParameterValues {
  return Object.fromEntries(
    parameters.map(({ name, secret, default: initial }) => [name, secret ? '' : (remembered[name] ?? initial ?? '')]),
  );
}

/** One line per parameter that cannot be used as it stands; empty when the form may be sent. */
export function parameterProblems({ now, later }: Questions, values: ParameterValues): ParameterValues {
  const entries = [...now, ...later].flatMap((parameter) => {
    const { name } = parameter;
    const value = values[name] ?? '';
    const problem =
      value === '' && now.includes(parameter) ? 'Needed: the command contains it.' : parameterProblem(parameter, value);
    return problem === undefined ? [] : [[name, problem] as const];
  });
  return Object.fromEntries(entries);
}

/** The value with everything in it made visible; undefined where nothing hides in it. */
export function revealed(value: string): string | undefined {
  const shown = showInvisible(value);
  return shown === value ? undefined : shown;
}
