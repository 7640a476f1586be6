import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import type { riskRulesStateSchema } from '#shared/contract/runbooks.ts';
import { checkYaml, type DataDirectories, type FileResult, readDataText } from '../../data-files/index.ts';
import { Latest } from '../../latest.ts';
import { watchFolder } from '../library/watch-folder.ts';
import { addTeamRules, type RiskRules, readRiskRules, type TeamRules, teamRulesSchema } from './rules.ts';

export type RiskRulesState = z.infer<typeof riskRulesStateSchema>;

/** A team's rules, or everything that is wrong in the file, by line. */
export function checkTeamRulesFile(path: string): FileResult<TeamRules> {
  const text = readDataText(path);
  return text.ok ? checkYaml({ file: path, text: text.value }, teamRulesSchema) : text;
}

/**
 * The shipped rules with those of `<dataDir>/risk/rules.yaml`, watched. A team's file that breaks is named with its
 * lines, and what it last held goes on: a slip in an editor must not make a dangerous command harmless. Throws where
 * the shipped rules can't be read, which is a broken installation.
 */
export function openRiskRules({ resourcesDir, dataDir }: DataDirectories) {
  const shipped = readRiskRules(readFileSync(join(resourcesDir, 'risk', 'rules.yaml'), 'utf8'));
  const folder = join(dataDir, 'risk');
  const path = join(folder, 'rules.yaml');
  // Changed in place: whoever keeps it judges by the newest rules.
  const rules: RiskRules = { ...shipped };
  let ruleCount = 0;

  const read = (): RiskRulesState => {
    const checked = isMissing(path) ? undefined : checkTeamRulesFile(path);
    if (checked?.ok !== false) {
      Object.assign(rules, checked ? addTeamRules(shipped, checked.value) : shipped);
      ruleCount = checked ? countRules(checked.value) : 0;
    }
    const problems = checked?.ok === false ? checked.problems.map(({ line, message }) => ({ line, message })) : [];
    return { path, ruleCount, problems };
  };
  const latest = new Latest(read());
  const watcher = watchFolder(folder, () => latest.set(read()));

  return {
    rules,
    state: () => latest.get(),
    watch: (signal: AbortSignal) => latest.watch(signal),
    close: () => watcher.close(),
  };
}

function isMissing(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) === undefined;
  } catch {
    // It can't be looked at; reading it says why.
    return false;
  }
}

function countRules({ version: _, valueOptions, flags, ...lists }: TeamRules): number {
  const named = Object.keys(valueOptions).length + Object.keys(flags).length;
  return Object.values(lists).reduce((count, list) => count + list.length, named);
}
