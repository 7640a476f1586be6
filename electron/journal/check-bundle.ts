import { canonicalJson } from '#shared/domain/canonical-json.ts';
import { type Envelope, GENESIS_HASH } from '#shared/domain/events/index.ts';
import { fail } from '#shared/domain/outcome.ts';
import type { ImportProblemCode, SealedEvent, StreamBundle } from './bundle.ts';
import { PurgeExplanations } from './purge-explanations.ts';
import { parsePayload } from './rows.ts';
import { isSignedHead } from './signed-head.ts';
import { hashProblems } from './verify.ts';

type Refusal = ReturnType<typeof fail<ImportProblemCode>>;

const ASK_AGAIN = 'Ask for the export once more; nothing was taken in.';

/**
 * Whether a bundle is whole and in order by itself, before anything of it is taken in: undefined when it is.
 * `events` of each device come in the order of their numbers.
 */
export function checkBundle(bundle: StreamBundle): Refusal | undefined {
  return checkEvents(bundle) ?? checkChains(bundle) ?? checkForks(bundle) ?? checkSignatures(bundle);
}

function checkEvents({ streamId, events, forks }: StreamBundle): Refusal | undefined {
  const ids = new Set<string>();
  const purges = new PurgeExplanations();
  for (const event of [...events, ...forks]) {
    const { envelope, payload } = event;
    if (envelope.incidentId !== streamId) return refuse('wrong-stream', envelope, 'it belongs to another incident.');
    const [problem] = hashProblems(event);
    if (problem) return fail('changed', problem.message, ASK_AGAIN);
    if (payload !== undefined && !isCanonical(payload))
      return refuse('changed', envelope, 'it is not written as ours are.');
  }
  for (const { envelope, payload } of events) {
    if (ids.has(envelope.id)) return refuse('id-taken', envelope, 'another event has the same id.');
    ids.add(envelope.id);
    purges.pass(envelope, payload && parsePayload(payload));
  }
  for (const { envelope, payload } of forks) purges.passFork(envelope, payload);
  const [unexplained] = purges.finish().problems;
  return unexplained && fail('changed', unexplained.message, ASK_AGAIN);
}

function checkChains({ events }: StreamBundle): Refusal | undefined {
  const heads = new Map<string, Pick<Envelope, 'seq' | 'hash'>>();
  for (const { envelope } of events) {
    const head = heads.get(envelope.deviceId) ?? { seq: 0, hash: GENESIS_HASH };
    if (envelope.seq === head.seq) return refuse('chain-broken', envelope, 'there are two of that number.');
    if (envelope.seq !== head.seq + 1) {
      return refuse('seq-missing', envelope, `between event ${head.seq} and this one something is missing.`);
    }
    if (envelope.prevHash !== head.hash) {
      return refuse('chain-broken', envelope, 'it does not follow from the one before it.');
    }
    heads.set(envelope.deviceId, envelope);
  }
  return undefined;
}

/** A fork has no place in a chain, but it follows from an event that is there. */
function checkForks({ events, forks }: StreamBundle): Refusal | undefined {
  const known = new Set([...events, ...forks].map(({ envelope }) => linkOf(envelope)));
  const orphan = forks.find(({ envelope }) => {
    const { deviceId, seq, prevHash } = envelope;
    if (seq === 1) return prevHash !== GENESIS_HASH;
    return !known.has(linkOf({ deviceId, seq: seq - 1, hash: prevHash }));
  });
  return orphan && refuse('chain-broken', orphan.envelope, 'it does not follow from any that is there.');
}

function checkSignatures({ streamId, events, forks, signatures }: StreamBundle): Refusal | undefined {
  const present = new Set([...events, ...forks].map(({ envelope }) => linkOf(envelope)));
  const last = new Map(events.map(({ envelope }) => [envelope.deviceId, envelope.seq]));
  for (const head of signatures) {
    if (head.incidentId !== streamId || !isSignedHead(head)) {
      return refuse('signature-invalid', head, 'the signature is not one of the key that it names.');
    }
    if (present.has(linkOf(head))) continue;
    if (head.seq > (last.get(head.deviceId) ?? 0)) {
      return refuse('seq-missing', head, 'it was signed as the newest one, and it is missing.');
    }
    return refuse('chain-broken', head, 'another one was signed at this place.');
  }
  return undefined;
}

function linkOf({ deviceId, seq, hash }: Pick<Envelope, 'deviceId' | 'seq' | 'hash'>): string {
  return `${deviceId} ${seq} ${hash}`;
}

/** Otherwise an export of it would have other bytes, and no longer fit its hash. */
function isCanonical(payload: SealedEvent['payload']): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(payload);
    return canonicalJson(JSON.parse(text)) === text;
  } catch {
    return false;
  }
}

export function refuse(code: ImportProblemCode, { seq }: Pick<Envelope, 'seq'>, what: string): Refusal {
  return fail(code, `Event ${seq}: ${what}`, ASK_AGAIN);
}
