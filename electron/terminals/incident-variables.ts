import { z } from 'zod';
import type { TerminalProblemCode } from '#shared/contract/index.ts';
import { fail, type Outcome, succeed } from '#shared/domain/outcome.ts';
import { type Variables, variableProblem, variablesProblem, variablesSchema } from '#shared/domain/terminal-profile.ts';
import type { SettingsStore } from '../settings/index.ts';

/** Where the variables of incidents are kept: never among the events, because they may be secrets. */
export interface VariableMemory {
  /** Empty for an incident without any. */
  load(incidentId: string): Variables;
  /** Throws when they can't be kept. */
  save(incidentId: string, variables: Variables): void;
}

const KEY = 'terminalVariables';
const storedSchema = z.record(z.string(), z.unknown());

/** Keeps them in `config.json`, which is for its owner only, by incident. */
export function createVariableMemory(store: SettingsStore): VariableMemory {
  const read = () => storedSchema.safeParse(store.get(KEY)).data ?? {};
  return {
    load(incidentId) {
      const stored = variablesSchema.safeParse(read()[incidentId]).data ?? {};
      return Object.fromEntries(
        Object.entries(stored).filter(([name, value]) => variableProblem(name, value) === undefined),
      );
    },
    save(incidentId, variables) {
      const { [incidentId]: _replaced, ...others } = read();
      store.set(KEY, Object.keys(variables).length === 0 ? others : { ...others, [incidentId]: variables });
    },
  };
}

/** For this run only. */
export function createPassingMemory(): VariableMemory {
  const kept = new Map<string, Variables>();
  return {
    load: (incidentId) => kept.get(incidentId) ?? {},
    save: (incidentId, variables) => kept.set(incidentId, variables),
  };
}

/** Keeps an incident's variables, all of them or none. */
export function saveVariables(
  memory: VariableMemory,
  incidentId: string,
  variables: Variables,
): Outcome<Record<string, never>, TerminalProblemCode> {
  const problem = variablesProblem(variables);
  if (problem !== undefined) return fail('invalid-variable', problem.message, problem.action);
  try {
    memory.save(incidentId, variables);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return fail('not-saved', `The variables could not be saved: ${why}.`, 'Check the disk and the data directory.');
  }
  return succeed({});
}
