import { z } from 'zod';
import { canonicalJson } from '#shared/domain/canonical-json.ts';
import {
  type FileMember,
  fileMembers,
  INCIDENT_FILE_FORMAT,
  INCIDENT_FILE_VERSION,
  incidentFileLimits,
} from '#shared/domain/incident-file.ts';
import { fail, type Outcome, succeed } from '#shared/domain/outcome.ts';
import { type JsonSpan, skipSpace, splitMembers, withoutSpace } from '#shared/domain/split-json.ts';

/** Every way in which a file can be refused before its hashes are looked at. */
export type FileProblemCode =
  | 'unreadable'
  | 'too-large'
  | 'not-text'
  | 'not-an-incident-file'
  | 'newer-format'
  | 'incomplete'
  | 'not-json'
  | 'too-deep'
  | 'too-many-events'
  | 'missing-member'
  | 'unknown-member'
  | 'invalid-value'
  /** Something stands twice, out of order, or in another spelling than its hash was made of. */
  | 'ambiguous'
  | 'not-declared'
  | 'evidence-changed'
  | 'evidence-unnamed';

const ASK_AGAIN = 'Ask for the export once more; nothing was taken in.';
const actions: { readonly [Code in FileProblemCode]?: string } = {
  unreadable: 'Give the path of a file that you may read.',
  'too-large': 'Open the data directory that it came from instead.',
  'too-many-events': 'Open the data directory that it came from instead.',
  'not-an-incident-file': 'Make one with: war-room incident export ID --format json --out FILE',
  'newer-format': 'Update War Room, then import it.',
  incomplete: 'It was cut off on its way: copy it once more.',
};

/** A refusal with what to do about it. */
export function refuse(code: FileProblemCode, message: string) {
  return fail(code, message, actions[code] ?? ASK_AGAIN);
}

/** Where each member of the file stands: exactly those of its format, once. */
export function findMembers(text: string): Outcome<Readonly<Record<FileMember, JsonSpan>>, FileProblemCode> {
  const { depth } = incidentFileLimits;
  const start = skipSpace(text, 0);
  if (text[start] !== '{') return refuse('not-an-incident-file', 'The file holds no incident.');
  const split = splitMembers(text, start, { depth, items: fileMembers.length + 1 });
  if (!split.ok) {
    // One member more than there are is found below; many more are nothing of ours.
    if (split.error.code === 'too-many') return refuse('unknown-member', 'The file has more members than its format.');
    return refuse(split.error.code, `The file: ${split.error.message}`);
  }
  const members = new Map<string, JsonSpan>();
  for (const { key, ...span } of split.value) {
    if (members.has(key)) return refuse('ambiguous', `The file has the member ${key} twice.`);
    members.set(key, span);
  }
  const spans = Object.fromEntries(fileMembers.map((name) => [name, members.get(JSON.stringify(name))]));
  const { format, schemaVersion } = spans;
  if (format === undefined || text.slice(format.start, format.end) !== JSON.stringify(INCIDENT_FILE_FORMAT)) {
    return refuse('not-an-incident-file', 'The file does not say that it is an incident of War Room.');
  }
  if (schemaVersion !== undefined) {
    const version = parseSpan(text, schemaVersion, z.int().min(1), 'The member "schemaVersion"');
    if (!version.ok) return version;
    if (version.value > INCIDENT_FILE_VERSION) {
      return refuse('newer-format', `A newer War Room wrote this file (format ${version.value}).`);
    }
  }
  const missing = fileMembers.find((name) => spans[name] === undefined);
  if (missing !== undefined) return refuse('missing-member', `The file has no member "${missing}".`);
  const unknown = [...members.keys()].find((key) => !fileMembers.some((name) => JSON.stringify(name) === key));
  if (unknown !== undefined)
    return refuse('unknown-member', `The file has a member ${unknown.slice(0, 100)}, which its format lacks.`);
  const end = Math.max(...[...members.values()].map((span) => span.end));
  if (skipSpace(text, skipSpace(text, end) + 1) !== text.length) {
    return refuse('ambiguous', 'Something stands behind the end of the file.');
  }
  // None is missing.
  return succeed(spans as Record<FileMember, JsonSpan>);
}

/** One value of the file. `required`: members that the schema would not miss. */
export function parseSpan<Schema extends z.ZodType>(
  text: string,
  { start, end }: JsonSpan,
  schema: Schema,
  name: string,
  required: readonly string[] = [],
): Outcome<z.infer<Schema>, FileProblemCode> {
  const written = text.slice(start, end);
  let json: unknown;
  try {
    json = JSON.parse(written);
  } catch {
    return refuse('not-json', `${name} is no JSON.`);
  }
  const parsed = schema.safeParse(json);
  if (!parsed.success) return explain(name, json, parsed.error.issues[0]);
  const absent = required.find((member) => !Object.hasOwn(json as object, member));
  if (absent !== undefined) return refuse('missing-member', `${name} has no "${absent}".`);
  const canonical = canonicalJson(json);
  if (written !== canonical && withoutSpace(written) !== canonical) {
    return refuse('ambiguous', `${name} says something twice, or in another spelling.`);
  }
  return succeed(parsed.data);
}

function explain(name: string, json: unknown, issue: z.core.$ZodIssue | undefined) {
  const place = issue?.path.join('.') ?? '';
  if (issue?.code === 'unrecognized_keys') {
    const key = issue.keys[0]?.slice(0, 100);
    return refuse('unknown-member', `${name} has a "${[...issue.path, key].join('.')}", which its format lacks.`);
  }
  if (valueAt(json, issue?.path ?? []) === undefined) return refuse('missing-member', `${name} has no "${place}".`);
  return refuse('invalid-value', `${name}: its ${place === '' ? 'value' : `"${place}"`} is not what it has to be.`);
}

function valueAt(json: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce(
    (value, key) =>
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    json,
  );
}
