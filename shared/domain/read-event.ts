import {
  type EventKind,
  type EventOf,
  type JournalEvent,
  type KnownEvent,
  PAYLOAD_VERSION,
  payloadSchemas,
  type WireEvent,
} from './events/index.ts';

/** Turns the payload of an older version into that of the next one. Key: the version it starts from. */
type Upcasts = { readonly [K in EventKind]?: { readonly [from: number]: (payload: unknown) => unknown } };

/** Empty while every kind is at version 1. A kind whose payload changes gets its step here, and its old bytes stay as they are. */
const upcasts: Upcasts = {};

/**
 * Checks and upcasts a stored event. A kind, version or shape that this program does not know becomes `unknown`,
 * never an error: an event is kept and shown whatever it holds.
 */
export function readEvent(event: WireEvent): JournalEvent {
  if (event.purged === true) return unknown(event);
  if (!isKnownKind(event.kind) || event.version > PAYLOAD_VERSION) return unknown(event);
  const parsed = payloadSchemas[event.kind].safeParse(upcast(event.kind, event.version, event.payload));
  // The kind chose the schema, which TypeScript cannot follow across the union.
  return parsed.success ? ({ ...event, payload: parsed.data } as KnownEvent) : unknown(event);
}

function upcast(kind: EventKind, version: number, payload: unknown): unknown {
  let upcasted = payload;
  for (let from = version; from < PAYLOAD_VERSION; from += 1) upcasted = upcasts[kind]?.[from]?.(upcasted) ?? upcasted;
  return upcasted;
}

function isKnownKind(kind: string): kind is EventKind {
  return Object.hasOwn(payloadSchemas, kind);
}

function unknown(event: WireEvent): JournalEvent {
  const { purged, ...rest } = event;
  return { ...rest, kind: 'unknown', originalKind: event.kind, ...(purged === true && { purged }) };
}

/** The event of the desk that a `backfilled` event brought in, standing where that one stands. */
export function unwrapBackfilled(event: EventOf<'backfilled'>): JournalEvent {
  const { kind, version, payload, actor } = event.payload.original;
  return readEvent({ ...event, kind, version, payload, actor });
}
