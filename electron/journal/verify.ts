import { GENESIS_HASH, type WireEvent } from '#shared/domain/events/index.ts';
import type { BlobStore } from './blobs.ts';
import type { SealedEvent } from './bundle.ts';
import { envelopeHash, payloadBytes, sha256 } from './hashing.ts';
import { namedBlobs } from './named-blobs.ts';
import { PurgeExplanations } from './purge-explanations.ts';
import { parsePayload } from './rows.ts';
import type { SignedHead } from './signed-head.ts';
import type { ChainReport, VerifyProblem, VerifyReport } from './verify-report.ts';
import { SignatureCheck } from './verify-signatures.ts';

/** What stands beside the events of a stream. */
export interface BesideEvents {
  readonly forks?: readonly SealedEvent[];
  readonly signatures?: readonly SignedHead[];
  /** The public key of the data directory that asks (`SignedHead.publicKey`), and its device. */
  readonly own?: { readonly deviceId: string; readonly publicKey: string } | undefined;
  /** Whether that evidence was erased with an event that was purged. */
  readonly isPurgedBlob?: (sha256: string) => boolean;
}

/** An event out of a JSON document: canonical JSON gives back the bytes that were stored. */
export function toVerifiable(event: WireEvent): SealedEvent {
  const { payload, purged, ...envelope } = event;
  return { envelope, payload: purged === true ? undefined : payloadBytes(payload) };
}

/**
 * Checks every hash, that each chain is gapless from its first event on and reaches the head that was signed last, and
 * the blobs that payloads name. `events` are of one stream, each device's in seq order. What it cannot prove: the owner
 * of the device can rewrite everything, hash it and sign it again.
 */
export function verifyEvents(
  streamId: string,
  events: Iterable<SealedEvent>,
  blobs: Pick<BlobStore, 'get'>,
  beside: BesideEvents = {},
): VerifyReport {
  const { forks = [], isPurgedBlob = () => false } = beside;
  const heads = new Map<string, Omit<ChainReport, 'signedSeq'>>();
  const problems: VerifyProblem[] = [];
  const blobNames = new Set<string>();
  const purges = new PurgeExplanations();
  const signatures = new SignatureCheck(streamId, beside.signatures ?? [], forks, beside.own);
  let count = 0;
  for (const event of events) {
    const { envelope } = event;
    const { deviceId, seq } = envelope;
    const head = heads.get(deviceId) ?? { deviceId, events: 0, headSeq: 0, headHash: GENESIS_HASH };
    problems.push(...hashProblems(event));
    if (seq !== head.headSeq + 1) {
      problems.push(
        problemOf(event, 'seq-missing', `between event ${head.headSeq} and this one something is missing.`),
      );
    } else if (envelope.prevHash !== head.headHash) {
      problems.push(problemOf(event, 'chain-broken', 'it does not follow from the one before it.'));
    }
    count += 1;
    heads.set(deviceId, { deviceId, events: head.events + 1, headSeq: seq, headHash: envelope.hash });
    signatures.pass(envelope);
    const payload = event.payload && parsePayload(event.payload);
    purges.pass(envelope, payload);
    for (const name of namedBlobs(payload)) blobNames.add(name);
  }
  for (const fork of forks) {
    purges.passFork(fork.envelope, fork.payload);
    problems.push(...hashProblems(fork), problemOf(fork, 'fork', 'another event claims the same place in the chain.'));
  }
  const chains = [...heads.values()];
  const signed = signatures.finish(new Map(chains.map(({ deviceId, headSeq }) => [deviceId, headSeq])));
  const purged = purges.finish();
  const found = checkBlobs(blobNames, blobs, isPurgedBlob);
  problems.push(...signed.problems, ...purged.problems, ...found.problems);
  return {
    streamId,
    ok: problems.length === 0,
    events: count,
    chains: chains.map((chain) => {
      const signedSeq = signed.signedSeqs.get(chain.deviceId);
      return signedSeq === undefined ? chain : { ...chain, signedSeq };
    }),
    signatures: signed.reports,
    forks: forks.map(({ envelope: { deviceId, seq, id, hash } }) => ({ deviceId, seq, eventId: id, hash })),
    purged: purged.reports,
    blobs: found.blobs,
    problems,
  };
}

/** Where an event's own hashes don't fit. A purged payload has none to compare; the envelope still names it. */
export function hashProblems(event: SealedEvent): readonly VerifyProblem[] {
  const { envelope, payload } = event;
  const problems: VerifyProblem[] = [];
  if (payload !== undefined && sha256(payload) !== envelope.payloadHash) {
    problems.push(problemOf(event, 'payload-changed', 'what it says was changed.'));
  }
  if (envelopeHash(envelope) !== envelope.hash) {
    problems.push(problemOf(event, 'envelope-changed', 'its time, author or place was changed.'));
  }
  return problems;
}

function problemOf({ envelope }: SealedEvent, code: VerifyProblem['code'], what: string): VerifyProblem {
  const { deviceId, seq, id } = envelope;
  return { code, deviceId, seq, eventId: id, message: `Event ${seq}: ${what}` };
}

function checkBlobs(
  names: ReadonlySet<string>,
  blobs: Pick<BlobStore, 'get'>,
  isPurged: (sha256: string) => boolean,
): { readonly blobs: VerifyReport['blobs']; readonly problems: readonly VerifyProblem[] } {
  const found = { absent: [] as string[], damaged: [] as string[], purged: [] as string[] };
  const problems: VerifyProblem[] = [];
  for (const name of names) {
    const outcome = blobs.get(name);
    if (outcome.ok) continue;
    if (outcome.error.code === 'absent' && isPurged(name)) {
      found.purged.push(name);
      continue;
    }
    found[outcome.error.code].push(name);
    problems.push({ code: `blob-${outcome.error.code}`, message: outcome.error.message });
  }
  return { blobs: { checked: names.size, ...found }, problems };
}
