import { z } from 'zod';
import {
  actionItemChangesSchema,
  actionItemSchema,
  detailsSchema,
  detectionSourceSchema,
  impactFactSchema,
  instantSchema,
  lineSchema,
  momentSchema,
  noteKindSchema,
  optionalReasonSchema,
  personNameSchema,
  reasonSchema,
  reviewSectionSchema,
  reviewStatusSchema,
  roleSchema,
  sha256Schema,
  statusSchema,
  textSchema,
  titleSchema,
  updateAudienceSchema,
} from './events/index.ts';

/** When it happened, UTC ms, when a person backdates. Absent: now. */
const backdating = { occurredAt: instantSchema.optional() };

export const declareSchema = z.object({
  title: titleSchema,
  severity: z.string().min(1),
  commander: personNameSchema.optional(),
  detectionSource: detectionSourceSchema.optional(),
  detectedAt: instantSchema.optional(),
  drill: z.boolean().optional(),
  ...backdating,
});

/**
 * What a person can ask of one incident, one schema per command. The contract, the service and the command line are
 * made from these: a new command is a line here, a decider, and a place on the screen.
 */
export const commandSchemas = {
  acknowledge: z.object({ level: z.string().min(1).max(100).optional(), ...backdating }),
  changeStatus: z.object({ to: statusSchema, reason: optionalReasonSchema, ...backdating }),
  changeSeverity: z.object({ to: z.string().min(1), reason: optionalReasonSchema, ...backdating }),
  changeDetails: z.object({ changes: detailsSchema, reason: optionalReasonSchema }),
  /** Corrects one moment; null takes it away. */
  setTimestamp: z.object({ moment: momentSchema, at: instantSchema.nullable(), reason: optionalReasonSchema }),

  assignRole: z.object({ role: roleSchema, personName: personNameSchema, ...backdating }),
  handOverRole: z.object({ role: roleSchema, to: personNameSchema, note: z.string().max(2000).optional() }),
  joinResponders: z.object({ personName: personNameSchema, reason: optionalReasonSchema, ...backdating }),
  leaveResponders: z.object({ personName: personNameSchema, reason: optionalReasonSchema, ...backdating }),
  escalate: z.object({
    level: z.string().min(1).max(100),
    who: lineSchema.optional(),
    contact: lineSchema.optional(),
    reason: optionalReasonSchema,
    ...backdating,
  }),

  addNote: z.object({
    text: textSchema,
    noteKind: noteKindSchema.optional(),
    pinned: z.boolean().optional(),
    ...backdating,
  }),
  /** `at` is the entry's corrected time; UTC ms. */
  amendEntry: z.object({
    eventId: z.uuid(),
    text: textSchema.optional(),
    noteKind: noteKindSchema.optional(),
    at: instantSchema.optional(),
    reason: reasonSchema,
  }),
  retractEntry: z.object({ eventId: z.uuid(), reason: reasonSchema }),
  pin: z.object({ eventId: z.uuid(), pinned: z.boolean() }),
  /** The bytes are kept before, as a blob. */
  attach: z.object({
    name: z.string().trim().min(1).max(255),
    mediaType: z.string().min(1).max(200),
    size: z.number().int().min(0),
    blob: sha256Schema,
    caption: lineSchema.optional(),
    ...backdating,
  }),

  tickChecklistItem: z.object({
    checklistId: z.string().min(1).max(200),
    itemId: z.string().min(1).max(200),
    text: lineSchema,
    checked: z.boolean(),
    value: lineSchema.optional(),
    note: z.string().max(2000).optional(),
  }),
  publishUpdate: z.object({
    audience: updateAudienceSchema,
    channels: z.array(lineSchema).max(50).optional(),
    publicStatus: lineSchema,
    text: textSchema,
    templateId: z.string().max(200).optional(),
    ...backdating,
  }),
  changeImpact: z.object({ fact: impactFactSchema, source: z.string().trim().max(500).optional(), ...backdating }),
  addActionItem: z.object(actionItemSchema.shape),
  changeActionItem: z.object({ itemId: z.uuid(), changes: actionItemChangesSchema }),
  closeActionItem: z.object({
    itemId: z.uuid(),
    outcome: z.enum(['done', 'dropped']),
    reason: optionalReasonSchema,
    ...backdating,
  }),
  writeReviewSection: z.object({ section: reviewSectionSchema, text: z.string().max(100_000) }),
  changeReviewStatus: z.object({ to: reviewStatusSchema, reason: optionalReasonSchema }),
} as const;

export type CommandName = keyof typeof commandSchemas;
export type CommandInput<Name extends CommandName> = z.infer<(typeof commandSchemas)[Name]>;

type CommandOf<Name extends CommandName> = { readonly type: Name } & Readonly<CommandInput<Name>>;

/** A command for an incident that there is. */
export type OpenCommand = { readonly [Name in CommandName]: CommandOf<Name> }[CommandName];
export type DeclareCommand = { readonly type: 'declare'; readonly simulated: boolean } & Readonly<
  z.infer<typeof declareSchema>
>;
export type Command = DeclareCommand | OpenCommand;
