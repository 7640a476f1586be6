import { setImmediate as nextTurn } from 'node:timers/promises';
import { canonicalJson } from '#shared/domain/canonical-json.ts';
import { type Envelope, GENESIS_HASH } from '#shared/domain/events/index.ts';
import { fail, type Outcome, succeed } from '#shared/domain/outcome.ts';
import type { ImportProblemCode, SealedEvent, StreamBundle } from './bundle.ts';
import { PurgeExplanations } from './purge-explanations.ts';
import { parsePayload } from './rows.ts';
import { isSignedHead } from './signed-head.ts';
import { hashProblems } from './verify.ts';

type Refusal = ReturnType<typeof fail<ImportProblemCode>>;

const ASK_AGAIN = 'Ask for the export once more; nothing was taken in.';

const CHECKED = Symbol('checked');

/** A bundle that is whole and in order by itself; only the checks below make one. */
export interface CheckedBundle extends StreamBundle {
  readonly [CHECKED]: true;
}

type Checked = Outcome<CheckedBundle, ImportProblemCode>;
/** Stops now and then, so that others can have their turn. */
type Steps = Generator<undefined, Refusal | undefined, void>;

/** So many events are checked between two stops: a few tens of milliseconds. */
const STEP = 500;

/** Whether a bundle is whole and in order by itself, before anything of it is taken in. */
export function checkBundle(given: StreamBundle | CheckedBundle): Checked {
  if (CHECKED in given) return succeed(given);
  const bundle = inChains(given);
  const steps = check(bundle);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value ?? succeed(bundle);
  }
}

/** As `checkBundle`, with turns for others in between: of a long record it takes seconds. */
export async function checkBundleInTurns(given: StreamBundle): Promise<Checked> {
  const bundle = inChains(given);
  const steps = check(bundle);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value ?? succeed(bundle);
    await nextTurn();
  }
}

/** Each device's events in the order of their numbers. */
function inChains(given: StreamBundle): CheckedBundle {
  return { ...given, events: given.events.toSorted(byChain), [CHECKED]: true };
}

function byChain({ envelope: a }: SealedEvent, { envelope: b }: SealedEvent): number {
  if (a.deviceId !== b.deviceId) return a.deviceId < b.deviceId ? -1 : 1;
  return a.seq - b.seq;
}

function* check(bundle: StreamBundle): Steps {
  return (
    (yield* checkEvents(bundle)) ??
    checkChains(bundle) ??
    (yield* checkForks(bundle)) ??
    (yield* checkSignatures(bundle))
  );
}

function* checkEvents({ streamId, events, forks }: StreamBundle): Steps {
  const ids = new Set<string>();
  const purges = new PurgeExplanations();
  let count = 0;
  for (const event of [...events, ...forks]) {
    if (count++ % STEP === 0) yield;
    const { envelope, payload } = event;
    if (envelope.incidentId !== streamId) return refuse('wrong-stream', envelope, 'it belongs to another incident.');
    const [problem] = hashProblems(event);
    if (problem) return fail('changed', problem.message, ASK_AGAIN);
    if (payload !== undefined && !isCanonical(payload))
      return refuse('changed', envelope, 'it is not written as ours are.');
  }
  yield;
  for (const { envelope, payload } of events) {
    if (ids.has(envelope.id)) return refuse('id-taken', envelope, 'another event has the same id.');
    ids.add(envelope.id);
    purges.pass(envelope, payload && parsePayload(payload));
  }
  for (const { envelope, payload } of forks) purges.passFork(envelope, payload);
  yield;
  const [, second] = events.filter(({ envelope }) => isDeclared(envelope));
  if (second) return refuse('wrong-stream', second.envelope, 'it declares the incident once more.');
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
function* checkForks({ events, forks }: StreamBundle): Steps {
  if (forks.length === 0) return undefined;
  yield;
  const known = new Set([...events, ...forks].map(({ envelope }) => linkOf(envelope)));
  const orphan = forks.find(({ envelope }) => {
    const { deviceId, seq, prevHash } = envelope;
    if (seq === 1) return prevHash !== GENESIS_HASH;
    return !known.has(linkOf({ deviceId, seq: seq - 1, hash: prevHash }));
  });
  return orphan && refuse('chain-broken', orphan.envelope, 'it does not follow from any that is there.');
}

function* checkSignatures({ streamId, events, forks, signatures }: StreamBundle): Steps {
  yield;
  const present = new Set([...events, ...forks].map(({ envelope }) => linkOf(envelope)));
  const last = new Map(events.map(({ envelope }) => [envelope.deviceId, envelope.seq]));
  for (const [index, head] of signatures.entries()) {
    if (index % STEP === 0) yield;
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

export function isDeclared({ kind }: Pick<Envelope, 'kind'>): boolean {
  return kind === 'declared';
}

export function refuse(code: ImportProblemCode, { seq }: Pick<Envelope, 'seq'>, what: string): Refusal {
  return fail(code, `Event ${seq}: ${what}`, ASK_AGAIN);
}
