import type { JournalEvent } from '#shared/domain/events/index.ts';
import type { TimelineEntry } from '#shared/domain/timeline.ts';
import { toEntry } from '#shared/domain/timeline-entry.ts';
import type { TimelineRow } from '#shared/domain/timeline-rows.ts';
import type { EntryRecord } from './statements.ts';

/** What is stored of a row; undefined when its first event can't be read. */
export function toRecord(
  row: TimelineRow,
  position: number,
  event: (eventId: string) => JournalEvent | undefined,
): EntryRecord | undefined {
  const entry = toEntry(row, event);
  if (entry === undefined) return undefined;
  return {
    position,
    occurred_at: entry.occurredAt,
    fold_key: entry.order,
    category: entry.category,
    person: entry.actorName ?? null,
    pinned: entry.pinned ? 1 : 0,
    open_in: row.openIn ?? null,
    row: JSON.stringify(row),
    entry: JSON.stringify(entry),
    words: wordsOf(entry),
  };
}

/** The words by which an entry is found; none of what was hidden or overwritten. */
function wordsOf({ retracted, purged, headline, details, evidence, label }: TimelineEntry): string {
  if (retracted || purged) return '';
  const parts = [headline, ...details, ...(details.includes(label) ? [] : [label]), evidence ?? ''];
  // These two mark what was found; a NUL would end the text for SQLite.
  return parts
    .join('\n')
    .replaceAll(/[\ue000\ue001\0]/g, ' ')
    .trim();
}
