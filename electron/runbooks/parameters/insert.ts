import { fail, type Outcome, succeed } from '#shared/domain/outcome.ts';
import type { ParseShell, QuotedRegion } from '../shell/script.ts';
import { maskPlaceholders, type Placeholder } from './placeholders.ts';
import { isPlainWord, quoteWord } from './quote.ts';

export interface FilledCommand {
  /** What the shell gets. */
  readonly commandLine: string;
  /** The same with secret values blotted out, for the record. */
  readonly recorded: string;
}

export const BLOT = '[secret]';

interface Insertion {
  readonly template: string;
  /** Parameters that front matter declares. */
  readonly declared: ReadonlySet<string>;
  readonly values: Readonly<Record<string, string>>;
  readonly secrets: ReadonlySet<string>;
  /** Put in as they are: shell code by the author's word. */
  readonly raw: ReadonlySet<string>;
  readonly parseShell: ParseShell;
}

/**
 * Puts values into a command, each quoted for the place where it stands, the template's own quotes included, so that
 * it arrives as one word or part of one and is never read as shell code; only raw ones are. 'parameter-missing' names
 * what has no value, or a value that can't stand in its place.
 */
export function insertParameters(insertion: Insertion): Outcome<FilledCommand, 'parameter-missing'> {
  const { template, declared, values, secrets, raw, parseShell } = insertion;
  const masked = maskPlaceholders(template, declared);
  const missing = new Set(masked.placeholders.map(({ name }) => name).filter((name) => !Object.hasOwn(values, name)));
  if (missing.size > 0) return missingProblem([...missing]);
  const script = parseShell(masked.text);
  let commandLine = '';
  let recorded = '';
  let position = 0;
  for (const placeholder of masked.placeholders) {
    const value = values[placeholder.name] ?? '';
    const quoted = raw.has(placeholder.name)
      ? value
      : script.valid
        ? quoteInPlace(value, placeholder, template, script.regions)
        : onlyPlain(value);
    if (quoted === undefined) return refusal(placeholder.name);
    const between = template.slice(position, placeholder.start);
    commandLine += between + quoted;
    recorded += between + (secrets.has(placeholder.name) ? BLOT : quoted);
    position = placeholder.end;
  }
  const rest = template.slice(position);
  return succeed({ commandLine: commandLine + rest, recorded: recorded + rest });
}

/** The quoted value, or undefined where no quoting can make it safe. */
function quoteInPlace(
  value: string,
  place: Placeholder,
  template: string,
  regions: readonly QuotedRegion[],
): string | undefined {
  if (value.includes('\0') || !value.isWellFormed()) return undefined;
  const around = regions.filter((region) => region.start <= place.start && place.end <= region.end);
  if (around.some((region) => region.kind === 'opaque')) return onlyPlain(value);
  // In `$HOME<suffix>` a plain value would become part of the variable's name.
  const afterVariable = /\$\w*$/.test(template.slice(0, place.start));
  const plain = isPlainWord(value) && !afterVariable;
  switch (around.at(-1)?.kind ?? 'fresh') {
    case 'fresh':
      return afterVariable ? `''${quoteWord(value)}` : quoteWord(value);
    // Leaving the template's quotes for the value's own keeps `$`, backticks and `!` of the value inert.
    case 'single':
      return isPlainWord(value) ? value : `'${quoteWord(value)}'`;
    case 'double':
      return plain ? value : `"${quoteWord(value)}"`;
    case 'ansi':
      return isPlainWord(value) ? value : `'${quoteWord(value)}$'`;
    case 'heredoc':
      return isHeredocSafe(value) && !afterVariable ? value.replace(/[\\$`]/g, '\\$&') : undefined;
    case 'quoted heredoc':
      return isHeredocSafe(value) ? value : undefined;
    case 'opaque':
      return onlyPlain(value);
  }
}

function onlyPlain(value: string): string | undefined {
  return isPlainWord(value) ? value : undefined;
}

/** A line break could forge a heredoc's end, and neither control characters nor `!` (history) can be escaped there. */
function isHeredocSafe(value: string): boolean {
  return !/[\p{Cc}\p{Zl}\p{Zp}!]/u.test(value);
}

function missingProblem(names: readonly string[]) {
  const list = names.map((name) => `"${name}"`).join(', ');
  const noun = names.length === 1 ? 'parameter' : 'parameters';
  return fail(
    'parameter-missing',
    `The ${noun} ${list} of this step has no value.`,
    'Fill it in and run the step again.',
  );
}

function refusal(name: string) {
  return fail(
    'parameter-missing',
    `The value of "${name}" can't be put there safely: the place takes only letters, digits and @ % + : , . / - _`,
    'Give a plain value, or type the command in the terminal yourself.',
  );
}
