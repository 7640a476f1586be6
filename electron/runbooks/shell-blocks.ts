import { z } from 'zod';
import { fail, type Outcome, succeed } from '#shared/domain/outcome.ts';
import type { SettingsStore } from '../settings/index.ts';

const KEY = 'shellBlocks';
/** More were never chosen by a person. */
const MAX_BLOCKS = 500;
const storedSchema = z.record(z.string(), z.array(z.string().max(200)).max(MAX_BLOCKS));

export type ShellBlocks = ReturnType<typeof createShellBlocks>;

/**
 * The blocks without a language that a person has treated as shell, by runbook, kept in `config.json`: it is a choice of
 * theirs, like the settings, and not part of any incident's record. A block's id is that of its text, so the choice does
 * not reach a block that was changed. Without a store it holds for this run.
 */
export function createShellBlocks(store?: SettingsStore) {
  let chosen = storedSchema.safeParse(read(store)).data ?? {};

  const of = (runbookId: string): ReadonlySet<string> =>
    new Set(Object.hasOwn(chosen, runbookId) ? (chosen[runbookId] ?? []) : []);

  return {
    of,
    set(runbookId: string, shellId: string, treat: boolean): Outcome<Record<string, never>, 'not-saved'> {
      const ids = of(runbookId);
      if (ids.has(shellId) === treat) return succeed({});
      const next = [...ids].filter((id) => id !== shellId).concat(treat ? [shellId] : []);
      const { [runbookId]: _, ...others } = chosen;
      const all = next.length === 0 ? others : { ...others, [runbookId]: next.slice(-MAX_BLOCKS) };
      try {
        store?.set(KEY, all);
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        return fail('not-saved', `The choice could not be saved: ${why}.`, 'Check the disk and the data directory.');
      }
      chosen = all;
      return succeed({});
    },
  };
}

function read(store: SettingsStore | undefined): unknown {
  try {
    return store?.get(KEY);
  } catch {
    return undefined;
  }
}
