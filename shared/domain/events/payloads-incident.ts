import { z } from 'zod';
import { instantSchema } from './envelope.ts';
import {
  lineSchema,
  linkTargetSchema,
  optionalReasonSchema,
  personNameSchema,
  textSchema,
  titleSchema,
} from './fields.ts';

/** Where an incident stands. Any move is allowed; an odd one asks for a reason. */
export const statusSchema = z.enum([
  'detected',
  'investigating',
  'identified',
  'mitigating',
  'monitoring',
  'resolved',
  'closed',
]);
export type Status = z.infer<typeof statusSchema>;

export const detectionSourceSchema = z.enum([
  'alert',
  'user report',
  'health check',
  'error tracking',
  'person',
  'test',
]);

export const roleSchema = z.enum(['incident commander', 'technical lead', 'communications', 'operations', 'scribe']);
export type Role = z.infer<typeof roleSchema>;

/** The moments that measurements are taken between. */
export const momentSchema = z.enum([
  'startedAt',
  'detectedAt',
  'acknowledgedAt',
  'declaredAt',
  'identifiedAt',
  'mitigatedAt',
  'resolvedAt',
  'closedAt',
]);
export type Moment = z.infer<typeof momentSchema>;

export const linkKindSchema = z.enum(['status page', 'call', 'chat channel', 'ticket', 'dashboard', 'document']);
export type LinkKind = z.infer<typeof linkKindSchema>;

/** What an incident says about itself; only what is given changes. An empty link removes it. */
export const detailsSchema = z.object({
  title: titleSchema.optional(),
  summary: z.string().max(10_000).optional(),
  services: z.array(lineSchema).max(100).optional(),
  /** By these an incident is found to repeat another one. */
  rootCauseTags: z.array(lineSchema).max(50).optional(),
  drill: z.boolean().optional(),
  links: z.partialRecord(linkKindSchema, linkTargetSchema).optional(),
});
export type Details = z.infer<typeof detailsSchema>;

/** The incident's own course: what it is, where it stands, who has which part. */
export const incidentPayloads = {
  declared: z.object({
    title: titleSchema,
    severity: z.string().min(1),
    taxonomyId: z.string().min(1),
    detectionSource: detectionSourceSchema,
    /** When it was noticed; may lie before the declaration. */
    detectedAt: instantSchema,
    drill: z.boolean(),
    /** Metrics came from the in-process simulation at declaration. */
    simulated: z.boolean(),
  }),
  detailsChanged: z.object({ changes: detailsSchema, reason: optionalReasonSchema }),
  severityChanged: z.object({ from: z.string(), to: z.string().min(1), reason: optionalReasonSchema }),
  statusChanged: z.object({ from: statusSchema, to: statusSchema, reason: optionalReasonSchema }),
  /** A correction of one moment, UTC ms; null takes it away. The former one stays in the history. */
  timestampSet: z.object({ moment: momentSchema, at: instantSchema.nullable(), reason: optionalReasonSchema }),
  /** `level` is that of the escalation ladder at which somebody answered; without one, the first. */
  acknowledged: z.object({ level: z.string().min(1).max(100).optional() }),
  roleAssigned: z.object({ role: roleSchema, personName: personNameSchema }),
  roleHandedOver: z.object({
    role: roleSchema,
    from: personNameSchema,
    to: personNameSchema,
    /** Where the incident stood at that moment, as the new holder was told. */
    summary: textSchema,
  }),
  responderJoined: z.object({ personName: personNameSchema, reason: optionalReasonSchema }),
  responderLeft: z.object({ personName: personNameSchema, reason: optionalReasonSchema }),
  /** A duplicate was merged: 'into' stands in the duplicate, 'from' in the incident that goes on. */
  incidentMerged: z.object({ direction: z.enum(['into', 'from']), otherId: z.uuid(), otherTitle: titleSchema }),
} as const;
