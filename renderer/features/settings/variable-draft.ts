import { type Variables, variableProblem, variablesProblem } from '#shared/domain/terminal-profile.ts';

/** A variable as it is typed: it may have no name yet, or one that another has. */
export interface VariableRow {
  readonly name: string;
  readonly value: string;
}

export function rowsOf(variables: Variables | undefined): VariableRow[] {
  return Object.entries(variables ?? {}).map(([name, value]) => ({ name, value }));
}

/** Rows that are empty altogether are none. */
export function variablesOf(rows: readonly VariableRow[]): Variables {
  return Object.fromEntries(rows.filter(isGiven).map(({ name, value }) => [name.trim(), value]));
}

/** What is wrong with each row, by its index, for beside it; and under '' with all of them. */
export function variableFaults(rows: readonly VariableRow[]): ReadonlyMap<number | '', string> {
  const faults = new Map<number | '', string>();
  for (const [index, row] of rows.entries()) {
    if (!isGiven(row)) continue;
    const name = row.name.trim();
    const twice = rows.some((other, at) => at < index && isGiven(other) && other.name.trim() === name);
    const problem = twice
      ? { message: `${name} is there already.`, action: 'Remove one of them.' }
      : variableProblem(name, row.value);
    if (problem) faults.set(index, `${problem.message} ${problem.action}`);
  }
  const whole = variablesProblem(variablesOf(rows));
  if (whole?.field === '') faults.set('', `${whole.message} ${whole.action}`);
  return faults;
}

const isGiven = ({ name, value }: VariableRow) => name.trim() !== '' || value !== '';
