import { apply } from '#shared/domain/apply/index.ts';
import type { JournalEvent, WireEvent } from '#shared/domain/events/index.ts';
import { compareFoldOrder } from '#shared/domain/fold-order.ts';
import type { Incident } from '#shared/domain/incident.ts';
import { readEvent } from '#shared/domain/read-event.ts';

/** The events of one incident in fold order, and what they add up to. */
export interface EventLog {
  readonly events: readonly JournalEvent[];
  readonly incident: Incident | undefined;
}

export const emptyLog: EventLog = { events: [], incident: undefined };

/**
 * The log with more events in it. New ones nearly always come last and are folded onto the state; one that belongs
 * between others (written by another process a moment earlier) makes it fold all again. Known ones are left out.
 */
export function extendLog(log: EventLog, arrived: readonly WireEvent[]): EventLog {
  const known = new Set(log.events.map(({ id }) => id));
  const fresh = arrived.filter(({ id }) => !known.has(id)).map(readEvent);
  if (fresh.length === 0) return log;
  fresh.sort(compareFoldOrder);
  const last = log.events.at(-1);
  const first = fresh[0];
  if (!last || !first || compareFoldOrder(last, first) < 0) {
    return { events: [...log.events, ...fresh], incident: fresh.reduce(apply, log.incident) };
  }
  const events = [...log.events, ...fresh].sort(compareFoldOrder);
  return { events, incident: events.reduce(apply, undefined as Incident | undefined) };
}
