import type { Risk } from '#shared/domain/runbook.ts';
import type { ShellOutput } from '../shell/script.ts';
import { hasOption, isGiven, type ParsedOptions, parseOptions } from './options.ts';
import { isReadOnly } from './read-only.ts';
import { type DangerousRule, isProgram, optionsOf, type RiskRules, type TargetChoice } from './rules.ts';
import type { Invocation } from './unwrap.ts';

/** Nobody types more than this at 3 a.m. */
const MAX_TARGET_LENGTH = 100;

/** The rules that danger is looked up in. */
type DangerBook = Pick<RiskRules, 'valueOptions' | 'singleDash' | 'dangerous'>;

/** The first dangerous rule that fits. `everything` answers how databases may read the statement, heredocs included. */
export function findDanger(
  invocation: Invocation,
  everything: () => readonly string[],
  rules: RiskRules,
): Risk | undefined {
  if (isReadOnly(invocation, rules, rules.overrides)) return undefined;
  const shipped = findIn(invocation, everything, rules.shipped);
  return shipped ?? (rules.dangerous === rules.shipped.dangerous ? undefined : findIn(invocation, everything, rules));
}

function findIn(invocation: Invocation, everything: () => readonly string[], rules: DangerBook): Risk | undefined {
  const candidates = rules.dangerous.filter(({ programs }) => isProgram(invocation.program, programs));
  if (candidates.length === 0) return undefined;
  const parsed = parseOptions(invocation.words, habitsOf(invocation, rules));
  for (const rule of candidates) {
    if (!followsInOrder(invocation.words, rule.words)) continue;
    if (!rule.options.every((group) => group.some((option) => isGiven(parsed, option)))) continue;
    if (rule.unless.some((option) => hasOption(parsed, option))) continue;
    const texts = rule.whole ? everything() : [[invocation.program, ...invocation.words].join(' ')];
    const text = texts.find((reading) => !rule.pattern || rule.pattern.test(reading));
    if (text === undefined) continue;
    const captured = rule.targetPattern?.exec(text)?.[1]?.replace(/^['"]|['"]$/g, '');
    const target = captured || chooseTarget(invocation, parsed, rule.target, rule.words);
    return { level: 'dangerous', reason: rule.reason, target: shorten(target, invocation, rule) };
  }
  return undefined;
}

/** Something downloaded that an interpreter then runs. `pipeline` holds the layers of each of its commands. */
export function findDangerousPipe(pipeline: readonly (readonly Invocation[])[], rules: RiskRules): Risk | undefined {
  for (const rule of rules.dangerousPipes) {
    const from = pipeline.findIndex((layers) => layers.some(({ program }) => isProgram(program, rule.from)));
    if (from === -1) continue;
    const to = pipeline.slice(from + 1).some((layers) => layers.some(({ program }) => isProgram(program, rule.to)));
    const source = pipeline[from]?.find(({ program }) => isProgram(program, rule.from));
    if (!to || !source) continue;
    const parsed = parseOptions(source.words, habitsOf(source, rules));
    const target = chooseTarget(source, parsed, rule.target, []);
    return { level: 'dangerous', reason: rule.reason, target: shorten(target, source, undefined) };
  }
  return undefined;
}

/** A file that is emptied, or a device that is written over. */
export function findDangerousOutput(outputs: readonly ShellOutput[], rules: RiskRules): Risk | undefined {
  for (const { destination, commands } of outputs) {
    const writers = commands.map(({ words }) => words[0]?.text ?? '');
    const rule = rules.dangerousOutputs.find(
      ({ to, from }) => to?.test(destination) !== false && writers.every((writer) => from?.includes(writer) !== false),
    );
    if (rule) return { level: 'dangerous', reason: rule.reason, target: typeable(destination) ? destination : '>' };
  }
  return undefined;
}

function habitsOf({ program }: Invocation, rules: DangerBook) {
  return {
    valueOptions: optionsOf(rules.valueOptions, program),
    singleDash: rules.singleDash.includes(program),
  };
}

/** Option values count too: a wrong idea of which option takes a value must not hide a `delete`. */
function followsInOrder(words: readonly string[], wanted: readonly string[]): boolean {
  let at = 0;
  for (const word of words) if (word === wanted[at]) at += 1;
  return at === wanted.length;
}

function chooseTarget(
  invocation: Invocation,
  parsed: ParsedOptions,
  choice: TargetChoice,
  ruleWords: readonly string[],
): string {
  const action = ruleWords.at(-1) ?? invocation.program;
  const rest = [...parsed.arguments];
  for (const word of ruleWords) {
    const at = rest.indexOf(word);
    if (at !== -1) rest.splice(at, 1);
  }
  // `kubectl delete -f FILE` has no plain word of its own: the value of the option behind it is what it acts on.
  const behind = invocation.words.indexOf(action);
  const option = parsed.options.findLast(({ value, at }) => value && at > behind);
  const last = rest.at(-1) || option?.value || action;
  switch (choice) {
    case 'action':
      return action;
    case 'rest':
      return rest.join(' ') || last;
    case 'name':
      return last.replace(/^.*\/(?=.)/s, '');
    case 'last':
      return last;
  }
}

function shorten(target: string, invocation: Invocation, rule: DangerousRule | undefined): string {
  return typeable(target) ? target : (rule?.words.at(-1) ?? invocation.program);
}

/** Short, visible and not blank: somebody is going to type it. Placeholders are masked by private-use characters. */
function typeable(target: string): boolean {
  return target.trim() !== '' && target.length <= MAX_TARGET_LENGTH && !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(target);
}
