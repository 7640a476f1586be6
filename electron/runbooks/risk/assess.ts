import type { Risk } from '#shared/domain/runbook.ts';
import type { ParseShell, ShellCommand, ShellStatement } from '../shell/script.ts';
import { findDanger, findDangerousPipe } from './danger.ts';
import { isReadOnly } from './read-only.ts';
import type { RiskRules } from './rules.ts';
import { type Invocation, invocationOf, unwrap } from './unwrap.ts';

export interface Assessment {
  readonly statements: readonly ShellStatement[];
  /** False when bash could not read all of it. */
  readonly valid: boolean;
  readonly rules: RiskRules;
  readonly parseShell: ParseShell;
}

/** Commands inside commands inside commands: deeper than anybody writes. */
const MAX_WRAPPING = 6;

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
  const layers = statement.commands.map((command) => allLayers(command, rules, parseShell));
  const everything = [...layers.flat().map(textOf), ...statement.inputs].join('\n');
  for (const invocation of layers.flat()) {
    const danger = findDanger(invocation, everything, rules);
    if (danger) return danger;
  }
  for (const pipeline of statement.pipelines) {
    const danger = findDangerousPipe(
      pipeline.map((command) => allLayers(command, rules, parseShell)),
      rules,
    );
    if (danger) return danger;
  }
  return undefined;
}

function textOf({ program, words }: Invocation): string {
  return [program, ...words].join(' ');
}

/** The command, what it wraps, what that wraps, and so on. */
function allLayers(command: ShellCommand, rules: RiskRules, parseShell: ParseShell): Invocation[] {
  const first = invocationOf(command.words.map((word) => word.text));
  const layers: Invocation[] = [];
  let pending = first ? [first] : [];
  for (let depth = 0; depth < MAX_WRAPPING && pending.length > 0; depth += 1) {
    layers.push(...pending);
    pending = pending.flatMap((invocation) => unwrap(invocation, rules, parseShell)?.inner ?? []);
  }
  return layers;
}

/** Why a statement can't be taken for read-only, or undefined when it can. */
function findDoubt(statement: ShellStatement, rules: RiskRules, parseShell: ParseShell): string | undefined {
  if (!statement.plain || statement.commands.length === 0) {
    return 'it does more than run programs: it expands, assigns, redirects, loops or runs in the background';
  }
  for (const { words } of statement.commands) {
    const invocation = invocationOf(words.map((word) => word.text));
    if (!invocation || !onlyReads(invocation, rules, parseShell, 0)) {
      return `${words[0]?.text ?? 'it'}, as it is called here, is not on the list of what only reads`;
    }
  }
  return undefined;
}

function onlyReads(invocation: Invocation, rules: RiskRules, parseShell: ParseShell, depth: number): boolean {
  if (isReadOnly(invocation, rules)) return true;
  if (depth > MAX_WRAPPING) return false;
  const wrapped = unwrap(invocation, rules, parseShell);
  if (!wrapped?.transparent || wrapped.inner.length === 0) return false;
  return wrapped.inner.every((inner) => onlyReads(inner, rules, parseShell, depth + 1));
}
