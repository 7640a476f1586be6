import type { ParseShell } from '../shell/script.ts';
import { parseOptions } from './options.ts';
import { isProgram, type RiskRules, type WrapperRule } from './rules.ts';

/** A program with its words, quotes resolved, `program` without its folder. */
export interface Invocation {
  readonly program: string;
  /** Without the program. */
  readonly words: readonly string[];
}

export interface Unwrapped {
  readonly inner: readonly Invocation[];
  /** Running it through this wrapper adds nothing of its own to what the inner command does. */
  readonly transparent: boolean;
}

/** The invocation of a list of words, or undefined for none. */
export function invocationOf(words: readonly string[]): Invocation | undefined {
  const [program, ...rest] = words;
  return program === undefined ? undefined : { program: program.replace(/^.*\//s, ''), words: rest };
}

/** What `sudo`, `timeout`, `ssh`, `sh -c`, `kubectl exec --` and their like run; undefined when it wraps nothing. */
export function unwrap(invocation: Invocation, rules: RiskRules, parseShell: ParseShell): Unwrapped | undefined {
  for (const wrapper of rules.wrappers) {
    if (!isProgram(invocation.program, wrapper.programs)) continue;
    const words = innerWords(invocation.words, wrapper);
    if (words === undefined || words.length === 0) continue;
    const inner = wrapper.script ? readScript(words.join(' '), parseShell) : { invocations: [words], plain: true };
    return {
      inner: inner.invocations.map(invocationOf).filter((found) => found !== undefined),
      transparent: inner.plain && isProgram(invocation.program, wrapper.readOnly),
    };
  }
  return undefined;
}

function readScript(text: string, parseShell: ParseShell) {
  const script = parseShell(text);
  return {
    invocations: script.statements.flatMap((statement) =>
      statement.commands.map((command) => command.words.map((word) => word.text)),
    ),
    plain: script.valid && script.statements.every((statement) => statement.plain && statement.commands.length > 0),
  };
}

function innerWords(words: readonly string[], wrapper: WrapperRule): readonly string[] | undefined {
  if (wrapper.after) {
    const at = words.findIndex((word) => wrapper.after?.includes(word));
    return at === -1 ? undefined : words.slice(at + 1);
  }
  let start = 0;
  let skipped = 0;
  const toSkip = wrapper.words.length + wrapper.skip;
  for (; start < words.length; start += 1) {
    const word = words[start] ?? '';
    if (word === '--') {
      start += 1;
      break;
    }
    if (word.startsWith('-') && word !== '-') {
      const { options } = parseOptions([word, 'next'], { valueOptions: wrapper.valueOptions, singleDash: false });
      if (options.at(-1)?.value === 'next') start += 1;
    } else if (wrapper.assignments && /^\w+=/.test(word)) {
      // `env NAME=value program`
    } else if (skipped < toSkip) {
      if (skipped < wrapper.words.length && word !== wrapper.words[skipped]) return undefined;
      skipped += 1;
    } else break;
  }
  return words.slice(start);
}
