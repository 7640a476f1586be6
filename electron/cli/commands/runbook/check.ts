import { plural } from '#shared/domain/plural.ts';
import { showInvisible } from '#shared/domain/visible-text.ts';
import { type CheckedFile, checkFiles, openRunbookReader } from '../../../runbooks/index.ts';
import { type CliContext, type CliResult, done, failed } from '../../context.ts';
import { describeProblems, describeRunbook } from './describe.ts';

/** `war-room runbook check`: by the shipped risk rules, so that it says the same on every machine. */
export async function check(paths: readonly string[], json: boolean, { files, io }: CliContext): Promise<CliResult> {
  const reader = await openRunbookReader(files.resources);
  const reports: object[] = [];
  const counts = { runbooks: 0, steps: 0, error: 0, warning: 0 };
  for await (const file of checkFiles(paths, reader)) {
    if (file.runbook) counts.runbooks += 1;
    counts.steps += file.runbook?.steps.length ?? 0;
    for (const { level } of file.problems) counts[level] += 1;
    if (json) reports.push(reportOf(file));
    else io.out([...describeFile(file), ''].join('\n'));
  }
  const { error: errors, warning: warnings } = counts;
  if (json) io.out(JSON.stringify({ ok: errors === 0, errors, warnings, files: reports }));
  const looked = `Checked ${plural(counts.runbooks, 'runbook')} with ${plural(counts.steps, 'step')}`;
  const found = `${plural(errors, 'error')}, ${plural(warnings, 'warning')}.`;
  if (errors > 0) return failed({ message: `${looked}: ${found}`, action: '' });
  if (!json) io.tell(`${looked}: ${found}`);
  return done;
}

/** One file in reading order, for a person. */
export function describeFile({ path, runbook, problems }: CheckedFile): string[] {
  return [showInvisible(path), ...(runbook ? describeRunbook(runbook) : []), ...describeProblems(problems)];
}

/** What a program reads of a file. */
export function reportOf({ path, runbook, problems }: CheckedFile): object {
  if (!runbook) return { path, problems };
  const { title, owner, lastReviewed, reviewEveryDays, alerts, services, parameters, steps, items, links } = runbook;
  const sections = runbook.blocks.flatMap((block) =>
    block.type === 'heading' ? [{ depth: block.depth, title: block.text }] : [],
  );
  return {
    path,
    title,
    owner,
    lastReviewed,
    reviewEveryDays,
    alerts,
    services,
    parameters,
    sections,
    steps,
    checklist: items,
    links,
    index: runbook.index,
    problems,
  };
}
