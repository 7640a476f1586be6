import { z } from 'zod';
import { actorSchema, instantSchema, sha256Schema } from './envelope.ts';
import { lineSchema, reasonSchema, textSchema } from './fields.ts';

export const noteKindSchema = z.enum(['observation', 'hypothesis', 'decision', 'action', 'question', 'communication']);
export type NoteKind = z.infer<typeof noteKindSchema>;

/** What people add to the timeline, and what they change about entries. */
export const timelinePayloads = {
  noteAdded: z.object({ noteKind: noteKindSchema, text: textSchema, pinned: z.boolean().optional() }),
  /** What the entry says from now on; what it said before stays in the history. */
  entryAmended: z.object({
    eventId: z.uuid(),
    text: textSchema.optional(),
    noteKind: noteKindSchema.optional(),
    /** The corrected time of the entry, UTC ms. */
    occurredAt: instantSchema.optional(),
    reason: reasonSchema,
  }),
  /** The entry is hidden and kept. */
  entryRetracted: z.object({ eventId: z.uuid(), reason: reasonSchema }),
  /** The named event held a secret: its payload was overwritten, everything else of it stands. */
  entryPurged: z.object({ eventId: z.uuid(), reason: reasonSchema }),
  entryPinned: z.object({ eventId: z.uuid(), pinned: z.boolean() }),
  attachmentAdded: z.object({
    name: z.string().trim().min(1).max(255),
    mediaType: z.string().min(1).max(200),
    /** Bytes. */
    size: z.number().int().min(0),
    blob: sha256Schema,
    caption: lineSchema.optional(),
  }),
  /** An event of the desk, brought into an incident that was declared after it. It shows as what it was. */
  backfilled: z.object({
    original: z.object({
      id: z.uuid(),
      deviceId: z.uuid(),
      seq: z.number().int().min(1),
      hash: sha256Schema,
      kind: z.string().min(1).max(64),
      version: z.number().int().min(1),
      recordedAt: instantSchema,
      occurredAt: instantSchema,
      actor: actorSchema,
      payload: z.unknown(),
    }),
  }),
  /** This device's wall clock ran behind what was recorded before. Milliseconds. */
  clockSkewDetected: z.object({ wallMs: instantSchema, hlcWallMs: z.number().int(), skewMs: z.number().int() }),
} as const;
