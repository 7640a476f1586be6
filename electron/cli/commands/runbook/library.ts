import { statSync } from 'node:fs';
import type { RunbookSummary } from '#shared/contract/index.ts';
import { plural } from '#shared/domain/plural.ts';
import {
  checkFiles,
  createShellBlocks,
  type LibraryEntry,
  openRunbookReader,
  readLibraryOnce,
} from '../../../runbooks/index.ts';
import { type CliContext, type CliResult, done, failed } from '../../context.ts';
import { oneLine } from '../../plain-text.ts';
import { withRecord } from '../../with-record.ts';
import { describeFile, reportOf } from './check.ts';

/** `war-room runbook list`: the library as the window shows it. */
export function list(json: boolean, context: CliContext): Promise<CliResult> {
  return withLibrary(context, (entries) => {
    const summaries = entries.map(({ summary }) => summary);
    context.io.out(json ? JSON.stringify(summaries) : summaries.map(describe).join('\n'));
    return done;
  });
}

/** `war-room runbook show`: one runbook of the library, or of a file. */
export async function show(what: string, json: boolean, context: CliContext): Promise<CliResult> {
  if (statSync(what, { throwIfNoEntry: false })?.isFile()) return showFile(what, json, context);
  return withLibrary(context, (entries) => {
    const found = find(entries, what);
    const [entry, ...others] = found;
    if (!entry) {
      return failed({ message: `There is no runbook ${what}.`, action: '`war-room runbook list` names them.' });
    }
    if (others.length > 0) {
      const ids = found.map(({ summary }) => summary.id).join(', ');
      return failed({ message: `${what} is the name of several: ${ids}.`, action: 'Give the whole id.' });
    }
    const { content, summary } = entry;
    if (!content.ok) return failed(content.error);
    const { runbook } = content.value;
    const file = { path: summary.path, runbook, problems: runbook.problems };
    context.io.out(json ? JSON.stringify({ id: summary.id, ...reportOf(file) }) : describeFile(file).join('\n'));
    return done;
  });
}

/** By the shipped rules: a file is shown without a data directory. */
async function showFile(path: string, json: boolean, { files, io }: CliContext): Promise<CliResult> {
  for await (const file of checkFiles([path], await openRunbookReader(files.resources))) {
    io.out(json ? JSON.stringify(reportOf(file)) : describeFile(file).join('\n'));
    if (!file.runbook) return failed({ message: `${path} is no runbook that can be read.`, action: '' });
  }
  return done;
}

function withLibrary(context: CliContext, run: (entries: readonly LibraryEntry[]) => CliResult): Promise<CliResult> {
  const { dataDir, files, io } = context;
  return withRecord(context, async ({ settings, store }) => {
    const { entries, folders } = await readLibraryOnce({
      resourcesDir: files.resources,
      dataDir,
      extraFolders: () => settings.runbookFolders(),
      shellIds: createShellBlocks(store).of,
      now: Date.now,
    });
    for (const { path, origin, state, problem } of folders) {
      // A team without runbooks of its own is nothing to tell of.
      const isUsual = origin === 'team' && state === 'missing';
      if (problem !== undefined && !isUsual) io.tell(oneLine(`${path}: ${problem}`));
    }
    return run(entries);
  });
}

/** By the whole id, else by what stands behind its origin, else by the name alone. */
function find(entries: readonly LibraryEntry[], what: string): readonly LibraryEntry[] {
  const endings = [what, `:${what}`, `/${what}`];
  for (const [index, ending] of endings.entries()) {
    const found = entries.filter(({ summary: { id } }) => (index === 0 ? id === ending : id.endsWith(ending)));
    if (found.length > 0) return found;
  }
  return [];
}

function describe({ id, title, stepCount, problemCount, review, isIndex }: RunbookSummary): string {
  const notes = [
    isIndex ? 'index' : plural(stepCount, 'step'),
    ...(review.state === 'due' || review.state === 'overdue' ? [`review ${review.state} (${review.dueOn})`] : []),
    ...(problemCount > 0 ? [plural(problemCount, 'problem')] : []),
  ];
  return oneLine(`${id}: ${title} (${notes.join(', ')})`);
}
