import type { JournalEvent } from './events/index.ts';
import { type TimelineEntry, toEntriesWithRuns } from './timeline.ts';
import type { Run } from './timeline-rows.ts';

/** A row of the timeline with the proof it carries. */
export interface PostMortemEntry extends TimelineEntry {
  /** "E1": the number of its evidence, where it has any. */
  readonly evidenceId?: string;
  readonly command?: PostMortemCommand;
  /** The number of the device that recorded it, where there are several. */
  readonly device?: number;
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

/** An entry that was said otherwise, or not at all, afterwards. */
export interface EntryCorrection {
  readonly occurredAt: number;
  readonly was: string;
  /** undefined: it was retracted. */
  readonly is: string | undefined;
  readonly by: string;
  readonly at: number;
  readonly reason: string;
}

/**
 * The timeline's rows, evidence numbered in their order. Takes all events of an incident in fold order, and their devices
 * in the order in which the document numbers them. What was retracted is no evidence.
 */
export function toPostMortemEntries(events: readonly JournalEvent[], devices: readonly string[]): PostMortemEntry[] {
  const deviceOf = new Map(events.map(({ id, deviceId }) => [id, devices.indexOf(deviceId) + 1]));
  let evidence = 0;
  return toEntriesWithRuns(events).map(({ entry, run }) => {
    const device = devices.length > 1 ? deviceOf.get(entry.eventId) : undefined;
    const row = { ...entry, ...(device !== undefined && { device }) };
    const command = run ? toCommand(run) : undefined;
    if (entry.retracted !== undefined || (!command && entry.evidence === undefined)) return row;
    evidence += 1;
    return { ...row, evidenceId: `E${evidence}`, ...(command ? { command } : {}) };
  });
}

/** What was amended and retracted, oldest first, with what had been said before. */
export function collectEntryCorrections(timeline: readonly PostMortemEntry[]): EntryCorrection[] {
  const corrections = timeline.flatMap(
    ({ occurredAt, headline, label, text, amendments, retracted }): EntryCorrection[] => {
      const said = text ?? headline;
      const amended = amendments.map((amendment, index): EntryCorrection => {
        const { by, at, reason } = amendment;
        // What followed an amendment is what the next one replaced.
        const next = amendments.slice(index + 1);
        const was = describeFormer(amendment);
        const is = [
          amendment.formerText !== undefined &&
            (next.find((later) => later.formerText !== undefined)?.formerText ?? said),
          amendment.formerLabel !== undefined &&
            (next.find((later) => later.formerLabel !== undefined)?.formerLabel ?? label),
          amendment.formerOccurredAt !== undefined &&
            instant(next.find((later) => later.formerOccurredAt !== undefined)?.formerOccurredAt ?? occurredAt),
        ];
        return { occurredAt, was, is: is.filter((part) => part !== false).join('; '), by, at, reason };
      });
      return retracted ? [...amended, { occurredAt, was: said, is: undefined, ...retracted }] : amended;
    },
  );
  return corrections.sort((a, b) => a.at - b.at);
}

function describeFormer({ formerText, formerLabel, formerOccurredAt }: TimelineEntry['amendments'][number]): string {
  const parts = [formerText, formerLabel, formerOccurredAt === undefined ? undefined : instant(formerOccurredAt)];
  return parts.filter((part) => part !== undefined).join('; ');
}

function instant(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
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
