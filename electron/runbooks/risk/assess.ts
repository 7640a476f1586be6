import type { Risk } from '#shared/domain/runbook.ts';
import type { ParseShell, ShellCommand, ShellStatement } from '../shell/script.ts';
import { findDanger, findDangerousOutput, findDangerousPipe } from './danger.ts';
import { fedLayers, layersOf, MAX_WRAPPING, textsOf } from './layers.ts';
import { isReadOnly } from './read-only.ts';
import type { RiskRules } from './rules.ts';
import { sqlReadings } from './sql.ts';
import { type Invocation, invocationOf, unwrap } from './unwrap.ts';

export interface Assessment {
  readonly statements: readonly ShellStatement[];
  /** False when bash could not read all of it. */
  readonly valid: boolean;
  readonly rules: RiskRules;
  readonly parseShell: ParseShell;
}

/**
 * How risky the statements are together. Dangerous: a rule names it, wherever it stands (pipes, substitutions, loops,
 * behind `sudo` or `ssh`). Read-only: all of it is plain and on the allow-list. Everything else changes state.
 */
export function assessRisk(assessment: Assessment): Risk {
  const { statements, valid, rules, parseShell } = assessment;
  for (const statement of statements) {
    const danger = assessDanger(statement, rules, parseShell);
    if (danger) return danger;
  }
  if (!valid) return { level: 'changes state', reason: 'bash cannot read it, so nobody knows what it does' };
  for (const statement of statements) {
    const doubt = findDoubt(statement, rules, parseShell);
    if (doubt) return { level: 'changes state', reason: doubt };
  }
  return { level: 'read-only', reason: 'every command in it only reads' };
}

function assessDanger(statement: ShellStatement, rules: RiskRules, parseShell: ParseShell): Risk | undefined {
  const layersOfCommand = (words: readonly string[]) => layersOf(words, rules, parseShell);
  const layers = [
    ...statement.commands.map((command) => layersOfCommand(textsOf(command))),
    ...fedLayers(statement, rules, parseShell),
  ];
  const invocations = layers.flatMap((found) => found.invocations);
  const everything = lazily(() => readingsOf(invocations, statement.inputs));
  for (const invocation of invocations) {
    const danger = findDanger(invocation, everything, rules);
    if (danger) return danger;
  }
  for (const pipeline of statement.pipelines) {
    const members = pipeline.map((command) => layersOfCommand(textsOf(command)).invocations);
    const danger = findDangerousPipe(members, rules);
    if (danger) return danger;
  }
  const deep = layers.find(({ tooDeep }) => tooDeep)?.invocations[0];
  if (deep) {
    return { level: 'dangerous', reason: 'hides what it runs behind too many programs', target: deep.program };
  }
  return findDangerousOutput(statement.outputs, rules);
}

/** The whole statement as databases may read it. */
function readingsOf(invocations: readonly Invocation[], inputs: readonly string[]): readonly string[] {
  return sqlReadings.map((read) => {
    // `--host` is an option, no comment.
    const word = (text: string) => (text.startsWith('-') ? text.slice(0, 2) + read(text.slice(2)) : read(text));
    const lines = invocations.map(({ program, words }) => [program, ...words.map(word)].join(' '));
    return [...lines, ...inputs.map(read)].join('\n');
  });
}

function lazily<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** Why a statement can't be taken for read-only, or undefined when it can. */
function findDoubt(statement: ShellStatement, rules: RiskRules, parseShell: ParseShell): string | undefined {
  if (!statement.plain || statement.commands.length === 0) {
    return 'it does more than run programs: it expands, assigns, redirects, loops or runs in the background';
  }
  for (const command of statement.commands) {
    if (textsOf(command).some(hasControls)) return 'it holds control characters, which no terminal gets';
    const invocation = invocationOf(textsOf(command));
    if (!invocation || !onlyReads(invocation, rules, parseShell, 0)) {
      return `${command.words[0]?.text ?? 'it'}, as it is called here, is not on the list of what only reads`;
    }
  }
  if (statement.pipelines.some((pipeline) => sendsWhatItIsGiven(pipeline, rules))) {
    return 'it sends what is piped into it';
  }
  return undefined;
}

/** Other than tab and line feed: what is put into a terminal loses them, and may be another command then. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: this is about control characters
const hasControls = (text: string): boolean => /[\x00-\x08\x0b-\x1f\x7f-\x9f]/.test(text);

/** `echo | openssl s_client` says nothing to the server; with words behind `echo` it may ask it for anything. */
function sendsWhatItIsGiven(pipeline: readonly ShellCommand[], rules: RiskRules): boolean {
  const texts = pipeline.map((command) => textsOf(command).join(' '));
  const sender = texts.findLastIndex((text) => rules.sendsInput.some((pattern) => pattern.test(text)));
  return sender > 1 || (sender === 1 && !['echo', 'true'].includes(texts[0] ?? ''));
}

function onlyReads(invocation: Invocation, rules: RiskRules, parseShell: ParseShell, depth: number): boolean {
  if (isReadOnly(invocation, rules)) return true;
  if (depth > MAX_WRAPPING) return false;
  return unwrap(invocation, rules, parseShell).some(
    ({ transparent, inner }) =>
      transparent && inner.length > 0 && inner.every((innermost) => onlyReads(innermost, rules, parseShell, depth + 1)),
  );
}
