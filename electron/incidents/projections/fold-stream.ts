import { apply } from '#shared/domain/apply/index.ts';
import type { JournalEvent } from '#shared/domain/events/index.ts';
import { foldKey } from '#shared/domain/fold-order.ts';
import type { Incident } from '#shared/domain/incident.ts';
import { readEvent } from '#shared/domain/read-event.ts';
import { TimelineMemory } from '#shared/domain/timeline-memory.ts';
import type { Journal, Position, StoredEvent } from '../../journal/index.ts';
import { readShown } from '../read-shown.ts';
import { toRecord } from './entry-record.ts';
import type { EntryRecord } from './statements.ts';

/** Everything that is derived from one stream. */
export interface DerivedStream {
  readonly state: Incident | undefined;
  readonly position: Position;
  readonly last: string;
  /** One by one: all of them at once would take as much memory as the events do. */
  records(): Iterable<EntryRecord>;
  readonly facts: readonly (readonly [key: string, value: string])[];
}

/** Derives it from the first event on, up to the one that was stored at that position. */
export function deriveStream(
  journal: Journal,
  streamId: string,
  // No limit: inside a transaction the head may still lag behind another process.
  upTo: Position = Number.MAX_SAFE_INTEGER,
): DerivedStream {
  const memory = new TimelineMemory();
  const positions = new Map<string, Position>();
  let state: Incident | undefined;
  let position = 0;
  let last = '';
  for (const page of readShown(journal, streamId, upTo)) {
    for (const stored of page) {
      const event = readEvent(stored.event);
      state = apply(state, event);
      memory.add(event, stored.origin);
      positions.set(event.id, stored.position);
      position = Math.max(position, stored.position);
      last = foldKey(event);
    }
  }
  function* records() {
    for (const row of memory.rows()) {
      const record = toRecord(row, positions.get(row.id) ?? 0, (id) => memory.event(id));
      if (record) yield record;
    }
  }
  return { state, position, last, records, facts: [...memory.facts()] };
}

/**
 * Whether an event can't simply be added to what is folded: it sorts before it (another device's, brought in later), or
 * what was folded has been overwritten.
 */
export function needsRefold({ event }: StoredEvent, last: string): boolean {
  return event.kind === 'entryPurged' || foldKey(event) < last;
}

/** A desk's stream has its device's id; what happens there is shown where it is brought in. */
export function isDesk({ incidentId, deviceId }: Pick<JournalEvent, 'incidentId' | 'deviceId'>): boolean {
  return incidentId === deviceId;
}
