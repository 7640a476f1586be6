import { mkdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createRunbookFile, runbookTemplate } from '../../../runbooks/index.ts';
import { type CliContext, type CliResult, done, failed, wrongUsage } from '../../context.ts';
import { oneLine } from '../../plain-text.ts';

/** `war-room runbook new`: a file of one's own to fill in; one that exists is never overwritten. */
export async function begin(given: string, folder: string | undefined, context: CliContext): Promise<CliResult> {
  const title = oneLine(given).trim();
  const name = title.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-');
  if (name.replaceAll('-', '') === '') return wrongUsage('the title has no letter or digit to name the file after');
  const target = folder === undefined ? join(context.dataDir, 'runbooks') : resolve(folder);
  try {
    if (folder === undefined) mkdirSync(target, { recursive: true, mode: 0o700 });
    else if (!statSync(target).isDirectory()) throw new Error('it is not a folder');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return failed({ message: `The folder ${target} cannot be used: ${why}.`, action: 'Make it, or choose another.' });
  }
  const today = new Date().toISOString().slice(0, 10);
  const written = await createRunbookFile(target, name, runbookTemplate(title, today));
  if (!written.ok) return failed(written.error);
  context.io.out(written.value.path);
  return done;
}
