import { existsSync, statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import type { Runbook, RunbookProblem } from '#shared/domain/runbook.ts';
import { connectLinks, isListed } from './connect.ts';
import { type RunbookReader, readRunbook } from './content.ts';
import { type RunbookFile, readRunbookFile, scanFile, scanFolder } from './scan.ts';

/** What a file came to: without a runbook it could not be read, and its problems say why. */
export interface CheckedFile {
  /** Absolute. */
  readonly path: string;
  readonly runbook?: Runbook;
  readonly problems: readonly RunbookProblem[];
}

/** Reads files, and all the runbooks in folders, one after the other, each once. It needs no library and no data directory. */
export async function* checkFiles(paths: readonly string[], reader: RunbookReader): AsyncGenerator<CheckedFile> {
  const done = new Set<string>();
  for (const path of paths.map((given) => resolve(given))) {
    const isFolder = isDirectory(path);
    const found = isFolder ? await scanFolder(path) : { files: [await scanFile(path)] };
    const root = isFolder ? path : dirname(path);
    let checked = 0;
    for (const file of found.files.filter((one) => !done.has(one.path))) {
      const result = await checkFile(file, root, reader);
      // Every checkout has a README; it is checked where it was asked for by name.
      if (isFolder && !isListed(file.name, result.runbook)) continue;
      done.add(file.path);
      checked += 1;
      yield result;
    }
    const problem = 'problem' in found ? found.problem : undefined;
    if (problem !== undefined) yield { path, problems: [folderProblem(problem)] };
    else if (isFolder && checked === 0)
      yield { path, problems: [folderProblem('There is no runbook in this folder.')] };
  }
}

/** What can't be looked at (a link that leads to itself) is read as a file, and why it can't be is said there. */
function isDirectory(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

const folderProblem = (message: string): RunbookProblem => ({
  level: 'error',
  line: 1,
  message,
  action: 'Name the files, or another folder.',
});

async function checkFile(file: RunbookFile, root: string, reader: RunbookReader): Promise<CheckedFile> {
  const { path } = file;
  const bytes = await readRunbookFile(file);
  const read = bytes.ok
    ? readRunbook({ id: path, bytes: bytes.value, fallbackTitle: basename(file.name) }, reader)
    : bytes;
  if (!read.ok) {
    const { message, action } = read.error;
    return { path, problems: [{ level: 'error', line: 1, message, action }] };
  }
  const { runbook } = read.value;
  const problems = [...runbook.problems, ...brokenLinks(runbook, path, root)];
  return { path, runbook, problems: problems.sort((a, b) => a.line - b.line) };
}

/** Relative links to files that are not there. One that begins with `/` is meant from a place that is not known here. */
function brokenLinks(runbook: Runbook, path: string, root: string): RunbookProblem[] {
  const present = (target: string) => (existsSync(target) ? target : undefined);
  const { links } = connectLinks(runbook, { path, root }, present);
  return links
    .filter(
      ({ href, runbookId }) => runbookId === undefined && !/^([/?#]|[a-z][a-z0-9+.-]*:)/i.test(href) && href !== '',
    )
    .map(({ href, line }) => ({
      level: 'warning',
      line,
      message: `The link to ${href} leads to no file.`,
      action: 'Correct it, or write the runbook that is missing.',
    }));
}
