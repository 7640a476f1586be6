import { expect, it } from 'vitest';
import type { Notice } from '#shared/contract/index.ts';
import { feed, settled, storeWith } from './test-support.ts';

it('[D73] shows every notice of the services as a toast', async () => {
  const incidentId = '01930000-0000-7000-8000-000000000001';
  const notices = feed<Notice>();
  const store = storeWith({ app: { watchNotices: notices.open.bind(notices) } });
  const leaving = new AbortController();
  store.getState().followNotices(leaving.signal);
  notices.push({ title: 'SEV-1 Checkout', body: 'Triage is overdue.', tone: 'critical', incidentId });
  await settled();
  expect(store.getState().toasts).toEqual([
    { id: 1, message: 'SEV-1 Checkout', detail: 'Triage is overdue.', tone: 'critical', incidentId },
  ]);
  leaving.abort();
});
