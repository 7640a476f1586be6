import { z } from 'zod';
import type { Actor, Payload } from '#shared/domain/events/index.ts';
import { fail, type Outcome, succeed } from '#shared/domain/outcome.ts';
import { readEvent } from '#shared/domain/read-event.ts';
import { parseHeader } from '#shared/domain/transcript/asciicast.ts';
import { blotCommands } from '#shared/domain/transcript/blot.ts';
import { partStart } from '#shared/domain/transcript/parts.ts';
import type { AppendProblemCode, Journal, PurgeReport } from '../journal/index.ts';
import { notePurgedCommand } from '../purged-commands.ts';
import { putBlob } from './put-blob.ts';

/** Events per read. */
const CHUNK = 500;
const commandSchema = z.object({ sessionId: z.uuid(), commandId: z.uuid() });
type Command = z.infer<typeof commandSchema>;

interface SealedPart {
  readonly streamId: string;
  readonly eventId: string;
  readonly payload: Payload<'transcriptSealed'>;
}

interface PartText {
  readonly fromMs: number;
  readonly header: string;
  readonly lines: readonly string[];
}

export interface RecordingPurge {
  readonly journal: Journal;
  readonly dataDir: string;
  readonly actor: Actor;
  readonly reason: string;
}

/**
 * Takes the commands of these events out of the recordings: a copy without them is kept as evidence, and the recording
 * that held them is purged. One that is still written is left without them when it is sealed. To be called before the
 * events are purged: afterwards nobody knows which commands they were.
 */
export function purgeFromRecordings(
  { journal, dataDir, actor, reason }: RecordingPurge,
  streamId: string,
  eventIds: readonly string[],
): Outcome<{ readonly reports: readonly PurgeReport[]; readonly underWay: boolean }, AppendProblemCode> {
  const commands = eventIds.flatMap((eventId) => commandOf(journal, streamId, eventId) ?? []);
  const reports: PurgeReport[] = [];
  let underWay = false;
  for (const [sessionId, ofSession] of Map.groupBy(commands, (command) => command.sessionId)) {
    const commandIds = new Set(ofSession.map(({ commandId }) => commandId));
    const noted = noteLive(dataDir, sessionId, commandIds);
    if (!noted.ok) return noted;
    underWay ||= noted.value;
    let running: string | undefined;
    for (const part of sealedParts(journal, sessionId)) {
      const text = readPart(journal, part);
      if (text === undefined) continue;
      const { lines, untouched, running: goesOn } = blotCommands(text.lines, commandIds, { running });
      running = goesOn;
      if (untouched) continue;
      const bytes = Buffer.from([text.header, ...lines, ''].join('\n'));
      const blob = putBlob(journal, bytes);
      if (!blob.ok) return blob;
      const payload = { ...part.payload, blob: blob.value, size: bytes.byteLength };
      const kept = journal.append<never>(part.streamId, actor, () => succeed([{ kind: 'transcriptSealed', payload }]));
      if (!kept.ok) return kept;
      const purged = journal.purge(part.streamId, part.eventId, actor, reason);
      if (purged.ok) reports.push(purged.value);
    }
  }
  return succeed({ reports, underWay });
}

function commandOf(journal: Journal, streamId: string, eventId: string): Command | undefined {
  const stored = journal.event(streamId, eventId);
  const event = stored && readEvent(stored.event);
  if (event === undefined || event.kind === 'unknown') return undefined;
  // What came in from the desk stands in its copy.
  const payload: unknown = event.kind === 'backfilled' ? event.payload.original.payload : event.payload;
  return commandSchema.safeParse(payload).data;
}

/** What is being recorded by whatever program, see `purged-commands.ts`; false when nothing is. */
function noteLive(dataDir: string, sessionId: string, commandIds: ReadonlySet<string>): Outcome<boolean, 'not-saved'> {
  try {
    return succeed([...commandIds].map((id) => notePurgedCommand(dataDir, sessionId, id)).includes(true));
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    const message = `NOT SAVED: the recording that is being written can't be told of the purge (${error.code}).`;
    return fail('not-saved', message, 'Make the data directory writable, then purge again.');
  }
}

/** All that is sealed of a session, wherever it belonged to, in the order of its time. */
function sealedParts(journal: Journal, sessionId: string): readonly SealedPart[] {
  const parts: SealedPart[] = [];
  for (let position = 0, more = true; more; ) {
    const stored = journal.readAfter(position, CHUNK);
    for (const { event: raw } of stored) {
      const event = raw.kind === 'transcriptSealed' ? readEvent(raw) : undefined;
      if (event?.kind !== 'transcriptSealed' || event.payload.sessionId !== sessionId) continue;
      parts.push({ streamId: raw.incidentId, eventId: raw.id, payload: event.payload });
    }
    position = stored.at(-1)?.position ?? position;
    more = stored.length === CHUNK;
  }
  if (parts.length < 2) return parts;
  return parts
    .map((part) => ({ part, fromMs: readPart(journal, part)?.fromMs ?? 0 }))
    .toSorted((a, b) => a.fromMs - b.fromMs)
    .map(({ part }) => part);
}

/** Undefined where its bytes are not here, or damaged: there is nothing to take out of. */
function readPart(journal: Journal, { payload }: SealedPart): PartText | undefined {
  const bytes = journal.getBlob(payload.blob);
  if (!bytes.ok) return undefined;
  const [first = '', ...lines] = Buffer.from(bytes.value).toString().trimEnd().split('\n');
  const header = parseHeader(first);
  return header && { fromMs: partStart(header), header: first, lines };
}
