import { z } from 'zod';

export const riskLevelSchema = z.enum(['read-only', 'changes state', 'dangerous']);
export type RiskLevel = z.infer<typeof riskLevelSchema>;
export type StepState = 'to do' | 'running' | 'done' | 'failed' | 'skipped';

/** How risky one command is, and which rule says so, in words a person reads. */
export const riskSchema = z.object({
  level: riskLevelSchema,
  reason: z.string(),
  /**
   * What a person has to type before a dangerous command: the name of the thing it acts on. In a step it may hold
   * parameters as written (`<pod-name>`): `fillTarget` puts the values in, and the result is what has to be typed.
   */
  target: z.string().optional(),
});
export type Risk = z.infer<typeof riskSchema>;

export const runbookParameterSchema = z.object({
  /** As written between the marks: `pod-name` of `<pod-name>`. */
  name: z.string(),
  description: z.string().optional(),
  default: z.string().optional(),
  choices: z.array(z.string()).optional(),
  /** Never remembered, never recorded. */
  secret: z.boolean(),
});
export type RunbookParameter = z.infer<typeof runbookParameterSchema>;

/** One command of a runbook, ready to be put into a tab. */
export const runbookStepSchema = z.object({
  /** Stable while other steps are edited or inserted. */
  id: z.string(),
  title: z.string(),
  /** Headings above it, outermost first. */
  section: z.array(z.string()),
  /** The condition it stands under: "If Vault sealed". */
  condition: z.string().optional(),
  command: z.string(),
  /** 1-based line of the file. */
  line: z.number().int().min(1),
  /** Names of the runbook's parameters that stand in the command. */
  parameters: z.array(z.string()),
  risk: riskSchema,
  expectedOutput: z.string().optional(),
  /** False when the shell parser could not read it: it may be inserted after a yes, never sent. */
  parsed: z.boolean(),
});
export type RunbookStep = z.infer<typeof runbookStepSchema>;

export const runbookProblemSchema = z.object({
  level: z.enum(['warning', 'error']),
  line: z.number().int().min(1),
  message: z.string(),
  action: z.string(),
});

/** What a reader sees, in order: text between the steps, and the steps. */
export const runbookBlockSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('heading'), depth: z.number().int().min(1).max(6), text: z.string() }),
  z.object({ type: z.literal('text'), markdown: z.string() }),
  z.object({ type: z.literal('step'), stepId: z.string() }),
  z.object({ type: z.literal('code'), language: z.string(), text: z.string() }),
]);

export const runbookSchema = z.object({
  id: z.string(),
  title: z.string(),
  owner: z.string().optional(),
  lastReviewed: z.string().optional(),
  alerts: z.array(z.string()),
  services: z.array(z.string()),
  parameters: z.array(runbookParameterSchema),
  steps: z.array(runbookStepSchema),
  blocks: z.array(runbookBlockSchema),
  problems: z.array(runbookProblemSchema),
});
export type Runbook = z.infer<typeof runbookSchema>;
