import type { DataDirectories, DataProblem } from '../../data-files/index.ts';
import { type BlockCommand, readCommands } from '../parse/commands.ts';
import { loadBashParser } from '../shell/bash.ts';
import { openRiskRules } from './team-rules.ts';

export interface Judged {
  /** The commands of the text, as a `bash` block of a runbook is split. */
  readonly commands: readonly Pick<BlockCommand, 'command' | 'risk' | 'parsed'>[];
  /** What is wrong with the team's own rules. */
  readonly problems: readonly DataProblem[];
}

/** How risky a text is by the shipped rules and the team's, as they are at this moment: for a command that ends. */
export async function judgeOnce(text: string, directories: DataDirectories): Promise<Judged> {
  const { rules, state, close } = openRiskRules(directories);
  close();
  const { path, problems } = state();
  const commands = readCommands(text, 'bash', { parseShell: await loadBashParser(), rules, declared: new Set() });
  return {
    commands: commands.map(({ command, risk, parsed }) => ({ command, risk, parsed })),
    problems: problems.map((problem) => ({ file: path, ...problem })),
  };
}
