import { expect, it } from 'vitest';
import { fingerprintOf, readAlerts, readRules } from './alerts.ts';
import { readScrapeInterval } from './targets.ts';

const alert = (alertname: string, state: string, activeAt: string) => ({
  labels: { alertname, severity: 'critical' },
  annotations: { summary: 'bad' },
  state,
  activeAt,
  value: '1e-01',
});

it('reads the alerts of all rules, firing first, with how long their rule waits', () => {
  const data = {
    groups: [
      {
        rules: [
          { type: 'recording' },
          { type: 'alerting', duration: 60, alerts: [alert('Slow', 'pending', '2026-11-21T10:00:00.5Z')] },
          { type: 'alerting', duration: 0, alerts: [alert('Errors', 'firing', '2026-11-21T09:00:00Z')] },
          { type: 'alerting', alerts: null },
        ],
      },
    ],
  };
  expect(readRules(data)).toEqual([
    {
      fingerprint: fingerprintOf({ severity: 'critical', alertname: 'Errors' }),
      name: 'Errors',
      state: 'firing',
      labels: { alertname: 'Errors', severity: 'critical' },
      annotations: { summary: 'bad' },
      activeAt: Date.UTC(2026, 10, 21, 9),
      value: '1e-01',
      forSeconds: 0,
    },
    expect.objectContaining({ name: 'Slow', state: 'pending', forSeconds: 60 }),
  ]);
});

it('reads the plain list of alerts, and knows when it is something else', () => {
  expect(readAlerts({ alerts: [alert('Errors', 'firing', '2026-11-21T09:00:00Z')] })?.[0]?.name).toBe('Errors');
  expect(readAlerts({ alerts: 'many' })).toBeUndefined();
  expect(readRules({ alerts: [] })).toBeUndefined();
});

it('gives the same labels the same fingerprint, in whatever order', () => {
  expect(fingerprintOf({ a: '1', b: '2' })).toBe(fingerprintOf({ b: '2', a: '1' }));
  expect(fingerprintOf({ a: '1', b: '2' })).not.toBe(fingerprintOf({ a: '1', b: '3' }));
});

it('takes the scrape interval that most targets have', () => {
  const targets = (...intervals: (string | undefined)[]) => ({
    activeTargets: intervals.map((scrapeInterval) => ({ scrapeInterval })),
  });
  expect(readScrapeInterval(targets('15s', '15s', '5m'))).toBe(15_000);
  expect(readScrapeInterval(targets('15s', '30s'))).toBe(30_000);
  expect(readScrapeInterval(targets(undefined))).toBeUndefined();
  expect(readScrapeInterval({})).toBeUndefined();
});
