import { expect, it } from 'vitest';
import type { Runbook } from '#shared/domain/runbook.ts';
import { fillQuery } from './fill-query.ts';

const runbook = { parameters: [{ name: 'job' }, { name: 'code' }] } as unknown as Runbook;
const query = 'rate(http_requests_total{job="<job>", code=~"<code>"}[5m])\n';

it('[B102] puts values into a query so that they stay inside their string, and names what is missing', () => {
  expect(fillQuery(query, runbook, { job: 'a"} or vector(1) #', code: '5..' })).toEqual({
    expr: 'rate(http_requests_total{job="a\\"} or vector(1) #", code=~"5.."}[5m])',
    missing: [],
  });
  expect(fillQuery(query, runbook, { job: 'api' }).missing).toEqual(['code']);
});
