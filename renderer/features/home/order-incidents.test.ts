import { expect, it } from 'vitest';
import type { IncidentSummary } from '#shared/contract/index.ts';
import { testTaxonomy } from '#shared/domain/test-taxonomy.ts';
import { orderIncidents } from './order-incidents.ts';

const summary = (id: string, severity: string, declaredAt: number, status: IncidentSummary['status'] = 'detected') => ({
  id,
  title: id,
  severity,
  taxonomyId: testTaxonomy.id,
  status,
  drill: false,
  declaredAt,
  eventCount: 1,
});

it('puts the worst open incident first, of equals the newest, and what is over apart', () => {
  const { open, past } = orderIncidents(
    [
      summary('old minor', 'SEV-3', 1),
      summary('lost level', 'P9', 9),
      summary('old major', 'SEV-1', 2),
      summary('over', 'SEV-1', 3, 'closed'),
      summary('new major', 'SEV-1', 4),
      summary('over later', 'SEV-4', 5, 'resolved'),
    ],
    [testTaxonomy],
  );
  expect(open.map(({ id }) => id)).toEqual(['new major', 'old major', 'old minor', 'lost level']);
  expect(past.map(({ id }) => id)).toEqual(['over later', 'over']);
});
