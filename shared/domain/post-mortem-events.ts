import type { JournalEvent, KnownEvent } from './events/index.ts';
import type { Incident } from './incident.ts';
import { unwrapBackfilled } from './read-event.ts';

/** The events that a document speaks of: what came from the desk as what it was, and nothing that was retracted. */
export function shownEvents(events: readonly JournalEvent[], { retracted }: Incident): readonly JournalEvent[] {
  const hidden = new Set(retracted);
  return events
    .filter(({ id }) => !hidden.has(id))
    .map((event) => (event.kind === 'backfilled' ? unwrapBackfilled(event) : event));
}

export function ofKind<Kind extends KnownEvent['kind']>(
  events: readonly JournalEvent[],
  kind: Kind,
): (KnownEvent & { readonly kind: Kind })[] {
  return events.filter((event): event is KnownEvent & { readonly kind: Kind } => event.kind === kind);
}
