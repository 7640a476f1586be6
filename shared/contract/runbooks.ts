import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { wireEventSchema } from '../domain/events/index.ts';
import { runbookSchema } from '../domain/runbook.ts';
import { incidentProblemCodes } from './incidents.ts';
import { outcomeSchema } from './outcome.ts';
import { terminalProblemCodes } from './terminals.ts';

export const runbookProblemCodes = ['unknown-runbook', 'unreadable', 'unknown-step', 'not-attached'] as const;

export const runbookSummarySchema = z.object({
  id: z.string(),
  title: z.string(),
  owner: z.string().optional(),
  lastReviewed: z.string().optional(),
  /** Past its review date. */
  reviewOverdue: z.boolean(),
  alerts: z.array(z.string()),
  services: z.array(z.string()),
  stepCount: z.number().int(),
  problemCount: z.number().int(),
  origin: z.enum(['shipped', 'team']),
});
export type RunbookSummary = z.infer<typeof runbookSummarySchema>;

export const runbooks = {
  /** The library, whole, on every change of a watched folder. */
  watchLibrary: oc.output(eventIterator(z.array(runbookSummarySchema))),
  get: oc.input(z.object({ runbookId: z.string() })).output(outcomeSchema(runbookSchema, runbookProblemCodes)),
  attach: oc
    .input(z.object({ incidentId: z.uuid(), runbookId: z.string() }))
    .output(
      outcomeSchema(z.object({ events: z.array(wireEventSchema) }), [...runbookProblemCodes, ...incidentProblemCodes]),
    ),
  /**
   * Puts the step's command, parameters quoted in, at the session's prompt. `submit` also presses Enter; it is refused
   * for what the risk rules or the settings do not allow to be sent.
   */
  runStep: oc
    .input(
      z.object({
        incidentId: z.uuid(),
        runbookId: z.string(),
        stepId: z.string(),
        sessionId: z.uuid(),
        parameters: z.record(z.string(), z.string().max(10_000)),
        submit: z.boolean(),
        /** The target's name as typed; needed where the step's risk is dangerous. */
        confirmedTarget: z.string().optional(),
      }),
    )
    .output(
      outcomeSchema(z.object({ commandLine: z.string(), submitted: z.boolean() }), [
        ...runbookProblemCodes,
        ...incidentProblemCodes,
        ...terminalProblemCodes,
        'parameter-missing',
        'confirmation-needed',
        'not-to-be-sent',
      ]),
    ),
  skipStep: oc
    .input(
      z.object({
        incidentId: z.uuid(),
        runbookId: z.string(),
        stepId: z.string(),
        reason: z.string().max(2000).optional(),
      }),
    )
    .output(
      outcomeSchema(z.object({ events: z.array(wireEventSchema) }), [...runbookProblemCodes, ...incidentProblemCodes]),
    ),
};
