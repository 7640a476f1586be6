import { expect, it, vi } from 'vitest';
import { fail, succeed } from '#shared/domain/outcome.ts';
import { storeWith } from './test-support.ts';

const offer = { incidentId: 'i', since: 5 };

it('offers what the desk has, and takes the offer back once it is brought in', async () => {
  const backfill = vi
    .fn()
    .mockResolvedValueOnce(fail('not-saved', 'Full.'))
    .mockResolvedValueOnce(succeed({ events: [] }));
  const store = storeWith({ incidents: { deskSince: async () => ({ entries: 12, events: 30 }), backfill } });
  expect(await store.getState().lookAtDesk('i', 5)).toBe(12);
  expect(store.getState().deskOffer).toEqual({ ...offer, entries: 12 });

  expect((await store.getState().bringIn()).ok).toBe(false);
  expect(store.getState().deskOffer).toBeDefined();
  expect((await store.getState().bringIn()).ok).toBe(true);
  expect(store.getState().deskOffer).toBeUndefined();
  expect(backfill).toHaveBeenLastCalledWith(offer);
});

it('offers nothing when there is nothing, when nobody answers, and after a no', async () => {
  const deskSince = vi
    .fn()
    .mockResolvedValueOnce({ entries: 0, events: 0 })
    .mockRejectedValueOnce(new Error('lost'))
    .mockResolvedValueOnce({ entries: 2, events: 2 });
  const store = storeWith({ incidents: { deskSince } });
  expect(await store.getState().lookAtDesk('i', 5)).toBe(0);
  expect(await store.getState().lookAtDesk('i', 5)).toBe(0);
  expect(store.getState().deskOffer).toBeUndefined();
  await store.getState().lookAtDesk('i', 5);
  store.getState().dismissDesk();
  expect(store.getState().deskOffer).toBeUndefined();
});
