import { readFile, rename, writeFile } from 'node:fs/promises';
import { blotCommands } from '#shared/domain/transcript/blot.ts';

/**
 * Takes commands that were purged while they were recorded out of a finished file, see `purged-commands.ts`. `running`
 * is the command that the file begins in; returns the one that it ends in. Throws what the disk throws; the file is as
 * it was then.
 */
export async function blotFile(
  path: string,
  commandIds: ReadonlySet<string>,
  running: string | undefined,
): Promise<string | undefined> {
  const [header = '', ...lines] = (await readFile(path, 'utf8')).split('\n');
  const blotted = blotCommands(lines, commandIds, { running });
  if (!blotted.untouched) {
    const draft = `${path}.sealing`;
    await writeFile(draft, [header, ...blotted.lines].join('\n'), { mode: 0o600 });
    await rename(draft, path);
  }
  return blotted.running;
}
