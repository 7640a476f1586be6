import { canonicalJson } from '#shared/domain/canonical-json.ts';
import {
  type Actor,
  type EventDraft,
  GENESIS_HASH,
  PAYLOAD_VERSION,
  payloadSchemas,
} from '#shared/domain/events/index.ts';
import { nextHlc } from '#shared/domain/hlc.ts';
import { envelopeHash, payloadBytes, sha256 } from './hashing.ts';
import type { StoredEvent } from './journal.ts';
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

/**
 * Seals drafts onto the end of this device's chain. Runs inside the write transaction, so that seq, hlc and prevHash
 * are nobody else's. Throws a TypeError for a payload that its own schema refuses: that is a bug of the recording
 * service, and such an event could never be read back.
 */
export function appendDrafts(statements: Statements, input: AppendInput): readonly StoredEvent[] {
  const { streamId, deviceId, actor, now } = input;
  const actorJson = canonicalJson(actor);
  let head = statements.chainHead(streamId, deviceId) ?? { seq: 0, hash: GENESIS_HASH };
  let hlc = statements.lastHlc(streamId);
  return input.drafts.map((draft) => {
    const problem = payloadSchemas[draft.kind].safeParse(draft.payload).error;
    if (problem) throw new TypeError(`${draft.kind} with a payload that can't be read back: ${problem.message}`);
    const payload = payloadBytes(draft.payload);
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
      version: PAYLOAD_VERSION,
      payloadHash: sha256(payload),
      prevHash: head.hash,
    };
    const envelope = { ...sealed, hash: envelopeHash(sealed) };
    const position = statements.insert(envelope, actorJson, payload);
    head = envelope;
    return { position, event: { ...envelope, payload: JSON.parse(new TextDecoder().decode(payload)) } };
  });
}

/** A source's clock may run ahead or give fractions; when it happened is a whole millisecond that has passed. */
function clamp(occurredAt: number, now: number): number {
  return Math.max(0, Math.min(Math.floor(occurredAt), now));
}
