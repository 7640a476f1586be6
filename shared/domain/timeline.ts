import { z } from 'zod';
import type { JournalEvent } from './events/index.ts';

/** Which icon and word an entry carries; also what the filter offers. */
export const entryCategorySchema = z.enum([
  'incident',
  'status',
  'note',
  'command',
  'alert',
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
}

/** The rows of the screen, by occurredAt, then fold order. Takes events in fold order. */
export declare function toTimelineEntries(events: readonly JournalEvent[]): readonly TimelineEntry[];
