import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { wireEventSchema } from '../domain/events/index.ts';
import { runbookSchema } from '../domain/runbook.ts';
import { incidentProblemCodes } from './incidents.ts';
import { outcomeSchema } from './outcome.ts';
import { runbookEditing } from './runbook-editing.ts';
import { terminalProblemCodes } from './terminals.ts';

/** By the parameter's name, as given. */
const parameterValuesSchema = z.record(z.string(), z.string().max(10_000));

export const runbookProblemCodes = ['unknown-runbook', 'unreadable', 'unknown-step', 'not-attached'] as const;

/** Where a runbook stands with its review: due within two weeks, or past its date. */
export const runbookReviewSchema = z.object({
  state: z.enum(['current', 'due', 'overdue', 'never reviewed']),
  /** YYYY-MM-DD; absent when it was never reviewed. */
  dueOn: z.string().optional(),
});

/** One place that runbooks come from, and whether it can be read. */
export const runbookFolderSchema = z.object({
  path: z.string(),
  origin: z.enum(['shipped', 'team', 'folder']),
  name: z.string(),
  state: z.enum(['watched', 'missing', 'unreadable']),
  /** Where it is a git checkout: the branch or commit that is checked out. */
  git: z.string().optional(),
  runbookCount: z.number().int(),
  problem: z.string().optional(),
});
export type RunbookFolder = z.infer<typeof runbookFolderSchema>;

/** The team's own risk rules beside the shipped ones. */
export const riskRulesStateSchema = z.object({
  path: z.string(),
  ruleCount: z.number().int(),
  problems: z.array(z.object({ line: z.number().int(), message: z.string() })),
});
export type RiskRulesState = z.infer<typeof riskRulesStateSchema>;

export const runbookSummarySchema = z.object({
  id: z.string(),
  title: z.string(),
  owner: z.string().optional(),
  lastReviewed: z.string().optional(),
  review: runbookReviewSchema,
  /** Alerts that its front matter names. */
  alerts: z.array(z.string()),
  /** Names in backticks that an alert may have. */
  mentions: z.array(z.string()),
  services: z.array(z.string()),
  /** By the index file that lists it, else the folder it lies in; absent at the top. */
  category: z.string().optional(),
  stepCount: z.number().int(),
  problemCount: z.number().int(),
  origin: z.enum(['shipped', 'team', 'folder']),
  /** The added folder it comes from, as its name is shown; for 'folder' only. */
  folder: z.string().optional(),
  /** Where the file lies, absolute. */
  path: z.string(),
  /** A list of links to other runbooks. */
  isIndex: z.boolean(),
});
export type RunbookSummary = z.infer<typeof runbookSummarySchema>;

export const runbooks = {
  ...runbookEditing,
  /** The library, whole, on every change of a watched folder. */
  watchLibrary: oc.output(eventIterator(z.array(runbookSummarySchema))),
  /** The folders that the library is read from, whole, on every change. */
  watchFolders: oc.output(eventIterator(z.array(runbookFolderSchema))),
  watchRiskRules: oc.output(eventIterator(riskRulesStateSchema)),
  /**
   * A runbook as its file is now; with an incident, as it was attached to it. `newerFile`: the file has changed since,
   * and attaching it again takes the new text.
   */
  get: oc
    .input(z.object({ runbookId: z.string(), incidentId: z.uuid().optional() }))
    .output(
      outcomeSchema(z.object({ runbook: runbookSchema, newerFile: z.boolean() }), [
        ...runbookProblemCodes,
        ...incidentProblemCodes,
      ]),
    ),
  /** Has a block without a language treated as shell from now on, or no longer; by the block's `shellId`. */
  treatAsShell: oc
    .input(z.object({ runbookId: z.string(), shellId: z.string(), treat: z.boolean() }))
    .output(outcomeSchema(z.object({}), ['not-saved', 'unknown-runbook'])),
  /** Remembers values for all steps of this incident; secret ones are left out of the record by the services. */
  setParameters: oc
    .input(z.object({ incidentId: z.uuid(), runbookId: z.string(), values: parameterValuesSchema }))
    .output(
      outcomeSchema(z.object({ events: z.array(wireEventSchema) }), [...runbookProblemCodes, ...incidentProblemCodes]),
    ),
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
        /** The step's command as whoever asks saw it: with another one, nothing is run. */
        command: z.string().optional(),
        parameters: parameterValuesSchema,
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
