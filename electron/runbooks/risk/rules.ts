import { parse } from 'yaml';
import { z } from 'zod';

const words = z.array(z.string().min(1));
const programs = words.min(1);
/** Compiled without case; a broken expression is a schema error with its place. */
const pattern = z.string().transform((source, context) => {
  try {
    return new RegExp(source, 'is');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    context.addIssue({ code: 'custom', message: `is no regular expression: ${why}` });
    return z.NEVER;
  }
});

const targetSchema = z.enum(['last', 'name', 'rest', 'action']);
export type TargetChoice = z.infer<typeof targetSchema>;

const wrapperSchema = z.strictObject({
  programs,
  words: words.default([]),
  /** How many plain words stand before the inner command: `timeout 5 ls`. */
  skip: z.number().int().min(0).default(0),
  valueOptions: words.default([]),
  /** The inner command starts behind one of these words, each of them when it is there several times. */
  after: words.optional(),
  /** The same for words that it matches: `-c`, `-xec`. */
  afterPattern: pattern.optional(),
  /** It ends before one of these. */
  until: words.default([]),
  assignments: z.boolean().default(false),
  /** The inner command is text that a shell reads. */
  script: z.boolean().default(false),
  /** Those among `programs` that change nothing themselves. */
  readOnly: words.default([]),
  /** With one of these options it does change something. */
  forbid: words.default([]),
});
export type WrapperRule = z.infer<typeof wrapperSchema>;

const dangerousSchema = z.strictObject({
  reason: z.string().min(1),
  programs,
  words: words.default([]),
  options: z.array(words.min(1)).default([]),
  /** With one of these options it is harmless. */
  unless: words.default([]),
  pattern: pattern.optional(),
  /** `pattern` looks at the whole statement without SQL comments: SQL comes through pipes and heredocs. */
  whole: z.boolean().default(false),
  target: targetSchema,
  targetPattern: pattern.optional(),
});
export type DangerousRule = z.infer<typeof dangerousSchema>;

const readOnlySchema = z.strictObject({
  programs,
  words: words.default([]),
  /** When given, every option has to be among them. */
  allow: words.optional(),
  forbid: words.default([]),
  /** One of these has to be there. */
  require: words.optional(),
  maxArguments: z.number().int().min(0).optional(),
  /** Every plain word behind `words` has to match it. */
  arguments: pattern.optional(),
  /** The command's words must not match it. */
  forbidPattern: pattern.optional(),
});
export type ReadOnlyRule = z.infer<typeof readOnlySchema>;

const pipeSchema = z.strictObject({ reason: z.string().min(1), from: programs, to: programs, target: targetSchema });

const outputSchema = z.strictObject({
  reason: z.string().min(1),
  /** The file behind `>`. */
  to: pattern.optional(),
  /** Only where nothing else writes into it; a bare `> file` counts. */
  from: words.optional(),
});

const rulesSchema = z.strictObject({
  version: z.literal(1),
  valueOptions: z.record(z.string(), words),
  singleDash: words,
  /** Options that never take a value, so that a subcommand may stand right behind them. */
  flags: z.record(z.string(), words),
  /** Programs that run what they are given as input. */
  inputRunners: words,
  /** Commands that pass on what is piped to them: with more than nothing they no longer only read. */
  sendsInput: z.array(pattern),
  wrappers: z.array(wrapperSchema),
  dangerous: z.array(dangerousSchema),
  dangerousPipes: z.array(pipeSchema),
  dangerousOutputs: z.array(outputSchema),
  readOnly: z.array(readOnlySchema),
});
type RuleBook = z.infer<typeof rulesSchema>;

/** A team's own `risk/rules.yaml`: the same, all of it optional. */
export const teamRulesSchema = z.strictObject({
  version: z.literal(1),
  valueOptions: z.record(z.string(), words).default({}),
  singleDash: words.default([]),
  flags: z.record(z.string(), words).default({}),
  inputRunners: words.default([]),
  sendsInput: z.array(pattern).default([]),
  wrappers: z.array(wrapperSchema).default([]),
  dangerous: z.array(dangerousSchema).default([]),
  dangerousPipes: z.array(pipeSchema).default([]),
  dangerousOutputs: z.array(outputSchema).default([]),
  /** `override`: it holds against dangerous rules too. */
  readOnly: z.array(readOnlySchema.extend({ override: z.boolean().default(false) })).default([]),
});
export type TeamRules = z.infer<typeof teamRulesSchema>;

export interface RiskRules extends RuleBook {
  /** Read-only by the team's explicit word, whatever the dangerous rules say. */
  readonly overrides: readonly ReadOnlyRule[];
  /** The shipped rules alone: what they call dangerous stays so, however a team's rules read the same words. */
  readonly shipped: RuleBook;
}

/** Reads `resources/risk/rules.yaml`; throws on rules that the schema refuses, which is a broken installation. */
export function readRiskRules(yaml: string): RiskRules {
  const shipped = rulesSchema.parse(parse(yaml, { maxAliasCount: 50 }));
  return { ...shipped, shipped, overrides: [] };
}

/** The shipped rules with a team's own behind them. Nothing shipped goes away. */
export function addTeamRules({ shipped }: RiskRules, team: TeamRules): RiskRules {
  return {
    version: 1,
    valueOptions: addByProgram(shipped.valueOptions, team.valueOptions),
    singleDash: [...shipped.singleDash, ...team.singleDash],
    flags: addByProgram(shipped.flags, team.flags),
    inputRunners: [...shipped.inputRunners, ...team.inputRunners],
    sendsInput: [...shipped.sendsInput, ...team.sendsInput],
    wrappers: [...shipped.wrappers, ...team.wrappers],
    dangerous: [...shipped.dangerous, ...team.dangerous],
    dangerousPipes: [...shipped.dangerousPipes, ...team.dangerousPipes],
    dangerousOutputs: [...shipped.dangerousOutputs, ...team.dangerousOutputs],
    readOnly: [...shipped.readOnly, ...team.readOnly],
    overrides: team.readOnly.filter(({ override }) => override),
    shipped,
  };
}

function addByProgram(shipped: RuleBook['flags'], team: RuleBook['flags']): RuleBook['flags'] {
  const all = { ...shipped };
  for (const [program, options] of Object.entries(team)) all[program] = [...optionsOf(all, program), ...options];
  return all;
}

/** What a table by program says of one. A program may be called `constructor`. */
export function optionsOf(table: Readonly<Record<string, readonly string[]>>, program: string): readonly string[] {
  return Object.hasOwn(table, program) ? (table[program] ?? []) : [];
}

/** Whether a program's name (`kubectl`, `mkfs.ext4`) is one of `programs`; a trailing `*` stands for anything. */
export function isProgram(name: string, programs: readonly string[]): boolean {
  return programs.some((program) => (program.endsWith('*') ? name.startsWith(program.slice(0, -1)) : name === program));
}
