import { type Envelope, GENESIS_HASH, type WireEvent } from '#shared/domain/events/index.ts';
import type { BlobStore } from './blobs.ts';
import { envelopeHash, payloadBytes, sha256 } from './hashing.ts';

/** What `verify` found in one stream. `ok` is true only when there is no problem at all. */
export interface VerifyReport {
  readonly streamId: string;
  readonly ok: boolean;
  readonly events: number;
  readonly chains: readonly ChainReport[];
  readonly blobs: { readonly checked: number; readonly absent: readonly string[]; readonly damaged: readonly string[] };
  readonly problems: readonly VerifyProblem[];
}

export interface ChainReport {
  readonly deviceId: string;
  readonly events: number;
  readonly headSeq: number;
  readonly headHash: string;
}

export interface VerifyProblem {
  readonly code:
    | 'payload-changed'
    | 'envelope-changed'
    | 'chain-broken'
    | 'seq-missing'
    | 'blob-absent'
    | 'blob-damaged'
    | 'unreadable';
  readonly deviceId?: string;
  readonly seq?: number;
  readonly eventId?: string;
  /** One line for a person. */
  readonly message: string;
}

/** An event with the payload bytes that its hash covers. */
export interface VerifiableEvent {
  readonly envelope: Envelope;
  readonly payload: Uint8Array;
}

/** An event out of a JSON document: canonical JSON gives back the bytes that were stored. */
export function toVerifiable(event: WireEvent): VerifiableEvent {
  const { payload, ...envelope } = event;
  return { envelope, payload: payloadBytes(payload) };
}

/**
 * Checks every hash, that each chain is gapless from its first event on, and the blobs that payloads name.
 * `events` are of one stream, each device's in seq order. What it cannot prove: the owner of the device can rewrite
 * everything and hash it again.
 */
export function verifyEvents(streamId: string, events: Iterable<VerifiableEvent>, blobs: BlobStore): VerifyReport {
  const heads = new Map<string, ChainReport>();
  const problems: VerifyProblem[] = [];
  const blobNames = new Set<string>();
  let count = 0;
  for (const { envelope, payload } of events) {
    const { deviceId, seq, id: eventId } = envelope;
    const head = heads.get(deviceId) ?? { deviceId, events: 0, headSeq: 0, headHash: GENESIS_HASH };
    const report = (code: VerifyProblem['code'], message: string) =>
      problems.push({ code, deviceId, seq, eventId, message });

    if (sha256(payload) !== envelope.payloadHash) report('payload-changed', `Event ${seq}: what it says was changed.`);
    if (envelopeHash(envelope) !== envelope.hash)
      report('envelope-changed', `Event ${seq}: its time, author or place was changed.`);
    if (seq !== head.headSeq + 1)
      report('seq-missing', `Between event ${head.headSeq} and event ${seq} something is missing.`);
    else if (envelope.prevHash !== head.headHash)
      report('chain-broken', `Event ${seq} does not follow from the one before it.`);

    count += 1;
    heads.set(deviceId, { deviceId, events: head.events + 1, headSeq: seq, headHash: envelope.hash });
    const blob = namedBlob(payload);
    if (blob !== undefined) blobNames.add(blob);
  }
  const { absent, damaged } = checkBlobs(blobNames, blobs, problems);
  return {
    streamId,
    ok: problems.length === 0,
    events: count,
    chains: [...heads.values()],
    blobs: { checked: blobNames.size, absent, damaged },
    problems,
  };
}

function checkBlobs(names: ReadonlySet<string>, blobs: BlobStore, problems: VerifyProblem[]) {
  const found = { absent: [] as string[], damaged: [] as string[] };
  for (const name of names) {
    const outcome = blobs.get(name);
    if (outcome.ok) continue;
    found[outcome.error.code].push(name);
    problems.push({ code: `blob-${outcome.error.code}`, message: outcome.error.message });
  }
  return found;
}

/** Every kind that keeps evidence names it in `blob`; a kind of a newer program does so too. */
function namedBlob(payload: Uint8Array): string | undefined {
  try {
    const parsed: unknown = JSON.parse(new TextDecoder().decode(payload));
    if (typeof parsed !== 'object' || parsed === null || !('blob' in parsed)) return undefined;
    return typeof parsed.blob === 'string' ? parsed.blob : undefined;
  } catch {
    return undefined;
  }
}
