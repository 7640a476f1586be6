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

/** What the value of a parameter can be held to. */
export const parameterFormatSchema = z.enum(['integer', 'number', 'url', 'host', 'name']);
export type ParameterFormat = z.infer<typeof parameterFormatSchema>;

export const runbookParameterSchema = z.object({
  /** As written between the marks: `pod-name` of `<pod-name>`. */
  name: z.string(),
  description: z.string().optional(),
  default: z.string().optional(),
  choices: z.array(z.string()).optional(),
  /** Never remembered, never recorded. */
  secret: z.boolean(),
  /** Put in as written, without quotes: the author's word that the value is shell code (`raw: true`). */
  raw: z.boolean().optional(),
  /** What a value has to look like. */
  format: parameterFormatSchema.optional(),
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
  /** Its explicit name (`{"name":"..."}` in the fence's info string, as Runme writes it). */
  name: z.string().optional(),
  /** Where it wants to be run: `{"cwd":"..."}`. */
  cwd: z.string().optional(),
  /** It talks with the person: put at the prompt, never sent. `{"interactive":true}` */
  interactive: z.boolean().optional(),
  /** Offered in the incident's header while the runbook is attached: `{"quickAction":"rollback"}`. */
  quickAction: z.string().optional(),
});
export type RunbookStep = z.infer<typeof runbookStepSchema>;

export const runbookProblemSchema = z.object({
  level: z.enum(['warning', 'error']),
  line: z.number().int().min(1),
  message: z.string(),
  action: z.string(),
});
export type RunbookProblem = z.infer<typeof runbookProblemSchema>;

/** `- [ ] text`: an item of the incident's checklist. Its id is stable while other items are edited. */
export const runbookItemSchema = z.object({
  id: z.string(),
  text: z.string(),
  section: z.array(z.string()),
  line: z.number().int().min(1),
});
export type RunbookItem = z.infer<typeof runbookItemSchema>;

/** What a reader sees, in order: text between the steps, and the steps. */
export const runbookBlockSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('heading'), depth: z.number().int().min(1).max(6), text: z.string() }),
  z.object({ type: z.literal('text'), markdown: z.string() }),
  z.object({
    type: z.literal('step'),
    stepId: z.string(),
    /** It is a step because a person has its block treated as shell: by this id the choice is taken back. */
    shellId: z.string().optional(),
  }),
  z.object({ type: z.literal('item'), itemId: z.string() }),
  z.object({
    type: z.literal('code'),
    language: z.string(),
    text: z.string(),
    line: z.number().int().min(1),
    /** It could be shell, and nothing says so: a person may have it treated as shell, by this id. */
    shellId: z.string().optional(),
  }),
]);

/** A link of the text to another file of the library. */
export const runbookLinkSchema = z.object({
  /** As written: `../db/outage.md#steps`. */
  href: z.string(),
  text: z.string(),
  line: z.number().int().min(1),
  /** The runbook it leads to; absent where there is no such file. */
  runbookId: z.string().optional(),
});
export type RunbookLink = z.infer<typeof runbookLinkSchema>;

/** A heading of an index file with the links below it. */
export const runbookCategorySchema = z.object({ title: z.string(), links: z.array(runbookLinkSchema) });
export type RunbookCategory = z.infer<typeof runbookCategorySchema>;

export const runbookSchema = z.object({
  id: z.string(),
  title: z.string(),
  owner: z.string().optional(),
  lastReviewed: z.string().optional(),
  alerts: z.array(z.string()),
  services: z.array(z.string()),
  parameters: z.array(runbookParameterSchema),
  steps: z.array(runbookStepSchema),
  items: z.array(runbookItemSchema),
  /** Relative links, in their order. */
  links: z.array(runbookLinkSchema),
  /** Set where the file is a list of links without a step: the index of the runbooks it names. */
  index: z.array(runbookCategorySchema).optional(),
  /** Names in backticks that an alert may have (`HighErrorRate`), each once. */
  mentions: z.array(z.string()),
  reviewEveryDays: z.number().positive().optional(),
  blocks: z.array(runbookBlockSchema),
  problems: z.array(runbookProblemSchema),
});
export type Runbook = z.infer<typeof runbookSchema>;
