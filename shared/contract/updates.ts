import { oc } from '@orpc/contract';
import { z } from 'zod';
import { panelUnitSchema } from '../domain/checklists.ts';
import { updateAudienceSchema } from '../domain/events/index.ts';
import { outcomeSchema } from './outcome.ts';

const target = { incidentId: z.uuid() };

/** A template for an update, with what a person fills in. */
export const updateTemplateSchema = z.object({
  id: z.string(),
  name: z.string(),
  audience: updateAudienceSchema,
  /** The status words that its readers know. */
  publicStatuses: z.array(z.string()),
  fields: z.array(
    z.object({ id: z.string(), label: z.string(), multiline: z.boolean(), required: z.boolean(), initial: z.string() }),
  ),
});
export type UpdateTemplate = z.infer<typeof updateTemplateSchema>;

/** A checklist with the limits of the taxonomy filled in. */
export const checklistSchema = z.object({
  id: z.string(),
  title: z.string(),
  /** When it is offered. */
  when: z.enum(['triage', 'assess', 'before resolved']),
  items: z.array(
    z.object({
      id: z.string(),
      text: z.string(),
      /** The panel that answers it: its newest or its greatest sample. */
      panelId: z.string().optional(),
      reduce: z.enum(['last', 'max']).optional(),
      /** Legend of the series that answers; absent: all of them are shown. */
      series: z.string().optional(),
      /** In the panel's unit; `isWithin` holds a value to it. */
      limit: z.object({ below: z.number().optional(), above: z.number().optional(), unit: panelUnitSchema }).optional(),
    }),
  ),
});
export type Checklist = z.infer<typeof checklistSchema>;

export const updates = {
  /** The templates as they would be filled in for this incident now; `problems` names files that can't be used. */
  templates: oc
    .input(z.object(target))
    .output(z.object({ templates: z.array(updateTemplateSchema), problems: z.array(z.string()) })),
  /** The text that would go out, as Markdown; `missing` has the ids of required fields that are empty. */
  preview: oc
    .input(
      z.object({
        ...target,
        templateId: z.string(),
        publicStatus: z.string().optional(),
        fields: z.record(z.string(), z.string().max(20_000)),
      }),
    )
    .output(
      outcomeSchema(
        z.object({
          text: z.string(),
          publicStatus: z.string(),
          missing: z.array(z.string()),
          /** What readers outside should perhaps not see. */
          warnings: z.array(z.string()),
        }),
        ['unknown-incident', 'unknown-template', 'unknown-field', 'unknown-status', 'template-broken'],
      ),
    ),
  /** The checklists of this incident's taxonomy. */
  checklists: oc
    .input(z.object(target))
    .output(z.object({ checklists: z.array(checklistSchema), problems: z.array(z.string()) })),
};
