import type { CliContext } from '../context.ts';
import { checkChromium, checkDataDirectory, checkElectron, checkNode, checkSqlite } from './machine.ts';
import { checkPrometheus } from './prometheus.ts';
import { checkShell } from './shell.ts';

export interface Check {
  readonly name: string;
  readonly state: 'ok' | 'warning' | 'failed';
  /** What was found. */
  readonly detail: string;
  /** What to do; empty when nothing has to be done. */
  readonly action: string;
}

/** Every check, each of which tries the real thing. */
export async function examine(context: CliContext): Promise<readonly Check[]> {
  const dataDirectory = checkDataDirectory(context);
  return [
    checkNode(),
    checkElectron(context),
    await checkChromium(context),
    await checkShell(context),
    checkSqlite(),
    dataDirectory,
    await checkPrometheus(context, dataDirectory.state !== 'failed'),
  ];
}
