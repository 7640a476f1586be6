import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunbookFolder } from '#shared/contract/index.ts';
import type { RunbookReader } from './library/content.ts';
import { type LibraryEntry, listEntries } from './library/library.ts';
import { describeFolders, type LibraryDependencies, lookAt } from './library/look.ts';
import { readRiskRules } from './risk/rules.ts';
import { openRiskRules } from './risk/team-rules.ts';
import { loadBashParser } from './shell/bash.ts';

/** What reads a runbook by the shipped rules alone. */
export async function openRunbookReader(resourcesDir: string): Promise<RunbookReader> {
  const [parseShell, rules] = await Promise.all([
    loadBashParser(),
    readFile(join(resourcesDir, 'risk', 'rules.yaml'), 'utf8'),
  ]);
  return { parseShell, rules: readRiskRules(rules) };
}

export interface LibraryOnce {
  readonly entries: readonly LibraryEntry[];
  readonly folders: readonly RunbookFolder[];
}

/** The library as it is at this moment, by the team's rules as well, watched by nobody: for a command that ends. */
export async function readLibraryOnce(
  dependencies: Omit<LibraryDependencies, keyof RunbookReader>,
): Promise<LibraryOnce> {
  const risk = openRiskRules(dependencies);
  try {
    const reader = { parseShell: await loadBashParser(), rules: risk.rules };
    const { files, folders } = await lookAt({ ...dependencies, ...reader }, new Map(), 0);
    return { entries: listEntries(files, dependencies.now()), folders: describeFolders(folders, undefined) };
  } finally {
    risk.close();
  }
}
