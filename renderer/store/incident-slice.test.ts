import { ORPCError } from '@orpc/client';
import { describe, expect, it, vi } from 'vitest';
import type { WireEvent } from '#shared/domain/events/index.ts';
import { fail, succeed } from '#shared/domain/outcome.ts';
import { T0, testIncidentId, testWireEvents } from '#shared/domain/test-events.ts';
import { feed, settled, storeWith } from './test-support.ts';

const events = testWireEvents([
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
  { kind: 'noteAdded', payload: { noteKind: 'decision', text: 'Roll back' } },
  { kind: 'acknowledged', payload: {} },
]);
type Page = { readonly events: readonly WireEvent[]; readonly caughtUp: boolean };

describe('the incident on the screen', () => {
  it('shows nothing before the whole history is read, then every event as it is written', async () => {
    const stream = feed<Page>();
    const store = storeWith({ incidents: { watchEvents: stream.open.bind(stream) } });
    store.getState().followIncident(testIncidentId);
    stream.push({ events: events.slice(0, 1), caughtUp: false });
    await settled();
    expect(store.getState()).toMatchObject({ caughtUp: false, entries: [] });

    stream.push({ events: events.slice(1, 2), caughtUp: true });
    await settled();
    expect(store.getState().entries.map(({ headline }) => headline)).toEqual([
      'Declared SEV-1: Checkout API errors',
      'Roll back',
    ]);

    stream.push({ events: events.slice(2), caughtUp: true });
    await settled();
    expect(store.getState().incident).toMatchObject({ eventCount: 3, timestamps: { acknowledgedAt: T0 } });
    store.getState().followIncident(undefined);
  });

  it('keeps what is on the screen while a broken stream starts again from the first event', async () => {
    const stream = feed<Page>();
    const store = storeWith({ incidents: { watchEvents: stream.open.bind(stream) } });
    store.getState().followIncident(testIncidentId);
    stream.push({ events: events.slice(0, 2), caughtUp: true });
    await settled();
    stream.breakOff();
    await settled(350);
    expect(stream.opened).toBe(2);
    stream.push({ events: events.slice(0, 1), caughtUp: false });
    await settled();
    expect(store.getState().entries).toHaveLength(2);

    stream.push({ events: events.slice(1), caughtUp: true });
    await settled();
    expect(store.getState().entries).toHaveLength(3);
    expect(store.getState().incident?.eventCount).toBe(3);
    store.getState().followIncident(undefined);
  });

  it('forgets one incident before it shows another', async () => {
    const stream = feed<Page>();
    const store = storeWith({ incidents: { watchEvents: stream.open.bind(stream) } });
    store.getState().followIncident(testIncidentId);
    stream.push({ events, caughtUp: true });
    await settled();
    store.getState().followIncident('01930000-0000-7000-8000-00000000ffff');
    expect(store.getState()).toMatchObject({ incident: undefined, entries: [], caughtUp: false });
    store.getState().followIncident(undefined);
  });
});

describe('a change', () => {
  const opened = (procedures: Record<string, unknown>) => {
    const stream = feed<Page>();
    const store = storeWith({ incidents: { watchEvents: stream.open.bind(stream), ...procedures } });
    store.getState().followIncident(testIncidentId);
    return store;
  };

  it('goes to the services with the incident, and says that it is written', async () => {
    const addNote = vi.fn(async () => succeed({ events: [] }));
    const note = { text: 'Roll back', noteKind: 'decision', pinned: true, occurredAt: T0 } as const;
    expect((await opened({ addNote }).getState().addNote(note)).ok).toBe(true);
    expect(addNote).toHaveBeenCalledExactlyOnceWith({ incidentId: testIncidentId, ...note });
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
