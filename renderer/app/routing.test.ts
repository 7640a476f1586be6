import { expect, it } from 'vitest';
import type { IncidentSummary } from '#shared/contract/index.ts';
import { firstView, hashOfView, viewOfHash } from './routing.ts';

const id = '01990000-0000-7000-8000-000000000001';
const other = '01990000-0000-7000-8000-000000000002';
const summary = (incidentId: string, status: IncidentSummary['status']): IncidentSummary => ({
  id: incidentId,
  title: 'T',
  severity: 'SEV-1',
  taxonomyId: 'sev-saas',
  status,
  drill: false,
  declaredAt: 0,
  eventCount: 1,
});

it('reads back the address of each view, and nothing else', () => {
  for (const view of [{ kind: 'home' }, { kind: 'incident', incidentId: id }] as const) {
    expect(viewOfHash(hashOfView(view))).toEqual(view);
  }
  expect(viewOfHash('#token=abc')).toBeUndefined();
  expect(viewOfHash('')).toBeUndefined();
});

it('opens where one was last', () => {
  expect(firstView(`#/incident/${id}`, [summary(id, 'resolved'), summary(other, 'detected')])).toEqual({
    kind: 'incident',
    incidentId: id,
  });
  expect(firstView('#/', [summary(id, 'detected')])).toEqual({ kind: 'home' });
});

it('opens the one open incident when nothing was kept, and home when there is a choice', () => {
  expect(firstView(undefined, [summary(id, 'mitigating'), summary(other, 'closed')])).toEqual({
    kind: 'incident',
    incidentId: id,
  });
  expect(firstView(undefined, [summary(id, 'mitigating'), summary(other, 'detected')])).toEqual({ kind: 'home' });
  expect(firstView(`#/incident/${other}`, [])).toEqual({ kind: 'home' });
});
