import { open } from 'node:fs/promises';
import { incidentFileLimits } from '#shared/domain/incident-file.ts';
import { fail, type Outcome, succeed } from '#shared/domain/outcome.ts';
import {
  type AppendProblemCode,
  type CheckedBundle,
  checkBundleInTurns,
  type ImportProblemCode,
  type ImportReport,
  type Journal,
  namedBlobs,
  type VerifyReport,
  verifyEvents,
} from '../journal/index.ts';
import { type FileProblemCode, refuse } from './import-json-parts.ts';
import { type IncidentFileContent, readIncidentFile } from './import-json-read.ts';

export interface ImportedIncident extends ImportReport {
  readonly incidentId: string;
  /** Pieces of evidence that came with it. */
  readonly evidence: number;
  /** Entries that were purged where the file comes from, and still say here what they said: only a person erases it. */
  readonly purgedElsewhere: readonly string[];
}

export type ImportFileProblemCode = FileProblemCode | ImportProblemCode | AppendProblemCode;

type Importing<Value> = Outcome<Value, ImportFileProblemCode>;

/** A file that is in order by itself. Whether it contradicts what is here shows when it is taken in. */
export interface ReadyImport {
  readonly bundle: CheckedBundle;
  /** By its name, which fits. */
  readonly evidence: ReadonlyMap<string, Uint8Array>;
}

/**
 * Takes in what `exportIncidentFile` wrote, all of it or nothing: its events stand as foreign ones beside what is here,
 * equal ones are skipped, and what contradicts ours is kept as a fork. Nothing but events, signatures and evidence can
 * come in: no source, webhook, rule or setting has a place in the file. `file` is a path, or the bytes of one.
 */
export async function importIncidentFile(
  { journal }: { readonly journal: Journal },
  file: string | Uint8Array,
): Promise<Importing<ImportedIncident>> {
  const ready = await prepareImport(file);
  return ready.ok ? takeIn(journal, ready.value) : ready;
}

/** Reads a file and checks every hash, chain and signature in it, with turns for others in between. */
export async function prepareImport(file: string | Uint8Array): Promise<Importing<ReadyImport>> {
  const read = await readContent(file);
  if (!read.ok) return read;
  const { blobs, ...content } = read.value;
  const checked = await checkBundleInTurns(content);
  return checked.ok ? succeed({ bundle: checked.value, evidence: blobs }) : checked;
}

/** Writes it, in one transaction: nothing else is done meanwhile, which for 100,000 events are one or two seconds. */
export function takeIn(journal: Journal, { bundle, evidence }: ReadyImport): Importing<ImportedIncident> {
  const { streamId } = bundle;
  let kept = 0;
  const imported = journal.importStream(bundle, () => {
    const wanted = withoutPurged(journal, bundle, evidence);
    kept = wanted.size;
    return keepEvidence(journal, wanted);
  });
  if (!imported.ok) return imported;
  return succeed({
    incidentId: streamId,
    ...imported.value,
    evidence: kept,
    purgedElsewhere: purgedElsewhere(journal, bundle),
  });
}

/** An older file still has what was erased here with the event that named it; it must not come back that way. */
function withoutPurged(
  journal: Journal,
  { streamId, events, forks }: CheckedBundle,
  evidence: ReadyImport['evidence'],
): ReadyImport['evidence'] {
  if (evidence.size === 0) return evidence;
  const wanted = new Set(
    [...events, ...forks]
      .filter(({ envelope }) => journal.event(streamId, envelope.id)?.event.purged !== true)
      .flatMap(({ payload }) => (payload === undefined ? [] : namedBlobs(parseBytes(payload)))),
  );
  return new Map([...evidence].filter(([name]) => wanted.has(name)));
}

function purgedElsewhere(journal: Journal, { streamId, events }: CheckedBundle): readonly string[] {
  return events
    .filter(({ payload }) => payload === undefined)
    .map(({ envelope }) => envelope.id)
    .filter((id) => {
      const here = journal.event(streamId, id);
      return here !== undefined && here.event.purged !== true;
    });
}

function parseBytes(payload: Uint8Array): unknown {
  return JSON.parse(new TextDecoder().decode(payload));
}

/**
 * Checks a file as `incident verify` checks a record: chains, hashes, signatures, forks, and the evidence in it. Nothing
 * of it is taken in.
 */
export async function verifyIncidentFile(file: string | Uint8Array): Promise<Outcome<VerifyReport, FileProblemCode>> {
  const read = await readContent(file);
  if (!read.ok) return read;
  const { streamId, events, forks, signatures, blobs } = read.value;
  const evidence = {
    get: (name: string) => {
      const bytes = blobs.get(name);
      return bytes ? succeed(bytes) : fail('absent', `The evidence ${name.slice(0, 12)} is not in the file.`);
    },
  };
  return succeed(verifyEvents(streamId, events, evidence, { forks, signatures }));
}

async function readContent(file: string | Uint8Array): Promise<Outcome<IncidentFileContent, FileProblemCode>> {
  if (typeof file !== 'string') return readIncidentFile(file);
  const bytes = await readBytes(file);
  return bytes.ok ? readIncidentFile(bytes.value) : bytes;
}

async function readBytes(path: string): Promise<Outcome<Uint8Array, FileProblemCode>> {
  try {
    const handle = await open(path, 'r');
    try {
      const { size } = await handle.stat();
      if (size > incidentFileLimits.bytes) return refuse('too-large', `${path} is larger than 256 MiB.`);
      return succeed(await handle.readFile());
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    return refuse('unreadable', `${path} cannot be read (${error.code}).`);
  }
}

/** Before the events count: where the disk refuses the evidence, they are not taken in either. */
function keepEvidence(journal: Journal, blobs: ReadonlyMap<string, Uint8Array>): Outcome<null, AppendProblemCode> {
  try {
    for (const bytes of blobs.values()) journal.putBlob(bytes);
    return succeed(null);
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    return fail(
      'not-saved',
      `NOT SAVED: the evidence cannot be kept (${error.code}).`,
      'Free some space, then try again.',
    );
  }
}
