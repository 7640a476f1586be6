import { z } from 'zod';
import { parameterFormatSchema, type RunbookParameter } from '#shared/domain/runbook.ts';
import { isSecretName } from '../parameters/placeholders.ts';

/** A scalar of YAML as text: `8080` and `true` are what the author typed. */
export const scalar = z.union([z.string(), z.number(), z.boolean()]).transform((value) => String(value).trim());

const described = z.object({
  description: scalar.optional(),
  default: scalar.optional(),
  choices: z.array(scalar).min(1).optional(),
  secret: z.boolean().optional(),
  raw: z.boolean().optional(),
  format: parameterFormatSchema.optional(),
});
/** `host: The machine`, `host:`, and everything said of it. */
const valueSchema = z.union([scalar.transform((description) => ({ description })), z.null().transform(() => ({}))]);
const entrySchema = z.union([scalar.transform((name) => ({ name })), z.object({ name: scalar }).loose()]);

export interface DeclaredParameters {
  readonly parameters: readonly RunbookParameter[];
  /** What is wrong with some of them, in words; those are declared by their name alone. */
  readonly doubts: readonly { readonly name: string; readonly why: string }[];
}

/** Reads `parameters` of a front matter, a map by name or a list; undefined when it is neither. */
export function readParameters(value: unknown): DeclaredParameters | undefined {
  const entries = entriesOf(value);
  if (!entries) return undefined;
  const parameters = new Map<string, RunbookParameter>();
  const doubts: { name: string; why: string }[] = [];
  for (const [name, description] of entries) {
    if (name === '') continue;
    const simple = valueSchema.safeParse(description);
    const read = simple.success ? simple : described.safeParse(description);
    if (!read.success) {
      const [issue] = read.error.issues;
      doubts.push({ name, why: `${issue?.path.join('.') || 'it'}: ${issue?.message ?? 'not understood'}` });
    }
    const parameter = toParameter(name, read.success ? read.data : {});
    const { choices, default: preset } = parameter;
    if (choices && preset !== undefined && !choices.includes(preset)) {
      doubts.push({ name, why: `its default "${preset}" is none of its choices` });
    }
    parameters.set(name, parameter);
  }
  return { parameters: [...parameters.values()], doubts };
}

function entriesOf(value: unknown): readonly (readonly [string, unknown])[] | undefined {
  if (Array.isArray(value)) {
    const list = z.array(entrySchema).safeParse(value);
    return list.success ? list.data.map((entry) => [entry.name, entry]) : undefined;
  }
  return typeof value === 'object' && value !== null ? Object.entries(value) : undefined;
}

function toParameter(name: string, said: Partial<z.infer<typeof described>>): RunbookParameter {
  return {
    name,
    ...(said.description === undefined ? {} : { description: said.description }),
    ...(said.default === undefined ? {} : { default: said.default }),
    ...(said.choices === undefined ? {} : { choices: said.choices }),
    secret: said.secret ?? isSecretName(name),
    ...(said.raw === undefined ? {} : { raw: said.raw }),
    ...(said.format === undefined ? {} : { format: said.format }),
  };
}
