import { z } from 'zod';
import type { JournalEvent } from './events/index.ts';
import { runOf, toEntry } from './timeline-entry.ts';
import { TimelineMemory } from './timeline-memory.ts';
import type { Run } from './timeline-rows.ts';

/** Which icon and word an entry carries; also what the filter offers. */
export const entryCategorySchema = z.enum([
  'incident',
  'status',
  'people',
  'clock',
  'update',
  'impact',
  'checklist',
  'action item',
  'review',
  'note',
  'attachment',
  'command',
  'alert',
  'probe',
  'graph',
  'runbook',
  'session',
  'document',
  'unknown',
]);
export type EntryCategory = z.infer<typeof entryCategorySchema>;

/** An event as a person sees it on the timeline. Derived from events, never stored. */
export interface TimelineEntry {
  readonly eventId: string;
  /** Its place in the order of the fold, as text; entries of one instant stand in the order of these. */
  readonly order: string;
  readonly category: EntryCategory;
  /** The word for the kind: "decision", "exit 2", "declared". */
  readonly label: string;
  /** One line; what the row says in its first line. */
  readonly headline: string;
  /** True for command lines: shown in the mono face. */
  readonly code: boolean;
  /** Second line: exit code, duration, person, source. Already joined in reading order. */
  readonly details: readonly string[];
  /** Folded evidence: output excerpt. Multi-line. */
  readonly evidence?: string;
  /** Blob of the snapshot that the row draws. */
  readonly snapshotBlob?: string;
  readonly tone: 'neutral' | 'critical' | 'warning' | 'ok' | 'accent';
  readonly occurredAt: number;
  readonly recordedAt: number;
  /** occurredAt was given by a person and differs from the recording by over a minute. */
  readonly backdated: boolean;
  readonly actorName?: string;
  readonly pinned: boolean;
  /** What the entry says, as it may be amended; only entries that a person wrote have it. */
  readonly text?: string;
  /** Former wordings, oldest first; each with who replaced it, when and why. */
  readonly amendments: readonly Amendment[];
  /** Hidden, and kept: by whom, when and why. */
  readonly retracted?: Withdrawal;
  /** Its payload was overwritten because it held a secret. */
  readonly purged?: Withdrawal;
  /** It happened before the declaration, on the desk, and was brought in. */
  readonly backfilled: boolean;
  /** Recorded by another device and imported. */
  readonly foreign: boolean;
  readonly can: { readonly amend: boolean; readonly retract: boolean; readonly purge: boolean };
}

export interface Withdrawal {
  readonly by: string;
  /** UTC ms. */
  readonly at: number;
  readonly reason: string;
}

/** One replacement of an entry's words or time; what is absent was not replaced. */
export interface Amendment extends Withdrawal {
  readonly formerText?: string;
  readonly formerOccurredAt?: number;
  readonly formerLabel?: string;
}

/** What a kind of event says about itself; the rest of an entry follows from the envelope. */
export type EntryText = Pick<TimelineEntry, 'category' | 'label' | 'headline' | 'details' | 'tone'> &
  Partial<Pick<TimelineEntry, 'code' | 'evidence' | 'snapshotBlob'>>;

/** The order of the screen: by when things happened, then in the order of the fold. Negative when `a` comes first. */
export function compareEntries(
  a: Pick<TimelineEntry, 'occurredAt' | 'order'>,
  b: Pick<TimelineEntry, 'occurredAt' | 'order'>,
): number {
  return a.occurredAt - b.occurredAt || (a.order < b.order ? -1 : a.order > b.order ? 1 : 0);
}

/** An entry, and the events of the command that it shows. */
export interface EntryWithRun {
  readonly entry: TimelineEntry;
  readonly run: Run | undefined;
}

/**
 * The rows of the screen, in its order. Takes all events of an incident in fold order; all count as recorded here. The
 * events of one command, and of the runbook step that sent it, are one row; what is said about a row is no row.
 */
export function toTimelineEntries(events: Iterable<JournalEvent>): readonly TimelineEntry[] {
  return toEntriesWithRuns(events).map(({ entry }) => entry);
}

/** As `toTimelineEntries`, each with the recorded command behind it. */
export function toEntriesWithRuns(events: Iterable<JournalEvent>): readonly EntryWithRun[] {
  const memory = new TimelineMemory();
  for (const event of events) memory.add(event);
  const find = (eventId: string) => memory.event(eventId);
  return [...memory.rows()]
    .flatMap((row) => {
      const entry = toEntry(row, find);
      return entry ? [{ entry, run: runOf(row, find) }] : [];
    })
    .sort((a, b) => compareEntries(a.entry, b.entry));
}
