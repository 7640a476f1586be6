import { ORPCError } from '@orpc/client';
import { describe, expect, it, vi } from 'vitest';
import { apply } from '#shared/domain/apply/index.ts';
import type { EventDraft } from '#shared/domain/events/index.ts';
import type { Incident } from '#shared/domain/incident.ts';
import { fail, succeed } from '#shared/domain/outcome.ts';
import { readEvent } from '#shared/domain/read-event.ts';
import { T0, testIncidentId, testWireEvents } from '#shared/domain/test-events.ts';
import { feed, settled, storeWith } from './test-support.ts';

const incident: Incident = foldOf([
  {
    kind: 'declared',
    payload: {
      title: 'Checkout API errors',
      severity: 'SEV-1',
      taxonomyId: 'sev-saas',
      detectionSource: 'person',
      detectedAt: T0,
      drill: false,
      simulated: false,
    },
  },
]);
type State = { readonly incident?: Incident };

function foldOf(drafts: readonly EventDraft[]): Incident {
  const state = testWireEvents(drafts)
    .map(readEvent)
    .reduce(apply, undefined as Incident | undefined);
  if (!state) throw new Error('nothing was declared');
  return state;
}

describe('the incident on the screen', () => {
  it('is what the services folded, again after each change', async () => {
    const stream = feed<State>();
    const store = storeWith({ incidents: { watch: stream.open.bind(stream) } });
    store.getState().followIncident(testIncidentId);
    expect(store.getState().incident).toBeUndefined();
    stream.push({ incident });
    await settled();
    expect(store.getState().incident).toEqual(incident);
    stream.push({ incident: { ...incident, title: 'Payments fail' } });
    await settled();
    expect(store.getState().incident?.title).toBe('Payments fail');
    store.getState().followIncident(undefined);
  });

  it('stays while a broken stream is opened again', async () => {
    const stream = feed<State>();
    const store = storeWith({ incidents: { watch: stream.open.bind(stream) } });
    store.getState().followIncident(testIncidentId);
    stream.push({ incident });
    await settled();
    stream.breakOff();
    await settled(350);
    expect(stream.opened).toBe(2);
    expect(store.getState().incident).toEqual(incident);
    store.getState().followIncident(undefined);
  });

  it('is forgotten before another one is shown', async () => {
    const stream = feed<State>();
    const store = storeWith({ incidents: { watch: stream.open.bind(stream) } });
    store.getState().followIncident(testIncidentId);
    stream.push({ incident });
    await settled();
    store.getState().followIncident('01930000-0000-7000-8000-00000000ffff');
    expect(store.getState().incident).toBeUndefined();
    store.getState().followIncident(undefined);
  });
});

describe('a change', () => {
  const opened = (procedures: Record<string, unknown>, terminals: Record<string, unknown> = {}) => {
    const stream = feed<State>();
    const store = storeWith({ incidents: { watch: stream.open.bind(stream), ...procedures }, terminals });
    store.getState().followIncident(testIncidentId);
    return store;
  };

  it('goes to the services with the incident, and says that it is written', async () => {
    const addNote = vi.fn(async () => succeed({ events: [] }));
    const note = { text: 'Roll back', noteKind: 'decision', pinned: true, occurredAt: T0 } as const;
    expect((await opened({ addNote }).getState().addNote(note)).ok).toBe(true);
    expect(addNote).toHaveBeenCalledExactlyOnceWith({ incidentId: testIncidentId, ...note });
  });

  it('[T41] that is a note of what a terminal showed loses the secrets that the services know', async () => {
    const addNote = vi.fn(async () => succeed({ events: [] }));
    const withoutSecrets = async ({ text }: { text: string }) => ({ text: text.replace('s3same', '•••') });
    const note = { text: 'From db:\nopen s3same', noteKind: 'observation', pinned: false } as const;
    const store = opened({ addNote }, { withoutSecrets });
    // Cut before, half of the secret would be left.
    expect((await store.getState().addTerminalNote(note, (text) => text.slice(0, 17))).ok).toBe(true);
    expect(addNote).toHaveBeenCalledExactlyOnceWith({
      incidentId: testIncidentId,
      ...note,
      text: 'From db:\nopen •••',
    });
  });

  it('[R3] brings back why it was not written', async () => {
    const full = fail('not-saved', 'The disk is full.', 'Make room.');
    const store = opened({ addNote: async () => full });
    expect(await store.getState().addNote({ text: 'a', noteKind: 'observation', pinned: false })).toEqual(full);
  });

  it('says that nothing was changed when the connection is lost, and does not take a bug for that', async () => {
    const store = opened({
      acknowledge: async () => {
        throw new Error('lost');
      },
      changeStatus: async () => {
        throw new ORPCError('INTERNAL_SERVER_ERROR');
      },
    });
    expect(await store.getState().acknowledge()).toMatchObject({ ok: false, error: { code: 'not-connected' } });
    expect(await store.getState().changeStatus('resolved')).toMatchObject({ ok: false, error: { code: 'internal' } });
  });
});

describe('the samples of a kept graph', () => {
  const blob = 'a'.repeat(64);
  it('are read once', async () => {
    const readBlob = vi.fn(async () => fail('absent', 'The samples are not in this journal.'));
    const store = storeWith({ timeline: { readBlob } });
    await Promise.all([store.getState().loadSnapshot(blob), store.getState().loadSnapshot(blob)]);
    expect(readBlob).toHaveBeenCalledTimes(1);
    expect(store.getState().snapshots[blob]).toEqual({
      kind: 'failed',
      message: 'The samples are not in this journal.',
    });
  });

  it('are refused when they are no snapshot', async () => {
    const store = storeWith({ timeline: { readBlob: async () => succeed({ text: '{"grid":' }) } });
    await store.getState().loadSnapshot(blob);
    expect(store.getState().snapshots[blob]).toMatchObject({ kind: 'failed' });
  });
});
