import { z } from 'zod';

/** Milliseconds since the Unix epoch, UTC. */
export const instantSchema = z.number().int().min(0).max(8_640_000_000_000_000);

/** Who did it: a person of this data directory, or the program itself. */
export const actorSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('person'), personId: z.uuid(), name: z.string().min(1).max(200) }),
  z.object({ type: z.literal('system') }),
]);
export type Actor = z.infer<typeof actorSchema>;

/** SHA-256 as 64 lower-case hexadecimal digits. */
export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * What surrounds every payload. `hlc` is a hybrid logical clock printed so that its text order
 * is its time order: 15 digits of wall milliseconds, '-', 6 digits of counter.
 */
export const envelopeSchema = z.object({
  id: z.uuid(),
  /** The incident's id, or the device's own desk stream (`deskStreamId`). */
  incidentId: z.uuid(),
  deviceId: z.uuid(),
  /** From 1, gapless per (incident, device). */
  seq: z.number().int().min(1),
  hlc: z.string().regex(/^\d{15}-\d{6}$/),
  recordedAt: instantSchema,
  /** Minutes east of UTC of the device's zone when it was recorded. */
  recordedOffset: z.number().int().min(-1080).max(1080),
  occurredAt: instantSchema,
  actor: actorSchema,
  kind: z.string().min(1).max(64),
  version: z.number().int().min(1),
  payloadHash: sha256Schema,
  /** Hash of the event before it in this (incident, device); 64 zeros for the first. */
  prevHash: sha256Schema,
  /** SHA-256 over the canonical JSON (RFC 8785) of all of the above. */
  hash: sha256Schema,
});
export type Envelope = z.infer<typeof envelopeSchema>;

/** `prevHash` of the first event of a chain. */
export const GENESIS_HASH = '0'.repeat(64);
