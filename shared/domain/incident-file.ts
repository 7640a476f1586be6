import { z } from 'zod';
import { canonicalJson } from './canonical-json.ts';
import { actorSchema, type WireEvent, wireEventSchema } from './events/index.ts';
import { nextHlc } from './hlc.ts';

/** What the first member of an incident file says. */
export const INCIDENT_FILE_FORMAT = 'war-room incident';
/** A program reads this version and no newer one. */
export const INCIDENT_FILE_VERSION = 1;

/** What an incident file may hold; more is refused before it is read. */
export const incidentFileLimits = {
  bytes: 256 * 1024 * 1024,
  events: 500_000,
  /** Objects and arrays inside one another; an event stands in the third one. */
  depth: 100,
  /** Signatures, forks and pieces of evidence, each. */
  others: 100_000,
  /** The end of the year 9999, UTC ms: behind a later reading nothing of ours could be put in order any more. */
  instant: 253_402_300_799_999,
} as const;

const lastHlc = nextHlc(undefined, incidentFileLimits.instant);

/** An event in a file: exactly the members of its envelope, and its payload as it was hashed. */
export const fileEventSchema = z.strictObject({
  ...wireEventSchema.shape,
  hlc: wireEventSchema.shape.hlc.refine((hlc) => hlc <= lastHlc),
  recordedAt: wireEventSchema.shape.recordedAt.max(incidentFileLimits.instant),
  occurredAt: wireEventSchema.shape.occurredAt.max(incidentFileLimits.instant),
  actor: z.discriminatedUnion('type', [actorSchema.options[0].strict(), actorSchema.options[1].strict()]),
});

/** The members of a file, in the order in which they stand. */
export const fileMembers = ['format', 'schemaVersion', 'incident', 'events', 'forks', 'signatures', 'blobs'] as const;
export type FileMember = (typeof fileMembers)[number];

export const fileIncidentSchema = z.strictObject({ id: z.uuid() });

/** What a file is made of, each part in the order in which it is written. */
export interface IncidentFileParts {
  readonly incidentId: string;
  /** In fold order: hlc, device, seq. */
  readonly events: Iterable<readonly WireEvent[]>;
  /** By device, seq, hash. */
  readonly forks: readonly WireEvent[];
  /** By device, seq, key, hash. */
  readonly signatures: readonly object[];
  /** By name; the bytes in Base64. Read when its turn comes. */
  readonly blobs: Iterable<{ readonly name: string; readonly base64: string }>;
}

/**
 * The text of an incident file, in pieces: one event, signature or blob per line, each in canonical JSON, so that the
 * same record gives the same bytes. Nothing in it comes from a clock or a program.
 */
export function* writeIncidentFile(parts: IncidentFileParts): Generator<string, void, void> {
  const line = (member: FileMember, value: unknown) => `${JSON.stringify(member)}:${canonicalJson(value)},\n`;
  yield `{\n${line('format', INCIDENT_FILE_FORMAT)}${line('schemaVersion', INCIDENT_FILE_VERSION)}`;
  yield line('incident', { id: parts.incidentId });
  yield* list('events', parts.events);
  yield* list('forks', [parts.forks]);
  yield* list('signatures', [parts.signatures]);
  yield '"blobs":{';
  let separator = '\n';
  for (const { name, base64 } of parts.blobs) {
    yield `${separator}${JSON.stringify(name)}:${JSON.stringify(base64)}`;
    separator = ',\n';
  }
  yield separator === '\n' ? '}\n}\n' : '\n}\n}\n';
}

function* list(member: FileMember, pages: Iterable<readonly unknown[]>): Generator<string, void, void> {
  yield `${JSON.stringify(member)}:[`;
  let separator = '\n';
  for (const page of pages) {
    if (page.length === 0) continue;
    yield `${separator}${page.map((item) => canonicalJson(item)).join(',\n')}`;
    separator = ',\n';
  }
  yield separator === '\n' ? '],\n' : '\n],\n';
}
