import { type Actor, type EventDraft, GENESIS_HASH, type JournalEvent, type WireEvent } from './events/index.ts';
import { nextHlc } from './hlc.ts';
import { readEvent } from './read-event.ts';

/** For tests only: events as a journal would give them, with hashes that prove nothing. */
export const testIncidentId = '01930000-0000-7000-8000-000000000001';
export const testDeviceId = '11111111-1111-4111-8111-111111111111';
export const ada: Actor = { type: 'person', personId: '22222222-2222-4222-8222-222222222222', name: 'Ada Winter' };
export const system: Actor = { type: 'system' };
/** 2026-11-20T14:00:00Z */
export const T0 = Date.UTC(2026, 10, 20, 14);

/** The id of the nth test event, from 1. */
export function testEventId(seq: number): string {
  return `01930000-0000-7000-8000-${String(seq).padStart(12, '0')}`;
}

/** Events of `drafts` in fold order, recorded when they occurred unless `recordedAt` says otherwise. */
export function testWireEvents(
  drafts: readonly (EventDraft & { readonly actor?: Actor; readonly recordedAt?: number })[],
): readonly WireEvent[] {
  let hlc: string | undefined;
  return drafts.map((draft, index) => {
    const recordedAt = draft.recordedAt ?? draft.occurredAt ?? T0;
    hlc = nextHlc(hlc, recordedAt);
    return {
      id: testEventId(index + 1),
      incidentId: testIncidentId,
      deviceId: testDeviceId,
      seq: index + 1,
      hlc,
      recordedAt,
      recordedOffset: 60,
      occurredAt: draft.occurredAt ?? recordedAt,
      actor: draft.actor ?? (draft.bySystem === true ? system : ada),
      kind: draft.kind,
      version: 1,
      payload: draft.payload,
      payloadHash: GENESIS_HASH,
      prevHash: GENESIS_HASH,
      hash: GENESIS_HASH,
    };
  });
}

export function testEvents(drafts: Parameters<typeof testWireEvents>[0]): readonly JournalEvent[] {
  return testWireEvents(drafts).map(readEvent);
}

/** `declared`, as most tests begin. */
export function declaredDraft(
  payload: Partial<Extract<EventDraft, { kind: 'declared' }>['payload']> = {},
  occurredAt = T0,
): Extract<EventDraft, { kind: 'declared' }> {
  return {
    kind: 'declared',
    occurredAt,
    payload: {
      title: 'Checkout API errors',
      severity: 'SEV-1',
      taxonomyId: 'sev-saas',
      detectionSource: 'alert',
      detectedAt: occurredAt,
      drill: false,
      simulated: false,
      ...payload,
    },
  };
}
