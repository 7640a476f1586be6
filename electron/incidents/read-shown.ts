import type { Journal, Position, StoredEvent } from '../journal/index.ts';

/**
 * The events of a stream in fold order, in pages, as they are shown: what was purged says nothing, also where its words
 * still lie here, because the purge was made on another device and an import replaces nothing.
 */
export function* readShown(
  journal: Pick<Journal, 'readFolded' | 'purgedIds'>,
  streamId: string,
  upTo?: Position,
): Generator<readonly StoredEvent[], void, void> {
  const purged = journal.purgedIds(streamId);
  for (const page of journal.readFolded(streamId, upTo)) {
    yield purged.size === 0 ? page : page.map((stored) => asShown(stored, purged));
  }
}

/** One event as `readShown` gives it. */
export function asShown(stored: StoredEvent, purged: ReadonlySet<string>): StoredEvent {
  if (!purged.has(stored.event.id) || stored.event.purged === true) return stored;
  return { ...stored, event: { ...stored.event, payload: null, purged: true } };
}
