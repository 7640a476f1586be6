import { canonicalJson } from '#shared/domain/canonical-json.ts';
import { type Actor, type EventDraft, GENESIS_HASH, payloadSchemas } from '#shared/domain/events/index.ts';
import { nextHlc, parseHlc } from '#shared/domain/hlc.ts';
import { payloadVersion } from '#shared/domain/upcasts.ts';
import { envelopeHash, payloadBytes, sha256 } from './hashing.ts';
import type { StoredEvent } from './journal.ts';
import { parsePayload } from './rows.ts';
import type { Statements } from './statements.ts';

export interface AppendInput {
  readonly streamId: string;
  readonly deviceId: string;
  readonly actor: Actor;
  readonly drafts: readonly EventDraft[];
  /** UTC ms. */
  readonly now: number;
  readonly newId: () => string;
}

const SYSTEM: Actor = { type: 'system' };
/** So far the wall clock may lie behind what was recorded: clocks that are set over the network do so all the time. */
const SKEW_LIMIT_MS = 2000;

/**
 * Seals drafts onto the end of this device's chain. Runs inside the write transaction, so that seq, hlc and prevHash
 * are nobody else's. Throws a TypeError for a payload that its own schema refuses: that is a bug of the recording
 * service, and such an event could never be read back.
 */
export function appendDrafts(statements: Statements, input: AppendInput): readonly StoredEvent[] {
  const { streamId, deviceId, now } = input;
  let head = statements.chainHead(streamId, deviceId) ?? { seq: 0, hash: GENESIS_HASH };
  let hlc = statements.lastHlc(streamId);
  const skew = skewDraft(statements, input, hlc);
  const drafts = skew === undefined ? input.drafts : [skew, ...input.drafts];
  const actorJson = canonicalJson(input.actor);
  return drafts.map((draft) => {
    const problem = payloadSchemas[draft.kind].safeParse(draft.payload).error;
    if (problem) throw new TypeError(`${draft.kind} with a payload that can't be read back: ${problem.message}`);
    const payload = payloadBytes(draft.payload);
    const actor = draft.bySystem === true ? SYSTEM : input.actor;
    hlc = nextHlc(hlc, now);
    const sealed = {
      id: input.newId(),
      incidentId: streamId,
      deviceId,
      seq: head.seq + 1,
      hlc,
      recordedAt: now,
      recordedOffset: 0 - new Date(now).getTimezoneOffset(),
      occurredAt: clamp(draft.occurredAt ?? now, now),
      actor,
      kind: draft.kind,
      version: payloadVersion(draft.kind),
      payloadHash: sha256(payload),
      prevHash: head.hash,
    };
    const envelope = { ...sealed, hash: envelopeHash(sealed) };
    const position = statements.insert(
      envelope,
      actor === SYSTEM ? canonicalJson(SYSTEM) : actorJson,
      payload,
      'local',
    );
    head = envelope;
    return { position, event: { ...envelope, payload: parsePayload(payload) }, origin: 'local' };
  });
}

/**
 * What to record first when the wall clock went back behind `hlc`, the stream's newest reading. Once per episode: until
 * the wall clock catches up the reading keeps its milliseconds and only counts, so that an event of ours that noted a
 * skew at those very milliseconds still stands for it.
 */
function skewDraft(
  statements: Statements,
  { streamId, deviceId, now }: AppendInput,
  hlc: string | undefined,
): EventDraft | undefined {
  const hlcWallMs = hlc === undefined ? undefined : parseHlc(hlc)?.wallMs;
  const wallMs = Math.max(0, Math.floor(now));
  if (hlcWallMs === undefined || wallMs >= hlcWallMs - SKEW_LIMIT_MS) return undefined;
  const sameReading = nextHlc(undefined, hlcWallMs);
  if (statements.hasSkewSince(streamId, deviceId, sameReading)) return undefined;
  const payload = { wallMs, hlcWallMs, skewMs: wallMs - hlcWallMs };
  return { kind: 'clockSkewDetected', payload, bySystem: true };
}

/** A source's clock may run ahead or give fractions; when it happened is a whole millisecond that has passed. */
function clamp(occurredAt: number, now: number): number {
  return Math.max(0, Math.min(Math.floor(occurredAt), now));
}
