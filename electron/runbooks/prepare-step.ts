import type { Settings } from '#shared/contract/index.ts';
import { fail, type Outcome, succeed } from '#shared/domain/outcome.ts';
import type { Risk, RiskLevel, Runbook, RunbookStep } from '#shared/domain/runbook.ts';
import { parameterProblem } from '#shared/domain/runbook-parameter.ts';
import { fillTarget } from '#shared/domain/runbook-target.ts';
import { withoutControls } from '../terminals/index.ts';
import { BLOT, insertParameters } from './parameters/insert.ts';
import { findPlaceholders, maskPlaceholders } from './parameters/placeholders.ts';
import { isPlainWord } from './parameters/quote.ts';
import { assessRisk } from './risk/assess.ts';
import { scriptsOf } from './risk/layers.ts';
import type { RiskRules } from './risk/rules.ts';
import type { ParseShell } from './shell/script.ts';

export interface StepRequest {
  readonly runbook: Runbook;
  readonly step: RunbookStep;
  /** Names of the parameters that the front matter declares. */
  readonly declared: ReadonlySet<string>;
  readonly parameters: Readonly<Record<string, string>>;
  readonly submit: boolean;
  readonly confirmedTarget?: string | undefined;
  readonly runMode: Settings['runMode'];
  readonly parseShell: ParseShell;
  readonly rules: RiskRules;
}

export interface PreparedStep {
  /** What goes into the terminal. */
  readonly text: string;
  /** The command without secrets, for page and record. */
  readonly recorded: string;
  readonly risk: RiskLevel;
  /** For the record, without secrets. */
  readonly confirmedTarget?: string;
  readonly secretValues: readonly string[];
}

export type StepRefusal = 'parameter-missing' | 'confirmation-needed' | 'not-to-be-sent';

/**
 * Fills a step's command and decides whether it may go into a terminal. The risk is that of the step or of the filled
 * command, whichever is greater: a value must not make a harmless step dangerous unnoticed.
 */
export function prepareStep(request: StepRequest): Outcome<PreparedStep, StepRefusal> {
  const { runbook, step, parseShell, rules } = request;
  const needed = runbook.parameters.filter(({ name }) => step.parameters.includes(name));
  // An empty field of the form is no answer.
  const values: Record<string, string> = {};
  for (const parameter of needed) {
    const { name } = parameter;
    const value = Object.hasOwn(request.parameters, name) ? request.parameters[name] : undefined;
    if (!value) continue;
    const problem = parameterProblem(parameter, value);
    if (problem !== undefined) return fail('parameter-missing', problem, 'Correct it and run the step again.');
    values[name] = value;
  }
  const asCode = needed.find(
    ({ name, raw }) =>
      !raw && values[name] !== undefined && !isPlainWord(values[name]) && namesInScripts(request).has(name),
  );
  if (asCode) return readAsCode(asCode.name);
  const raw = needed.filter((parameter) => parameter.raw).map(({ name }) => name);
  const secretNames = new Set(needed.filter(({ secret }) => secret).map(({ name }) => name));
  const secretValues = Object.entries(values).flatMap(([name, value]) => (secretNames.has(name) ? [value] : []));
  const filled = insertParameters({
    template: step.command,
    declared: request.declared,
    values,
    secrets: secretNames,
    raw: new Set(raw),
    parseShell,
  });
  if (!filled.ok) return filled;
  // What is judged is what the shell gets, and no control character reaches it.
  const commandLine = withoutControls(filled.value.commandLine);
  const recorded = withoutControls(filled.value.recorded);

  const judged = worse(
    { ...step.risk, target: fillTarget(step.risk.target ?? '', values) },
    assessRisk({ ...parseShell(commandLine), rules, parseShell }),
  );
  const withoutSecrets = (text: string) => secretValues.reduce((rest, secret) => rest.replaceAll(secret, BLOT), text);
  const target = judged.target?.trim() ?? '';
  const shownTarget = withoutSecrets(target);
  const risk = { ...judged, reason: withoutSecrets(judged.reason) };
  if (risk.level === 'dangerous' && request.confirmedTarget?.trim() !== target) {
    return confirmationNeeded(risk, shownTarget);
  }
  if (request.submit) {
    const refusal = refuseToSend(step, risk, raw, request.runMode);
    if (refusal) return refusal;
  }
  return succeed({
    // A leading blank keeps the line out of history: our shell integration has the shell ignore such lines.
    text: secretValues.length > 0 ? ` ${commandLine}` : commandLine,
    recorded,
    risk: risk.level,
    ...(risk.level === 'dangerous' ? { confirmedTarget: shownTarget } : {}),
    secretValues,
  });
}

/** Parameters whose values a second shell would read: behind `ssh host` or in `bash -c '...'` no quoting keeps them data. */
function namesInScripts({ step, declared, parseShell, rules }: StepRequest): ReadonlySet<string> {
  const { text, unmask } = maskPlaceholders(step.command, declared);
  const scripts = parseShell(text).statements.flatMap((statement) => scriptsOf(statement, rules, parseShell));
  return new Set(scripts.flatMap((script) => findPlaceholders(unmask(script), declared).map(({ name }) => name)));
}

function readAsCode(name: string) {
  return fail(
    'parameter-missing',
    `The value of "${name}" would be read as code by another shell: there it takes only letters, digits and @ % + : , . / - _`,
    'Give a plain value, or type the command in the terminal yourself.',
  );
}

const severity: readonly RiskLevel[] = ['read-only', 'changes state', 'dangerous'];

function worse(step: Risk, filled: Risk): Risk {
  return severity.indexOf(filled.level) > severity.indexOf(step.level) ? filled : step;
}

function confirmationNeeded(risk: Risk, target: string) {
  return fail(
    'confirmation-needed',
    `This step is dangerous: it ${risk.reason}. It acts on "${target}".`,
    `Type "${target}" to confirm that this is what you mean.`,
  );
}

function refuseToSend(step: RunbookStep, risk: Risk, raw: readonly string[], runMode: Settings['runMode']) {
  const insert = 'Insert it, read it, and press Enter in the terminal yourself.';
  if (runMode === 'insert always') {
    return fail('not-to-be-sent', 'By your settings, every command is inserted and none is sent.', insert);
  }
  if (raw.length > 0) {
    return fail('not-to-be-sent', `"${raw.join('", "')}" goes in as written, so the command is not sent.`, insert);
  }
  if (step.interactive) return fail('not-to-be-sent', 'This command talks with you, so it is not sent.', insert);
  if (!step.parsed) return fail('not-to-be-sent', 'bash cannot read this command, so it is not sent.', insert);
  if (risk.level !== 'read-only') {
    return fail(
      'not-to-be-sent',
      `Only read-only commands are sent; this one may change something: ${risk.reason}.`,
      insert,
    );
  }
  return undefined;
}
