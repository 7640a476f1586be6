import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { commandSchemas, declareSchema } from '../domain/commands.ts';
import type { CountingClock } from '../domain/counting-clocks.ts';
import { instantSchema, optionalReasonSchema, statusSchema, wireEventSchema } from '../domain/events/index.ts';
import type { Incident } from '../domain/incident.ts';
import { taxonomySchema } from '../domain/taxonomy.ts';
import { outcomeSchema } from './outcome.ts';

/** Every way in which a change of an incident can be refused. */
export const incidentProblemCodes = [
  'unknown-incident',
  'unknown-taxonomy',
  'unknown-severity',
  'unknown-level',
  'unknown-event',
  'unknown-item',
  'unknown-person',
  'in-the-future',
  'in-the-past',
  'incident-closed',
  'no-change',
  'not-possible',
  'invalid-text',
  'not-saved',
  'read-only',
] as const;

/** What was written, as stored. */
export const appendedSchema = outcomeSchema(z.object({ events: z.array(wireEventSchema) }), incidentProblemCodes);
const target = { incidentId: z.uuid() };

/** One command as a procedure: what it needs, and the incident that it is for. */
function change<const Shape extends z.core.$ZodLooseShape>(schema: z.ZodObject<Shape>) {
  return oc.input(schema.extend(target)).output(appendedSchema);
}

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
  /** It is a duplicate of that incident. */
  mergedInto: z.uuid().optional(),
  eventCount: z.number().int(),
  /** Of an open incident: which clocks count. How they stand at a moment is what `readCounting` says of them. */
  clocks: z.custom<readonly CountingClock[]>().optional(),
});
export type IncidentSummary = z.infer<typeof incidentSummarySchema>;

export const incidents = {
  declare: oc
    .input(declareSchema.extend({ taxonomyId: z.string().optional() }))
    .output(outcomeSchema(z.object({ incidentId: z.uuid(), events: z.array(wireEventSchema) }), incidentProblemCodes)),

  acknowledge: change(commandSchemas.acknowledge),
  changeStatus: change(commandSchemas.changeStatus),
  changeSeverity: change(commandSchemas.changeSeverity),
  changeDetails: change(commandSchemas.changeDetails),
  setTimestamp: change(commandSchemas.setTimestamp),
  assignRole: change(commandSchemas.assignRole),
  handOverRole: change(commandSchemas.handOverRole),
  joinResponders: change(commandSchemas.joinResponders),
  leaveResponders: change(commandSchemas.leaveResponders),
  escalate: change(commandSchemas.escalate),
  addNote: change(commandSchemas.addNote),
  amendEntry: change(commandSchemas.amendEntry),
  retractEntry: change(commandSchemas.retractEntry),
  pin: change(commandSchemas.pin),
  tickChecklistItem: change(commandSchemas.tickChecklistItem),
  publishUpdate: change(commandSchemas.publishUpdate),
  changeImpact: change(commandSchemas.changeImpact),
  addActionItem: change(commandSchemas.addActionItem),
  changeActionItem: change(commandSchemas.changeActionItem),
  closeActionItem: change(commandSchemas.closeActionItem),
  writeReviewSection: change(commandSchemas.writeReviewSection),
  changeReviewStatus: change(commandSchemas.changeReviewStatus),

  /** Closes this incident as a duplicate of another one, which names it. */
  merge: oc.input(z.object({ ...target, intoId: z.uuid(), reason: optionalReasonSchema })).output(appendedSchema),
  /** What happened on the desk since then and is not in the incident yet; UTC ms. */
  deskSince: oc
    .input(z.object({ ...target, since: instantSchema }))
    .output(z.object({ entries: z.number().int(), events: z.number().int() })),
  /** Brings it in; each event once. */
  backfill: oc.input(z.object({ ...target, since: instantSchema })).output(appendedSchema),

  list: oc.output(z.array(incidentSummarySchema)),
  watchList: oc.output(eventIterator(z.array(incidentSummarySchema))),
  /** The folded state, again after each change, whichever process made it; absent while there is no such incident. */
  watch: oc.input(z.object(target)).output(eventIterator(z.object({ incident: z.custom<Incident>().optional() }))),
  taxonomies: oc.output(z.array(taxonomySchema)),
};
