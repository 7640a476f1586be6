import type { ParseShell, ShellCommand, ShellStatement } from '../shell/script.ts';
import type { RiskRules } from './rules.ts';
import { type Invocation, invocationOf, readScript, unwrap } from './unwrap.ts';

/** Commands inside commands inside commands: deeper than anybody writes. */
export const MAX_WRAPPING = 8;

/** So many characters are looked through for what a command runs; `find` with thousands of `-exec` has no end. */
const MAX_LOOKED_THROUGH = 400_000;

export interface Layers {
  /** The command, what it wraps, what that wraps, and so on; then what is run that stands in its text. */
  readonly invocations: readonly Invocation[];
  /** There is more in it than was looked at. */
  readonly tooDeep: boolean;
}

/** Every program that a command runs, as far as its words say. */
export function layersOf(words: readonly string[], rules: RiskRules, parseShell: ParseShell): Layers {
  const first = invocationOf(words);
  const invocations: Invocation[] = [];
  let pending = first ? [first] : [];
  let left = MAX_LOOKED_THROUGH;
  let cut = false;
  for (let depth = 0; depth < MAX_WRAPPING && pending.length > 0; depth += 1) {
    const wrapped: Invocation[] = [];
    for (const invocation of pending) {
      invocations.push(invocation);
      left -= invocation.words.reduce((length, word) => length + word.length + 1, 0);
      if (left < 0 && depth > 0) return { invocations, tooDeep: true };
      for (const found of unwrap(invocation, rules, parseShell)) {
        wrapped.push(...found.inner);
        cut ||= found.cut;
      }
    }
    pending = wrapped;
  }
  return { invocations, tooDeep: cut || pending.length > 0 };
}

/** What shells in the statement are given to run: heredocs, here-strings, and what `echo` or `printf` pipes to them. */
export function fedLayers(statement: ShellStatement, rules: RiskRules, parseShell: ParseShell): Layers[] {
  const runsInput = (command: ShellCommand) =>
    layersOf(textsOf(command), rules, parseShell).invocations.some(({ program }) =>
      rules.inputRunners.includes(program),
    );
  const { inputs } = statement;
  const texts = inputs.length > 0 && statement.commands.some(runsInput) ? [...inputs] : [];
  for (const pipeline of statement.pipelines) {
    const runner = pipeline.findLastIndex(runsInput);
    for (const command of pipeline.slice(0, Math.max(0, runner))) {
      const words = textsOf(command).slice(1);
      texts.push(words.join(' '), ...words.filter((word) => /\s/.test(word)));
    }
  }
  return texts
    .flatMap((text) => readScript(text, parseShell).invocations)
    .map((words) => layersOf(words, rules, parseShell));
}

/**
 * The texts in a statement that one more shell reads: what `bash -c`, `ssh`, `watch` and `eval` are given, and what a
 * shell that is given nothing else reads from a heredoc or a pipe.
 */
export function scriptsOf(statement: ShellStatement, rules: RiskRules, parseShell: ParseShell): string[] {
  const layersOfCommand = (command: ShellCommand) => layersOf(textsOf(command), rules, parseShell).invocations;
  const scriptsIn = (command: ShellCommand) =>
    layersOfCommand(command).flatMap((one) => unwrap(one, rules, parseShell).flatMap(({ script }) => script ?? []));
  const readsInput = (command: ShellCommand) => {
    const last = layersOfCommand(command).at(-1);
    return last !== undefined && rules.inputRunners.includes(last.program);
  };
  const piped = statement.pipelines.flatMap((pipeline) => {
    const reader = pipeline.findLastIndex(readsInput);
    return pipeline.slice(0, Math.max(0, reader)).map((command) => textsOf(command).join(' '));
  });
  const inputs = statement.commands.some(readsInput) ? statement.inputs : [];
  return [...statement.commands.flatMap(scriptsIn), ...inputs, ...piped];
}

export function textsOf(command: ShellCommand): string[] {
  return command.words.map((word) => word.text);
}
