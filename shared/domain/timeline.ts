import { z } from 'zod';
import { describeEvent } from './describe-event.ts';
import { describeRun } from './describe-run.ts';
import { isAmendable, isPurgeable, isRetractable } from './entry-rules.ts';
import type { JournalEvent } from './events/index.ts';
import { collectRows, type Row } from './timeline-rows.ts';

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

/** A person's time counts as backdated from this distance on. */
const BACKDATED_MS = 60_000;

/**
 * The rows of the screen, by occurredAt, then fold order. Takes all events of an incident in fold order. The events of
 * one command, and of the runbook step that sent it, are one row; pinning is a mark on a row, not a row.
 */
export function toTimelineEntries(events: readonly JournalEvent[]): readonly TimelineEntry[] {
  const { rows, pinnedIds, context } = collectRows(events);
  return rows
    .map((row) => toEntry(row, pinnedIds, row.run ? describeRun(row.run, context) : describeEvent(row.first, context)))
    .sort((a, b) => a.occurredAt - b.occurredAt);
}

function toEntry(row: Row, pinnedIds: ReadonlySet<string>, text: EntryText): TimelineEntry {
  const { id, actor } = row.first;
  // A step may wait in its tab for long before it is sent: the row stands where the command ran.
  const { occurredAt, recordedAt } = row.run?.commandStarted ?? row.first;
  return {
    code: false,
    ...text,
    eventId: id,
    occurredAt,
    recordedAt,
    backdated: actor.type === 'person' && Math.abs(recordedAt - occurredAt) > BACKDATED_MS,
    ...(actor.type === 'person' && { actorName: actor.name }),
    pinned: row.eventIds.some((eventId) => pinnedIds.has(eventId)),
    amendments: [],
    backfilled: row.first.kind === 'backfilled',
    foreign: false,
    can: {
      amend: isAmendable(row.first.kind),
      retract: isRetractable(row.first.kind),
      purge: isPurgeable(row.first.kind),
    },
    ...(row.first.kind === 'noteAdded' && { text: row.first.payload.text }),
  };
}
