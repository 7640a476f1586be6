import { formatProblem } from '../../../data-files/index.ts';
import { judgeRiskOnce } from '../../../runbooks/index.ts';
import { type CliContext, type CliResult, done, wrongUsage } from '../../context.ts';
import { oneLine } from '../../plain-text.ts';

/** `war-room runbook risk`: what the rules say of a command, which is not run. */
export async function judge(text: string, json: boolean, { dataDir, files, io }: CliContext): Promise<CliResult> {
  const { commands, problems } = await judgeRiskOnce(text, { resourcesDir: files.resources, dataDir });
  if (commands.length === 0) return wrongUsage('there is no command in it');
  for (const problem of problems) io.tell(oneLine(formatProblem(problem)));
  if (json) io.out(JSON.stringify(commands));
  for (const { command, risk } of json ? [] : commands) {
    const target = risk.target === undefined ? '' : `; type "${risk.target}" to confirm`;
    io.out(oneLine(`${risk.level}: ${command}`));
    io.out(`  ${oneLine(`${risk.level === 'dangerous' ? 'it ' : ''}${risk.reason}${target}`)}`);
  }
  return done;
}
