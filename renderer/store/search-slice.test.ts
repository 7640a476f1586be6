import { expect, it, vi } from 'vitest';
import { fail, succeed } from '#shared/domain/outcome.ts';
import { storeWith, testEntry } from './test-support.ts';

const hit = (number: number) => ({
  incidentId: 'i',
  incidentTitle: 'Checkout',
  entry: testEntry(number, number),
  snippet: `note \uE000${number}\uE001`,
});

it('shows what was asked for last, and keeps the former answer until then', async () => {
  const slow = Promise.withResolvers<unknown>();
  const search = vi
    .fn()
    .mockResolvedValueOnce(succeed({ hits: [hit(1)], more: false }))
    .mockReturnValueOnce(slow.promise)
    .mockResolvedValueOnce(succeed({ hits: [hit(3)], more: true }));
  const store = storeWith({ timeline: { search } });
  await store.getState().searchEverywhere('po');
  const overtaken = store.getState().searchEverywhere('poo');
  expect(store.getState()).toMatchObject({ searching: true, searchAnswer: { text: 'po' } });
  await store.getState().searchEverywhere('pool');
  slow.resolve(succeed({ hits: [hit(2)], more: false }));
  await overtaken;
  expect(store.getState()).toMatchObject({
    searching: false,
    searchAnswer: { kind: 'found', text: 'pool', hits: [hit(3)], more: true },
  });
  expect(search.mock.calls.map(([, { signal }]) => signal.aborted)).toEqual([true, true, false]);
});

it('asks for nothing when there is nothing to look for', async () => {
  const search = vi.fn(async () => fail('nothing-to-find', 'No word.'));
  const store = storeWith({ timeline: { search } });
  await store.getState().searchEverywhere('  ');
  expect(search).not.toHaveBeenCalled();
  await store.getState().searchEverywhere('- -');
  expect(store.getState().searchAnswer).toEqual({ kind: 'none' });
});

it('says why there is no answer', async () => {
  const store = storeWith({ timeline: { search: async () => Promise.reject(new Error('lost')) } });
  await store.getState().searchEverywhere('pool');
  expect(store.getState().searchAnswer).toMatchObject({ kind: 'failed', problem: { code: 'not-connected' } });
});
