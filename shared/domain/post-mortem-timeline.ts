import type { JournalEvent } from './events/index.ts';
import { type TimelineEntry, toEntriesWithRuns } from './timeline.ts';
import type { Run } from './timeline-rows.ts';

/** A row of the timeline with the proof it carries. */
export interface PostMortemEntry extends TimelineEntry {
  /** "E1": the number of its evidence, where it has any. */
  readonly evidenceId?: string;
  readonly command?: PostMortemCommand;
}

/** A command as it was recorded. */
export interface PostMortemCommand {
  readonly commandLine: string;
  readonly cwd: string | undefined;
  /** Absent when the shell did not say. */
  readonly exitCode: number | undefined;
  readonly durationMs: number | undefined;
  readonly excerpt: string;
  readonly excerptTruncated: boolean;
  /** Of the runbook step that put it there. */
  readonly stepTitle: string | undefined;
  readonly confirmedTarget: string | undefined;
}

/** The timeline's rows, evidence numbered in their order. Takes all events of an incident in fold order. */
export function toPostMortemEntries(events: readonly JournalEvent[]): PostMortemEntry[] {
  let evidence = 0;
  return toEntriesWithRuns(events).map(({ entry, run }) => {
    const command = run ? toCommand(run) : undefined;
    if (!command && entry.evidence === undefined) return entry;
    evidence += 1;
    return { ...entry, evidenceId: `E${evidence}`, ...(command ? { command } : {}) };
  });
}

function toCommand(run: Run): PostMortemCommand | undefined {
  const { stepStarted, commandStarted, commandFinished, stepFinished } = run;
  const commandLine = (commandFinished ?? commandStarted ?? stepStarted)?.payload.commandLine;
  if (commandLine === undefined) return undefined;
  return {
    commandLine,
    cwd: (commandFinished ?? commandStarted)?.payload.cwd,
    exitCode: (commandFinished ?? stepFinished)?.payload.exitCode,
    durationMs: (commandFinished ?? stepFinished)?.payload.durationMs,
    excerpt: commandFinished?.payload.excerpt ?? '',
    excerptTruncated: commandFinished?.payload.excerptTruncated ?? false,
    stepTitle: stepStarted?.payload.title,
    confirmedTarget: stepStarted?.payload.confirmedTarget,
  };
}
