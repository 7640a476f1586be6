import type { WireEvent } from '#shared/domain/events/index.ts';
import type { Journal } from '../journal/index.ts';

/** What happened on this device's desk since `since` (UTC ms), in fold order. Its own clock notes are of no use elsewhere. */
export function deskSince(journal: Journal, since: number): readonly WireEvent[] {
  const events: WireEvent[] = [];
  for (const page of journal.readFolded(journal.deskStreamId)) {
    for (const { event } of page) {
      if (event.occurredAt >= since && event.kind !== 'clockSkewDetected' && event.kind !== 'entryPurged')
        events.push(event);
    }
  }
  return events;
}
