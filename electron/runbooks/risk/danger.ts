import type { Risk } from '#shared/domain/runbook.ts';
import { hasOption, type ParsedOptions, parseOptions } from './options.ts';
import { isReadOnly } from './read-only.ts';
import { type DangerousRule, isProgram, type RiskRules, type TargetChoice } from './rules.ts';
import type { Invocation } from './unwrap.ts';

/** Nobody types more than this at 3 a.m. */
const MAX_TARGET_LENGTH = 100;

/** The rules that danger is looked up in. */
type DangerBook = Pick<RiskRules, 'valueOptions' | 'singleDash' | 'dangerous' | 'dangerousPipes'>;

/** The first dangerous rule that fits. `everything` is the text of the whole statement, heredocs included. */
export function findDanger(invocation: Invocation, everything: string, rules: RiskRules): Risk | undefined {
  if (isReadOnly(invocation, rules, rules.overrides)) return undefined;
  return findIn(invocation, everything, rules.shipped) ?? findIn(invocation, everything, rules);
}

function findIn(invocation: Invocation, everything: string, rules: DangerBook): Risk | undefined {
  const parsed = parseOptions(invocation.words, habitsOf(invocation, rules));
  for (const rule of rules.dangerous) {
    if (!isProgram(invocation.program, rule.programs)) continue;
    if (!followsInOrder(invocation.words, rule.words)) continue;
    if (!rule.options.every((group) => group.some((option) => hasOption(parsed, option)))) continue;
    const text = rule.whole ? everything : [invocation.program, ...invocation.words].join(' ');
    if (rule.pattern && !rule.pattern.test(text)) continue;
    const captured = rule.targetPattern?.exec(text)?.[1]?.replace(/^['"]|['"]$/g, '');
    const target = captured ?? chooseTarget(invocation, parsed, rule.target, rule.words);
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

function habitsOf({ program }: Invocation, rules: DangerBook) {
  return {
    valueOptions: rules.valueOptions[program] ?? [],
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
  // `kubectl delete -f FILE` has no plain word of its own: the value of its option is what it acts on.
  const last = rest.at(-1) ?? parsed.options.findLast(({ value }) => value)?.value ?? action;
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
  if (target.length <= MAX_TARGET_LENGTH && !/[\r\n]/.test(target)) return target;
  return rule?.words.at(-1) ?? invocation.program;
}
