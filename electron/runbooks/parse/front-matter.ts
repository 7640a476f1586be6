import { parseDocument } from 'yaml';
import { z } from 'zod';
import type { Runbook, RunbookParameter } from '#shared/domain/runbook.ts';
import { readParameters, scalar } from './declared-parameters.ts';

export type RunbookProblem = Runbook['problems'][number];

export interface FrontMatter {
  readonly title?: string;
  readonly owner?: string;
  /** As written, YYYY-MM-DD expected. */
  readonly lastReviewed?: string;
  readonly reviewEveryDays?: number;
  readonly alerts: readonly string[];
  readonly services: readonly string[];
  readonly parameters: readonly RunbookParameter[];
}

export interface FrontMatterResult {
  readonly frontMatter: FrontMatter;
  /** The file with the front matter blanked out, so that every line keeps its number. */
  readonly body: string;
  readonly problems: readonly RunbookProblem[];
}

const MAX_LENGTH = 65_536;
const MAX_ALIASES = 20;
const empty: FrontMatter = { alerts: [], services: [], parameters: [] };

const lines = z.union([scalar.transform((value) => [value]), z.array(scalar)]);
const reviewSchema = z.union([
  z.number().positive(),
  z.string().transform((text, context) => {
    const match = /^\s*(\d+)\s*(d|w|m|y|day|week|month|quarter|year)s?\s*$/i.exec(text);
    const days = { d: 1, w: 7, m: 30, q: 91, y: 365 }[(match?.[2]?.[0] ?? '').toLowerCase()];
    if (match && days) return Number(match[1]) * days;
    context.addIssue({ code: 'custom', message: 'expected a length such as "90 days"' });
    return z.NEVER;
  }),
]);
const dateSchema = z.iso.date();

/** Reads the YAML between `---` lines at the head of a file. It is data: nothing in it is ever evaluated (T37). */
export function readFrontMatter(text: string): FrontMatterResult {
  const match = text.startsWith('---') ? /^---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|$)/ms.exec(text) : undefined;
  if (match?.index !== 0) return { frontMatter: empty, body: text, problems: [] };
  const body = match[0].replace(/[^\n]/g, '') + text.slice(match[0].length);
  const loaded = load(match[1] ?? '');
  if ('problem' in loaded) return { frontMatter: empty, body, problems: [loaded.problem] };
  const problems: RunbookProblem[] = [];
  const read = <Value>(key: string, schema: z.ZodType<Value>): Value | undefined => {
    const value = loaded.fields[key];
    if (value === undefined || value === null) return undefined;
    const result = schema.safeParse(value);
    if (result.success) return result.data;
    const why = result.error.issues[0]?.message ?? 'not understood';
    problems.push(warn(loaded.lineOf(key), `"${key}" in the front matter was ignored: ${why}.`));
    return undefined;
  };
  const title = read('title', scalar);
  const owner = read('owner', lines)?.join(', ');
  const lastReviewed = read('last_reviewed', dateSchema);
  const reviewEveryDays = read('review_every', reviewSchema);
  const declared = readParameters(loaded.fields.parameters ?? []);
  const at = loaded.lineOf('parameters');
  if (!declared)
    problems.push(warn(at, '"parameters" in the front matter was ignored: it is neither a map nor a list.'));
  for (const { name, why } of declared?.doubts ?? []) {
    problems.push(warn(loaded.lineOf(name, at), `The parameter "${name}" was not fully understood: ${why}.`));
  }
  const frontMatter: FrontMatter = {
    ...(title ? { title } : {}),
    ...(owner ? { owner } : {}),
    ...(lastReviewed ? { lastReviewed } : {}),
    ...(reviewEveryDays ? { reviewEveryDays } : {}),
    alerts: read('alerts', lines) ?? [],
    services: read('services', lines) ?? [],
    parameters: declared?.parameters ?? [],
  };
  return { frontMatter, body, problems };
}

/** The line of the file where a key stands, looked for from line `after` on, which is the answer when it is not found. */
type LineOf = (key: string, after?: number) => number;

type Loaded =
  | { readonly fields: Readonly<Record<string, unknown>>; readonly lineOf: LineOf }
  | { readonly problem: RunbookProblem };

function load(yaml: string): Loaded {
  if (yaml.length > MAX_LENGTH) return broken(1, 'it is longer than 64 KiB');
  const document = parseDocument(yaml, { prettyErrors: false });
  const [error] = document.errors;
  const lineAt = (offset: number) => yaml.slice(0, offset).split('\n').length + 1;
  if (error) return broken(lineAt(error.pos[0]), error.message);
  try {
    const fields: unknown = document.toJS({ maxAliasCount: MAX_ALIASES });
    if (fields === null) return { fields: {}, lineOf: () => 1 };
    if (typeof fields !== 'object' || Array.isArray(fields)) return broken(1, 'it is not a list of "key: value" lines');
    const written = yaml.split('\n');
    return {
      fields: { ...fields },
      lineOf: (key, after = 1) => {
        const found = written.findIndex((text, at) => at + 2 >= after && isKey(text, key, after > 1));
        return found === -1 ? after : found + 2;
      },
    };
  } catch (cause) {
    return broken(1, cause instanceof Error ? cause.message : String(cause));
  }
}

function broken(at: number, why: string): { readonly problem: RunbookProblem } {
  return {
    problem: {
      level: 'error',
      line: at,
      message: `The front matter could not be read, so title, owner, alerts and parameters are missing: ${why}.`,
      action: 'Correct the YAML between the "---" lines.',
    },
  };
}

function warn(at: number, message: string): RunbookProblem {
  return { level: 'warning', line: at, message, action: 'Correct it in the front matter.' };
}

function isKey(text: string, key: string, nested: boolean): boolean {
  const start = nested ? text.replace(/^[\s-]*(?:name:\s*)?["']?/, '') : text;
  return start.startsWith(key) && /^["']?\s*(?::|$)/.test(start.slice(key.length));
}
