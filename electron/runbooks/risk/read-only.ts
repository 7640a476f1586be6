import { hasOption, isGiven, parseOptions } from './options.ts';
import { isProgram, optionsOf, type ReadOnlyRule, type RiskRules } from './rules.ts';
import type { Invocation } from './unwrap.ts';

/** Whether the allow-list knows this program, this subcommand and these options as only reading. */
export function isReadOnly(
  invocation: Invocation,
  rules: RiskRules,
  among: readonly ReadOnlyRule[] = rules.readOnly,
): boolean {
  if (!invocation.wellKnown) return false;
  const parsed = parseOptions(invocation.words, {
    valueOptions: optionsOf(rules.valueOptions, invocation.program),
    singleDash: rules.singleDash.includes(invocation.program),
  });
  const text = [invocation.program, ...invocation.words].join(' ');
  const flags = optionsOf(rules.flags, invocation.program);
  return among.some(
    (rule) =>
      isProgram(invocation.program, rule.programs) &&
      fits(parsed, rule) &&
      !mayBeValue(rule.words, invocation.words, parsed, flags) &&
      rule.forbidPattern?.test(text) !== true,
  );
}

/** In `docker --config ps restart web` the `ps` is a directory, and `restart` what is done. */
function mayBeValue(
  subcommand: readonly string[],
  words: readonly string[],
  { options }: ReturnType<typeof parseOptions>,
  flags: readonly string[],
): boolean {
  return options.some(
    ({ name, value, at }) => value === undefined && subcommand.includes(words[at + 1] ?? '') && !flags.includes(name),
  );
}

function fits(parsed: ReturnType<typeof parseOptions>, rule: ReadOnlyRule): boolean {
  if (!rule.words.every((word, at) => parsed.arguments[at] === word)) return false;
  const rest = parsed.arguments.slice(rule.words.length);
  if (rule.maxArguments !== undefined && rest.length > rule.maxArguments) return false;
  if (rule.arguments && !rest.every((argument) => rule.arguments?.test(argument))) return false;
  if (rule.forbid.some((option) => isGiven(parsed, option))) return false;
  if (rule.require && !rule.require.some((option) => hasOption(parsed, option))) return false;
  const { allow } = rule;
  if (!allow) return true;
  return parsed.options.every(
    ({ name, value }) => allow.includes(name) || (value !== undefined && allow.includes(`${name}=${value}`)),
  );
}
