export interface ParsedOptions {
  readonly options: readonly { readonly name: string; readonly value?: string }[];
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
  const options: { name: string; value?: string }[] = [];
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
      if (value !== undefined) options.push({ name, value });
      else if (takesValue(name) && at + 1 < words.length) {
        at += 1;
        options.push({ name, value: words[at] ?? '' });
      } else options.push({ name });
    } else {
      at += readCluster(word, words[at + 1], takesValue, options);
    }
  }
  return { options, arguments: rest };
}

/** `-rf`, `-n5`, `-so FILE`. Answers how many following words it used. */
function readCluster(
  word: string,
  next: string | undefined,
  takesValue: (name: string) => boolean,
  options: { name: string; value?: string }[],
): number {
  for (let at = 1; at < word.length; at += 1) {
    const name = `-${word[at]}`;
    if (!takesValue(name)) {
      options.push({ name });
      continue;
    }
    const glued = word.slice(at + 1);
    if (glued !== '') options.push({ name, value: glued });
    else if (next !== undefined) {
      options.push({ name, value: next });
      return 1;
    } else options.push({ name });
    return 0;
  }
  return 0;
}

/** Whether an option of a rule (`-f`, `--force`, `--replicas=0`) is among those given. */
export function hasOption(parsed: ParsedOptions, wanted: string): boolean {
  const [, name = wanted, value] = /^(-[^=]+)=(.*)$/s.exec(wanted) ?? [];
  return parsed.options.some((option) => option.name === name && (value === undefined || option.value === value));
}
