import { hash } from 'node:crypto';
import { canonicalJson } from '#shared/domain/canonical-json.ts';
import type { Envelope } from '#shared/domain/events/index.ts';

/** SHA-256 as 64 lower-case hexadecimal digits; text is taken as UTF-8. */
export function sha256(data: Uint8Array | string): string {
  return hash('sha256', data, 'hex');
}

const encoder = new TextEncoder();

/** The bytes of a payload as they are stored and hashed. */
export function payloadBytes(payload: unknown): Uint8Array {
  return encoder.encode(canonicalJson(payload));
}

/** The hash of an event: over the canonical JSON of its envelope, in which payloadHash stands for the payload. */
export function envelopeHash(envelope: Omit<Envelope, 'hash'>): string {
  // Named one by one: whatever else an object carries must not get into the hash.
  const { id, incidentId, deviceId, seq, hlc, recordedAt, recordedOffset, occurredAt } = envelope;
  const { actor, kind, version, payloadHash, prevHash } = envelope;
  return sha256(
    canonicalJson({
      id,
      incidentId,
      deviceId,
      seq,
      hlc,
      recordedAt,
      recordedOffset,
      occurredAt,
      actor,
      kind,
      version,
      payloadHash,
      prevHash,
    }),
  );
}
