import { z } from 'zod';
import { instantSchema } from './envelope.ts';
import { daySchema, lineSchema, linkTargetSchema, optionalReasonSchema, textSchema, titleSchema } from './fields.ts';

export const updateAudienceSchema = z.enum(['status page', 'internal', 'customers', 'final']);
export type UpdateAudience = z.infer<typeof updateAudienceSchema>;

const count = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const names = z.array(lineSchema).min(1).max(100);
const fact = <const Field extends string, Value extends z.ZodType>(field: Field, value: Value) =>
  z.object({ field: z.literal(field), value: value.nullable() });

/** One figure of the impact. A null value is "unknown", which is not zero. */
export const impactFactSchema = z.discriminatedUnion('field', [
  fact('users affected', count),
  /** Per cent of all users. */
  fact('share of users', z.number().min(0).max(100)),
  fact('requests failed', count),
  fact('revenue', z.object({ amount: z.number().min(0), currency: z.string().trim().min(1).max(10) })),
  fact('SLA', z.object({ breached: z.boolean(), target: lineSchema.optional(), measured: lineSchema.optional() })),
  fact('data loss', z.object({ extent: z.enum(['none', 'suspected', 'confirmed']), detail: lineSchema.optional() })),
  fact('regions', names),
  fact('services', names),
  fact('customer tickets', count),
]);
export type ImpactFact = z.infer<typeof impactFactSchema>;
export type ImpactField = ImpactFact['field'];

export const actionPrioritySchema = z.enum(['P0', 'P1', 'P2']);
export const actionKindSchema = z.enum(['prevent', 'detect', 'mitigate', 'process']);
export const actionHorizonSchema = z.enum(['immediate', 'short-term', 'long-term']);

/** What is to be done after an incident. Without owner or date it is warned about, not refused. */
export const actionItemSchema = z.object({
  title: titleSchema,
  owner: lineSchema.optional(),
  dueOn: daySchema.optional(),
  priority: actionPrioritySchema,
  itemKind: actionKindSchema,
  horizon: actionHorizonSchema,
  link: linkTargetSchema.optional(),
});
export type ActionItem = z.infer<typeof actionItemSchema>;

/** Only what is given changes; null takes it away. */
export const actionItemChangesSchema = z.object({
  ...actionItemSchema.partial().shape,
  owner: lineSchema.nullable().optional(),
  dueOn: daySchema.nullable().optional(),
  link: linkTargetSchema.nullable().optional(),
  /** Open again after it was closed. */
  reopened: z.literal(true).optional(),
});
export type ActionItemChanges = z.infer<typeof actionItemChangesSchema>;

export const reviewSectionSchema = z.enum([
  'executive summary',
  'what happened',
  'lead-up',
  'trigger',
  'root cause',
  'contributing factors',
  'five whys',
  'detection',
  'response',
  'mitigation',
  'resolution',
  'what went well',
  'what went badly',
  'where we got lucky',
  'lessons',
  'prevention',
  'supporting information',
]);
export type ReviewSection = z.infer<typeof reviewSectionSchema>;

export const reviewStatusSchema = z.enum(['draft', 'in review', 'approved', 'published']);
export type ReviewStatus = z.infer<typeof reviewStatusSchema>;

/** How people answer an incident: clocks, escalation, checklists, updates, impact, action items, review. */
export const responsePayloads = {
  clockBreached: z.object({
    /** `acknowledge`, `update`, `phase: mitigation`; with the origin it names one run of one clock. */
    clock: z.string().min(1).max(200),
    severity: z.string().min(1),
    originAt: instantSchema,
    limitMs: z.number().positive(),
    dueAt: instantSchema,
  }),
  escalated: z.object({
    /** Of the taxonomy's ladder: `L2`. */
    level: z.string().min(1).max(100),
    who: lineSchema,
    /** How they were reached: a number, an address, a handle. */
    contact: lineSchema.optional(),
    reason: optionalReasonSchema,
  }),
  checklistItemChecked: z.object({
    checklistId: z.string().min(1).max(200),
    itemId: z.string().min(1).max(200),
    /** What was ticked, as it read: the list may change, the record does not. */
    text: lineSchema,
    checked: z.boolean(),
    /** What a panel showed beside it. */
    value: lineSchema.optional(),
    note: z.string().max(2000).optional(),
  }),
  updatePublished: z.object({
    audience: updateAudienceSchema,
    /** Where it went: "status page", "#incidents". */
    channels: z.array(lineSchema).max(50),
    /** The status word that its readers saw. */
    publicStatus: lineSchema,
    text: textSchema,
    templateId: z.string().max(200).optional(),
  }),
  impactChanged: z.object({
    fact: impactFactSchema,
    /** Where the figure comes from; why it is unknown, for an unknown one. */
    source: z.string().trim().max(500),
  }),
  actionItemAdded: z.object({ itemId: z.uuid(), item: actionItemSchema }),
  actionItemChanged: z.object({ itemId: z.uuid(), changes: actionItemChangesSchema }),
  actionItemClosed: z.object({ itemId: z.uuid(), outcome: z.enum(['done', 'dropped']), reason: optionalReasonSchema }),
  /** The whole section as it stands now; an empty text empties it. */
  reviewSectionWritten: z.object({ section: reviewSectionSchema, text: z.string().max(100_000) }),
  reviewStatusChanged: z.object({ from: reviewStatusSchema, to: reviewStatusSchema, reason: optionalReasonSchema }),
} as const;
