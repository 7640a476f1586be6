import { expect, it } from 'vitest';
import { fail, succeed } from '#shared/domain/outcome.ts';
import { storeWith } from './test-support.ts';

const report = { events: 41, missing: ['Checkout: 12, 13'], setAside: '/data/journal.db.damaged' };

it('[R5] tells what a repair carried over, what is lost, and where the damaged file lies', async () => {
  const store = storeWith({ journal: { salvage: async () => succeed(report) } });
  const repairing = store.getState().repairJournal();
  expect(store.getState().repair).toEqual({ kind: 'busy' });
  await repairing;
  expect(store.getState().repair).toEqual({ kind: 'done', value: report });
  store.getState().clearRepair();
  expect(store.getState().repair).toEqual({ kind: 'idle' });
});

it('tells why nothing was repaired', async () => {
  const refused = fail('in-use', 'The command line has the file open.', 'Close it.');
  const store = storeWith({ journal: { salvage: async () => refused } });
  await store.getState().repairJournal();
  expect(store.getState().repair).toEqual({ kind: 'failed', problem: refused.error });
});

it('tells a written backup, one that failed, and a change of mind apart', async () => {
  const answers = [
    succeed({ path: '/tmp/b', bytes: 9, events: 3 }),
    fail('not-written', 'The disk is full.'),
    fail('cancelled', ''),
  ];
  const store = storeWith({ journal: { backup: async () => answers.shift() } });
  const kinds = [];
  for (let index = 0; index < 3; index += 1) kinds.push((await store.getState().backUpJournal()).kind);
  expect(kinds).toEqual(['done', 'failed', 'idle']);
});
