import { expect, it, vi } from 'vitest';
import { succeed } from '#shared/domain/outcome.ts';
import { storeWith } from './test-support.ts';

it('opens the panel where it was last, and counts how often it was asked for', () => {
  const store = storeWith({});
  store.getState().showPanel();
  expect(store.getState()).toMatchObject({ panelOpen: true, panelSection: 'details', panelAsked: 1 });
  store.getState().showPanel('impact');
  store.getState().hidePanel();
  store.getState().showPanel();
  expect(store.getState()).toMatchObject({ panelOpen: true, panelSection: 'impact', panelAsked: 3 });
});

it('merges with a reason where there is one, and says when the services are silent', async () => {
  const merge = vi.fn(async () => succeed({ events: [] }));
  const store = storeWith({ incidents: { merge }, journal: { verify: () => Promise.reject(new Error('gone')) } });
  await store.getState().mergeIncident('a', 'b', '');
  expect(merge).toHaveBeenCalledExactlyOnceWith({ incidentId: 'a', intoId: 'b' });
  expect(await store.getState().verifyRecord('a')).toMatchObject({ ok: false });
});
