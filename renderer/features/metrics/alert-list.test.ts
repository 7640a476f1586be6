import { expect, it } from 'vitest';
import type { Alert } from '#shared/contract/index.ts';
import { countAlerts, labelPairs, pendingProgress, sortAlerts, suggestedTitle } from './alert-list.ts';

const alert = (over: Partial<Alert>): Alert => ({
  fingerprint: 'f',
  name: 'HighErrorRate',
  state: 'firing',
  labels: { alertname: 'HighErrorRate', severity: 'critical', job: 'checkout-api' },
  annotations: {},
  activeAt: 1000,
  value: '1',
  ...over,
});

it('lists firing alerts first, the most severe of them on top', () => {
  const pending = alert({ fingerprint: 'p', state: 'pending' });
  const mild = alert({ fingerprint: 'w', labels: { severity: 'warning' } });
  const younger = alert({ fingerprint: 'y', activeAt: 2000 });
  const bare = alert({ fingerprint: 'n', labels: {} });
  const order = sortAlerts([pending, bare, mild, younger, alert({ fingerprint: 'o' })]);
  expect(order.map(({ fingerprint }) => fingerprint)).toEqual(['o', 'y', 'w', 'n', 'p']);
  expect(countAlerts(order)).toEqual({ firing: 4, pending: 1 });
});

it('shows the labels that tell alerts apart, the severity last', () => {
  expect(labelPairs(alert({}))).toEqual(['job=checkout-api', 'severity=critical']);
});

it('measures how far a pending alert is', () => {
  const pending = alert({ state: 'pending', activeAt: 0, forSeconds: 300 });
  expect(pendingProgress(pending, 180_000)).toBe(0.6);
  expect(pendingProgress(pending, 900_000)).toBe(1);
  expect(pendingProgress(alert({ forSeconds: 300 }), 0)).toBeUndefined();
  expect(pendingProgress(alert({ state: 'pending' }), 0)).toBeUndefined();
});

it('suggests the summary as title, else name and subject', () => {
  expect(suggestedTitle(alert({ annotations: { summary: ' 5xx above 5 % ' } }))).toBe('5xx above 5 %');
  expect(suggestedTitle(alert({}))).toBe('HighErrorRate on checkout-api');
  expect(suggestedTitle(alert({ labels: {} }))).toBe('HighErrorRate');
});
