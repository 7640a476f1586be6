import { setImmediate as nextTurn } from 'node:timers/promises';
import { compareFoldOrder } from '#shared/domain/fold-order.ts';
import {
  type FileMember,
  fileEventSchema,
  fileIncidentSchema,
  incidentFileLimits,
} from '#shared/domain/incident-file.ts';
import { type Outcome, succeed } from '#shared/domain/outcome.ts';
import { type JsonSpan, splitElements, splitMembers } from '#shared/domain/split-json.ts';
import {
  namedBlobs,
  type SealedEvent,
  type SignedHead,
  type StreamBundle,
  sha256,
  signedHeadSchema,
  toVerifiable,
} from '../journal/index.ts';
import { type FileProblemCode, findMembers, parseSpan, refuse } from './import-json-parts.ts';

/** What a file says, each part well formed and in its order. Whether the hashes fit is for the journal to say. */
export interface IncidentFileContent extends StreamBundle {
  /** Evidence by its name, which fits. */
  readonly blobs: ReadonlyMap<string, Uint8Array>;
}

/** So many lines are read before everything else gets its turn. */
const TURN = 500;
const { depth, events: MOST_EVENTS, others: MOST_OTHERS } = incidentFileLimits;

type Read<Value> = Outcome<Value, FileProblemCode>;

/**
 * Reads the bytes of an incident file as strictly as they are written: exactly its members, each once, every event,
 * signature and piece of evidence in its order and in its one spelling. Only white space and a byte order mark may
 * differ. So whatever this takes would be exported as the same bytes.
 */
export async function readIncidentFile(bytes: Uint8Array): Promise<Read<IncidentFileContent>> {
  if (bytes.length > incidentFileLimits.bytes) {
    return refuse('too-large', `The file is larger than ${incidentFileLimits.bytes / 1024 / 1024} MiB.`);
  }
  const text = decode(bytes);
  if (text === undefined) return refuse('not-text', 'The file holds bytes that are no UTF-8.');
  const members = findMembers(text);
  if (!members.ok) return members;
  const incident = parseSpan(text, members.value.incident, fileIncidentSchema, 'The member "incident"');
  if (!incident.ok) return incident;
  const events = await readEvents(text, members.value, 'events', compareFoldOrder);
  if (!events.ok) return events;
  if (!events.value.some(({ envelope }) => envelope.kind === 'declared')) {
    return refuse('not-declared', 'None of its events declares an incident.');
  }
  const forks = await readEvents(text, members.value, 'forks', compareForks);
  if (!forks.ok) return forks;
  const signatures = await readSignatures(text, members.value.signatures);
  if (!signatures.ok) return signatures;
  const blobs = await readBlobs(text, members.value.blobs, [...events.value, ...forks.value]);
  if (!blobs.ok) return blobs;
  return succeed({
    streamId: incident.value.id,
    events: events.value,
    forks: forks.value,
    signatures: signatures.value,
    blobs: blobs.value,
  });
}

/** Undefined for what is no UTF-8. A byte order mark is left out. */
function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

type Order<Item> = (a: Item, b: Item) => number;

async function readEvents(
  text: string,
  members: Readonly<Record<FileMember, JsonSpan>>,
  member: 'events' | 'forks',
  order: Order<SealedEvent['envelope']>,
): Promise<Read<readonly SealedEvent[]>> {
  const one = member === 'events' ? 'Event' : 'Fork';
  const most = member === 'events' ? MOST_EVENTS : MOST_OTHERS;
  const spans = splitElements(text, members[member].start, { depth: depth - 1, items: most });
  if (!spans.ok) return spansRefused(spans.error, `The list of ${member}`, most);
  const events: SealedEvent[] = [];
  for (const [index, span] of spans.value.entries()) {
    if (index % TURN === 0) await nextTurn();
    const name = `${one} ${index + 1} of the file`;
    const read = parseSpan(text, span, fileEventSchema, name, ['payload']);
    if (!read.ok) return read;
    if (read.value.purged === true && read.value.payload !== null) {
      return refuse('invalid-value', `${name} is purged and has a payload all the same.`);
    }
    const event = toVerifiable(read.value);
    const before = events.at(-1);
    if (before && order(before.envelope, event.envelope) >= 0) return outOfOrder(name);
    events.push(event);
  }
  return succeed(events);
}

function compareForks(a: SealedEvent['envelope'], b: SealedEvent['envelope']): number {
  return compareText(a.deviceId, b.deviceId) || a.seq - b.seq || compareText(a.hash, b.hash);
}

async function readSignatures(text: string, member: JsonSpan): Promise<Read<readonly SignedHead[]>> {
  const spans = splitElements(text, member.start, { depth: depth - 1, items: MOST_OTHERS });
  if (!spans.ok) return spansRefused(spans.error, 'The list of signatures', MOST_OTHERS);
  const signatures: SignedHead[] = [];
  for (const [index, span] of spans.value.entries()) {
    if (index % TURN === 0) await nextTurn();
    const name = `Signature ${index + 1} of the file`;
    const read = parseSpan(text, span, signedHeadSchema, name);
    if (!read.ok) return read;
    const before = signatures.at(-1);
    if (before && compareSignatures(before, read.value) >= 0) return outOfOrder(name);
    signatures.push(read.value);
  }
  return succeed(signatures);
}

function compareSignatures(a: SignedHead, b: SignedHead): number {
  return (
    compareText(a.deviceId, b.deviceId) ||
    a.seq - b.seq ||
    compareText(a.publicKey, b.publicKey) ||
    compareText(a.hash, b.hash)
  );
}

async function readBlobs(
  text: string,
  member: JsonSpan,
  events: readonly SealedEvent[],
): Promise<Read<ReadonlyMap<string, Uint8Array>>> {
  const spans = splitMembers(text, member.start, { depth: depth - 1, items: MOST_OTHERS });
  if (!spans.ok) return spansRefused(spans.error, 'The evidence', MOST_OTHERS);
  const blobs = new Map<string, Uint8Array>();
  if (spans.value.length === 0) return succeed(blobs);
  const named = new Set(events.flatMap(namedBy));
  let before = '';
  for (const { key, start, end } of spans.value) {
    await nextTurn();
    const name = key.slice(1, -1);
    const what = `The evidence ${name.slice(0, 12)}`;
    if (name <= before) return outOfOrder(what);
    before = name;
    if (!named.has(name)) return refuse('evidence-unnamed', `${what} is named by none of its events.`);
    const bytes = Buffer.from(text.slice(start + 1, end - 1), 'base64');
    // Decoding skips what is no Base64: only what encodes to the same text is what was written.
    const isWhole = `"${bytes.toString('base64')}"` === text.slice(start, end);
    if (!isWhole || sha256(bytes) !== name)
      return refuse('evidence-changed', `${what} was changed: it does not fit its name.`);
    blobs.set(name, bytes);
  }
  return succeed(blobs);
}

function namedBy({ payload }: SealedEvent): readonly string[] {
  return payload === undefined ? [] : namedBlobs(JSON.parse(new TextDecoder().decode(payload)));
}

function spansRefused(error: { readonly code: string; readonly message: string }, what: string, most: number) {
  if (error.code === 'too-many')
    return refuse('too-many-events', `${what} has more than ${most.toLocaleString('en')}.`);
  return refuse(error.code as FileProblemCode, `${what}: ${error.message}`);
}

function outOfOrder(name: string) {
  return refuse('ambiguous', `${name} stands twice, or not in its place.`);
}

function compareText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
