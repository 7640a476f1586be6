import {
  type EventKind,
  type EventOf,
  type JournalEvent,
  type KnownEvent,
  payloadSchemas,
  type WireEvent,
} from './events/index.ts';
import { payloadVersion, type Upcast, type Upcasts, upcasts } from './upcasts.ts';

/**
 * Checks and upcasts a stored event. A kind, version or shape that this program does not know becomes `unknown`,
 * never an error: an event is kept and shown whatever it holds.
 */
export const readEvent = createReader(upcasts);

/** `readEvent` for any table of older versions. */
export function createReader(table: Upcasts): (event: WireEvent) => JournalEvent {
  return (event) => {
    const { kind, version } = event;
    if (event.purged === true || !isKnownKind(kind) || version > payloadVersion(kind, table)) return unknown(event);
    const parsed = payloadSchemas[kind].safeParse(upcast(table[kind]?.slice(version - 1) ?? [], event.payload));
    // The kind chose the schema, which TypeScript cannot follow across the union.
    return parsed.success ? ({ ...event, payload: parsed.data } as KnownEvent) : unknown(event);
  };
}

/** The payload after each step; undefined, which no schema takes, where one can make nothing of it. */
function upcast(steps: readonly Upcast[], payload: unknown): unknown {
  try {
    return steps.reduce((upcasted, step) => step(upcasted), payload);
  } catch {
    return undefined;
  }
}

function isKnownKind(kind: string): kind is EventKind {
  return Object.hasOwn(payloadSchemas, kind);
}

function unknown(event: WireEvent): JournalEvent {
  const { purged, ...rest } = event;
  return { ...rest, kind: 'unknown', originalKind: event.kind, ...(purged === true && { purged }) };
}

/**
 * The event of the desk that a `backfilled` event brought in, standing where that one stands. What is brought in is
 * never brought in itself; such a one, which no program of ours writes, is unknown.
 */
export function unwrapBackfilled(event: EventOf<'backfilled'>): Exclude<JournalEvent, EventOf<'backfilled'>> {
  const { kind, version, payload, actor } = event.payload.original;
  const original = readEvent({ ...event, kind, version, payload, actor });
  return original.kind === 'backfilled' ? { ...original, kind: 'unknown', originalKind: kind } : original;
}
