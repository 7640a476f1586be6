import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import {
  detectionSourceSchema,
  instantSchema,
  noteKindSchema,
  roleSchema,
  sha256Schema,
  statusSchema,
  textSchema,
  titleSchema,
  wireEventSchema,
} from '../domain/events/index.ts';
import { taxonomySchema } from '../domain/taxonomy.ts';
import { outcomeSchema } from './outcome.ts';

/** Every way in which a change of an incident can be refused. */
export const incidentProblemCodes = [
  'unknown-incident',
  'unknown-taxonomy',
  'unknown-severity',
  'unknown-event',
  'in-the-future',
  'incident-closed',
  'no-change',
  'invalid-text',
  'not-saved',
  'read-only',
] as const;

const appended = outcomeSchema(z.object({ events: z.array(wireEventSchema) }), incidentProblemCodes);
const target = { incidentId: z.uuid() };
/** Backdating: when it happened, UTC ms. Absent: now. */
const backdating = { occurredAt: instantSchema.optional() };

export const incidentSummarySchema = z.object({
  id: z.uuid(),
  title: z.string(),
  severity: z.string(),
  taxonomyId: z.string(),
  status: statusSchema,
  drill: z.boolean(),
  declaredAt: instantSchema,
  resolvedAt: instantSchema.optional(),
  commander: z.string().optional(),
  eventCount: z.number().int(),
});
export type IncidentSummary = z.infer<typeof incidentSummarySchema>;

export const incidents = {
  declare: oc
    .input(
      z.object({
        title: titleSchema,
        severity: z.string().min(1),
        taxonomyId: z.string().optional(),
        commander: z.string().trim().min(1).max(200).optional(),
        detectionSource: detectionSourceSchema.optional(),
        detectedAt: instantSchema.optional(),
        drill: z.boolean().optional(),
        ...backdating,
      }),
    )
    .output(outcomeSchema(z.object({ incidentId: z.uuid(), events: z.array(wireEventSchema) }), incidentProblemCodes)),
  acknowledge: oc.input(z.object({ ...target, ...backdating })).output(appended),
  changeStatus: oc
    .input(z.object({ ...target, to: statusSchema, reason: z.string().max(2000).optional(), ...backdating }))
    .output(appended),
  changeSeverity: oc
    .input(z.object({ ...target, to: z.string().min(1), reason: z.string().max(2000).optional(), ...backdating }))
    .output(appended),
  assignRole: oc
    .input(z.object({ ...target, role: roleSchema, personName: z.string().trim().min(1).max(200), ...backdating }))
    .output(appended),
  addNote: oc
    .input(
      z.object({
        ...target,
        text: textSchema,
        noteKind: noteKindSchema.optional(),
        pinned: z.boolean().optional(),
        ...backdating,
      }),
    )
    .output(appended),
  pin: oc.input(z.object({ ...target, eventId: z.uuid(), pinned: z.boolean() })).output(appended),

  list: oc.output(z.array(incidentSummarySchema)),
  /** All events of one incident in fold order, in pages, then every new one as it is written, by whichever process. */
  watchEvents: oc.input(z.object(target)).output(
    eventIterator(
      z.object({
        events: z.array(wireEventSchema),
        /** True on the page that completes the history; always true afterwards. */
        caughtUp: z.boolean(),
      }),
    ),
  ),
  watchList: oc.output(eventIterator(z.array(incidentSummarySchema))),
  taxonomies: oc.output(z.array(taxonomySchema)),
  /** A blob of this incident as text; only kinds that are JSON or text. */
  readBlob: oc
    .input(z.object({ sha256: sha256Schema }))
    .output(outcomeSchema(z.object({ text: z.string() }), ['absent', 'damaged'])),
};
