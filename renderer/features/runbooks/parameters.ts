import type { Runbook, RunbookParameter, RunbookStep } from '#shared/domain/runbook.ts';

/** Values by parameter name. */
export type ParameterValues = Readonly<Record<string, string>>;

/** The parameters that stand in a step's command, with what the runbook says about them. */
export function stepParameters(runbook: Runbook, step: RunbookStep): readonly RunbookParameter[] {
  return step.parameters.map(
    (name) => runbook.parameters.find((parameter) => parameter.name === name) ?? { name, secret: looksSecret(name) },
  );
}

/** The service marks secrets itself; this holds for a parameter it left undescribed. */
function looksSecret(name: string): boolean {
  return /key|token|password|secret|unseal/i.test(name);
}

/** Which of them still have to be asked for: secret ones each time, others until they were answered once. */
export function missingParameters(
  parameters: readonly RunbookParameter[],
  remembered: ParameterValues,
): readonly RunbookParameter[] {
  return parameters.filter(({ name, secret }) => secret || !remembered[name]);
}

/** What the form starts with: the remembered answer, else the runbook's default; a secret starts empty. */
export function initialValues(parameters: readonly RunbookParameter[], remembered: ParameterValues): ParameterValues {
  return Object.fromEntries(
    parameters.map(({ name, secret, default: initial }) => [name, secret ? '' : (remembered[name] ?? initial ?? '')]),
  );
}

/** One line per parameter that cannot be used as it stands; empty when the form may be sent. */
export function parameterProblems(parameters: readonly RunbookParameter[], values: ParameterValues): ParameterValues {
  return Object.fromEntries(
    parameters.flatMap(({ name, choices }) => {
      const value = values[name] ?? '';
      if (value.trim() === '') return [[name, 'Needed: the command contains it.']];
      // biome-ignore lint/suspicious/noControlCharactersInRegex: a newline would run the line, ESC could be a sequence
      if (/[\u0000-\u001f\u007f]/.test(value)) return [[name, 'Contains a line break or control character.']];
      if (choices && choices.length > 0 && !choices.includes(value)) return [[name, `One of: ${choices.join(', ')}`]];
      return [];
    }),
  );
}

/** What may be kept in the page for the next step: everything but secrets. */
export function keepable(parameters: readonly RunbookParameter[], values: ParameterValues): ParameterValues {
  const secrets = new Set(parameters.filter(({ secret }) => secret).map(({ name }) => name));
  return Object.fromEntries(Object.entries(values).filter(([name]) => !secrets.has(name)));
}
