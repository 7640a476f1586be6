export interface GivenOption {
  readonly name: string;
  readonly value?: string;
  /** Index of its word. */
  readonly at: number;
}

export interface ParsedOptions {
  readonly options: readonly GivenOption[];
  /** Words that are neither options nor values of options. */
  readonly arguments: readonly string[];
}

export interface OptionHabits {
  /** Options that take the next word as their value. */
  readonly valueOptions: readonly string[];
  /** `-name` is one option, not `-n -a -m -e`. */
  readonly singleDash: boolean;
}

/**
 * Reads words as options and arguments the way getopt does: clusters of letters, `--name=value`, values in the next
 * word, and nothing but arguments after `--`.
 */
export function parseOptions(words: readonly string[], habits: OptionHabits): ParsedOptions {
  const options: GivenOption[] = [];
  const rest: string[] = [];
  const takesValue = (name: string) => habits.valueOptions.includes(name);
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (word === '--') {
      rest.push(...words.slice(at + 1));
      break;
    }
    if (!word.startsWith('-') || word === '-') {
      rest.push(word);
    } else if (word.startsWith('--') || habits.singleDash) {
      const [, name = word, value] = /^([^=]+)=(.*)$/s.exec(word) ?? [];
      if (value !== undefined) options.push({ name, value, at });
      else if (takesValue(name) && at + 1 < words.length) {
        options.push({ name, value: words[at + 1] ?? '', at });
        at += 1;
      } else options.push({ name, at });
    } else {
      const cluster = readCluster(word, words[at + 1], takesValue);
      for (const option of cluster.options) options.push({ ...option, at });
      if (cluster.usesNext) at += 1;
    }
  }
  return { options, arguments: rest };
}

/** `-rf`, `-n5`, `-so FILE`. */
function readCluster(word: string, next: string | undefined, takesValue: (name: string) => boolean) {
  const options: { name: string; value?: string }[] = [];
  for (let at = 1; at < word.length; at += 1) {
    const name = `-${word[at]}`;
    const glued = word.slice(at + 1);
    if (!takesValue(name) || (glued === '' && next === undefined)) {
      options.push({ name });
      continue;
    }
    options.push({ name, value: glued === '' ? (next ?? '') : glued });
    return { options, usesNext: glued === '' };
  }
  return { options, usesNext: false };
}

/** Whether an option of a rule (`-f`, `--force`, `--replicas=0`) is among those given. */
export function hasOption(parsed: ParsedOptions, wanted: string): boolean {
  const [, name = wanted, value] = /^(-[^=]+)=(.*)$/s.exec(wanted) ?? [];
  return parsed.options.some((option) => option.name === name && (value === undefined || option.value === value));
}

/** The same, where getopt_long takes any unambiguous beginning for the whole: `--outp` is `--output`. */
export function isGiven(parsed: ParsedOptions, wanted: string): boolean {
  if (hasOption(parsed, wanted)) return true;
  return (
    wanted.startsWith('--') &&
    !wanted.includes('=') &&
    parsed.options.some(({ name }) => name.startsWith('--') && name.length > 2 && wanted.startsWith(name))
  );
}
