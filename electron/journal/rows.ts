import { type Actor, actorSchema, type Envelope, type WireEvent } from '#shared/domain/events/index.ts';
import type { SealedEvent } from './bundle.ts';
import type { StoredEvent } from './journal.ts';

/** A row of `events` or `forked_events`, as node:sqlite gives it. */
export interface EventRow {
  readonly position: number;
  readonly id: string;
  readonly incident_id: string;
  readonly device_id: string;
  readonly seq: number;
  readonly hlc: string;
  readonly recorded_at: number;
  readonly recorded_offset: number;
  readonly occurred_at: number;
  readonly actor: string;
  readonly kind: string;
  readonly version: number;
  /** Empty: purged. */
  readonly payload: Uint8Array;
  readonly payload_hash: string;
  readonly prev_hash: string;
  readonly hash: string;
  /** 1 for what came in with an import; absent in a version-1 file. */
  readonly imported?: number;
}

export const INSERT_EVENT = insertInto('events');
export const INSERT_FORK = insertInto('forked_events');

function insertInto(table: string): string {
  return `
    INSERT INTO ${table} (id, incident_id, device_id, seq, hlc, recorded_at, recorded_offset, occurred_at, actor, kind,
                          version, payload, payload_hash, prev_hash, hash, imported)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
}

/** Parameters of `INSERT_EVENT`. `payload` are the bytes that were hashed. */
export function toParameters(
  envelope: Envelope,
  actorJson: string,
  payload: Uint8Array,
  origin: StoredEvent['origin'] = 'local',
) {
  const { id, incidentId, deviceId, seq, hlc, recordedAt, recordedOffset, occurredAt } = envelope;
  const { kind, version, payloadHash, prevHash, hash } = envelope;
  return [
    id,
    incidentId,
    deviceId,
    seq,
    hlc,
    recordedAt,
    recordedOffset,
    occurredAt,
    actorJson,
    kind,
    version,
    payload,
    payloadHash,
    prevHash,
    hash,
    origin === 'foreign' ? 1 : 0,
  ] as const;
}

export function toEnvelope(row: EventRow): Envelope {
  return {
    id: row.id,
    incidentId: row.incident_id,
    deviceId: row.device_id,
    seq: row.seq,
    hlc: row.hlc,
    recordedAt: row.recorded_at,
    recordedOffset: row.recorded_offset,
    occurredAt: row.occurred_at,
    actor: parseActor(row.actor),
    kind: row.kind,
    version: row.version,
    payloadHash: row.payload_hash,
    prevHash: row.prev_hash,
    hash: row.hash,
  };
}

export function toStoredEvent(row: EventRow): StoredEvent {
  const event: WireEvent = isPurged(row)
    ? { ...toEnvelope(row), payload: null, purged: true }
    : { ...toEnvelope(row), payload: parsePayload(row.payload) };
  return { position: row.position, event, origin: row.imported === 1 ? 'foreign' : 'local' };
}

export function toSealedEvent(row: EventRow): SealedEvent {
  return { envelope: toEnvelope(row), payload: isPurged(row) ? undefined : row.payload };
}

/** No payload is empty by itself: the shortest JSON has a byte. */
export function isPurged(row: Pick<EventRow, 'payload'>): boolean {
  return row.payload.length === 0;
}

const decoder = new TextDecoder();

/** A payload whose bytes were damaged is shown as the text it is; its reader then calls the event unknown. */
export function parsePayload(bytes: Uint8Array): unknown {
  const text = decoder.decode(bytes);
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** An author that was damaged on the disk reads as the program itself; the event's hash then no longer fits. */
function parseActor(text: string): Actor {
  try {
    return actorSchema.parse(JSON.parse(text));
  } catch {
    return { type: 'system' };
  }
}
