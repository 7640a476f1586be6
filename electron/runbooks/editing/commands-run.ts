import type { JournalEvent } from '#shared/domain/events/index.ts';
import { toPostMortemEntries } from '#shared/domain/post-mortem-timeline.ts';
import { redact } from '#shared/domain/redaction.ts';

/** A command of an incident, as a runbook could have it. */
export interface CommandRun {
  readonly command: string;
  /** Of the runbook step that put it there. */
  readonly title: string | undefined;
  /** Absent when the shell did not say. */
  readonly exitCode: number | undefined;
  /** First and last lines of its output. */
  readonly output: string;
}

/**
 * The commands of all terminals in the order in which they were run, each once: of those run again, the last one that
 * went well counts, else the last one. Retracted and purged ones, and what was never sent, are not among them. Takes
 * all events of an incident in fold order.
 */
export function commandsRun(events: readonly JournalEvent[]): readonly CommandRun[] {
  const runs = new Map<string, CommandRun>();
  for (const { command: ran, retracted, purged } of toPostMortemEntries(events, [])) {
    // Without a directory no shell ever said that it began.
    if (!ran || ran.cwd === undefined || retracted !== undefined || purged !== undefined) continue;
    const command = redact(ran.commandLine).replace(/\r\n?/g, '\n').trim();
    if (command === '') continue;
    const former = runs.get(command);
    if (former?.exitCode === 0 && ran.exitCode !== 0) continue;
    const title = ran.stepTitle ?? former?.title;
    // A key that is there keeps its place.
    runs.set(command, { command, title, exitCode: ran.exitCode, output: redact(ran.excerpt) });
  }
  return [...runs.values()];
}
