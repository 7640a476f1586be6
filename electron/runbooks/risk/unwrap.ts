import type { ParseShell } from '../shell/script.ts';
import { isGiven, parseOptions } from './options.ts';
import { isProgram, type RiskRules, type WrapperRule } from './rules.ts';

/** A program with its words, quotes resolved, `program` without its folder. */
export interface Invocation {
  readonly program: string;
  /** Without the program. */
  readonly words: readonly string[];
  /** It is found by its name or in a folder of the system: `./ls` may be anything. */
  readonly wellKnown: boolean;
}

export interface Unwrapped {
  readonly inner: readonly Invocation[];
  /** The text that a shell reads them from. */
  readonly script?: string;
  /** Running it through this wrapper adds nothing of its own to what the inner command does. */
  readonly transparent: boolean;
  /** It runs more than was looked at. */
  readonly cut: boolean;
}

/** `find` with more `-exec` than this is nothing that anybody reads. */
const MAX_STARTS = 10;
/** Characters that are read again for one invocation: behind each of its starts lies the rest of it. */
const MAX_READ_AGAIN = 100_000;

const systemFolder = /^(\/usr(\/local)?|\/opt\/homebrew)?\/s?bin\/[^/]*$/;

/** The invocation of a list of words, or undefined for none. */
export function invocationOf(words: readonly string[]): Invocation | undefined {
  const [program, ...rest] = words;
  if (program === undefined) return undefined;
  const wellKnown = !program.includes('/') || systemFolder.test(program);
  return { program: program.replace(/^.*\//s, ''), words: rest, wellKnown };
}

/** What `sudo`, `timeout`, `ssh`, `sh -c`, `kubectl exec --` and their like run, once for each rule that knows them. */
export function unwrap(invocation: Invocation, rules: RiskRules, parseShell: ParseShell): readonly Unwrapped[] {
  return rules.wrappers.flatMap((wrapper) => {
    if (!isProgram(invocation.program, wrapper.programs)) return [];
    const found = innerWords(invocation.words, wrapper);
    const length = invocation.words.reduce((sum, word) => sum + word.length + 1, 1);
    const most = Math.max(1, Math.min(MAX_STARTS, Math.floor(MAX_READ_AGAIN / length)));
    const cut = found.length > most;
    return found.slice(0, most).flatMap((words) => {
      if (words.length === 0) return [];
      const inner = wrapper.script ? readScript(words.join(' '), parseShell) : { invocations: [words], plain: true };
      return {
        inner: inner.invocations.map(invocationOf).filter((found) => found !== undefined),
        cut,
        transparent: inner.plain && isTransparent(invocation, wrapper),
        ...(wrapper.script ? { script: words.join(' ') } : {}),
      };
    });
  });
}

/** The commands of a text that a shell runs, as lists of words. */
export function readScript(text: string, parseShell: ParseShell) {
  const script = parseShell(text);
  return {
    invocations: script.statements.flatMap((statement) =>
      statement.commands.map((command) => command.words.map((word) => word.text)),
    ),
    plain: script.valid && script.statements.every((statement) => statement.plain && statement.commands.length > 0),
  };
}

function isTransparent(invocation: Invocation, wrapper: WrapperRule): boolean {
  const parsed = parseOptions(invocation.words, { valueOptions: wrapper.valueOptions, singleDash: false });
  const forbidden = wrapper.forbid.some((option) => isGiven(parsed, option));
  return invocation.wellKnown && !forbidden && isProgram(invocation.program, wrapper.readOnly);
}

function innerWords(words: readonly string[], wrapper: WrapperRule): readonly (readonly string[])[] {
  const { after, afterPattern, until } = wrapper;
  const cut = (inner: readonly string[]) => {
    const end = inner.findIndex((word) => until.includes(word));
    return end === -1 ? inner : inner.slice(0, end);
  };
  if (after || afterPattern) {
    const begins = (word: string) => after?.includes(word) || afterPattern?.test(word);
    const starts = words.flatMap((word, at) => (begins(word) ? [at + 1] : []));
    return starts.slice(0, MAX_STARTS + 1).map((at) => cut(words.slice(at)));
  }
  const start = startOfInner(words, wrapper);
  return start === undefined ? [] : [cut(words.slice(start))];
}

function startOfInner(words: readonly string[], wrapper: WrapperRule): number | undefined {
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
  return start;
}
