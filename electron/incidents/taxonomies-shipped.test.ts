import { join } from 'node:path';
import { expect, it } from 'vitest';
import {
  cadenceOf,
  type SeverityLevel,
  severityLevelSchema,
  type Taxonomy,
  verificationLimits,
} from '#shared/domain/taxonomy.ts';
import { loadTaxonomies } from './taxonomies.ts';

const resourcesDir = join(import.meta.dirname, '../../resources');
const library = loadTaxonomies({ resourcesDir, dataDir: '/nowhere' });

/**
 * Every cell of the design's tables, written out: minutes, hours for reviews, words where the design has words. A cell
 * that a row does not name has to be absent, so that nothing is there beside the design.
 */
const levels: Readonly<Record<string, readonly Partial<SeverityLevel>[]>> = {
  'sev-saas': [
    {
      id: 'SEV-1',
      name: 'Critical',
      meaning: 'Complete outage or data loss',
      acknowledgeMinutes: 5,
      triageMinutes: 15,
      communication: 'Status page at once',
      team: 'All hands',
    },
    {
      id: 'SEV-2',
      name: 'High',
      meaning: 'Major feature broken, error rate above 10 %',
      acknowledgeMinutes: 15,
      triageMinutes: 30,
      communication: 'Status page, mail to affected users',
      team: 'On-call and backend lead',
    },
    {
      id: 'SEV-3',
      name: 'Medium',
      meaning: 'Minor feature broken, limited impact',
      acknowledgeMinutes: 60,
      triageMinutes: 120,
      communication: 'Internal only',
      team: 'On-call',
    },
    {
      id: 'SEV-4',
      name: 'Low',
      meaning: 'Cosmetic',
      acknowledgeMinutes: 240,
      communication: 'Ticket',
      team: 'Sprint planning',
    },
  ],
  'sev-platform': [
    {
      id: 'SEV-1',
      name: 'Critical',
      meaning: 'Complete outage, data loss, breach, secrets unreachable',
      respondMinutes: 5,
      updateEveryMinutes: 15,
      escalation: 'Page on-call, tell the VP Engineering',
    },
    {
      id: 'SEV-2',
      name: 'High',
      meaning: 'Error rate above 10 %, p95 above 2 s, one instance down',
      respondMinutes: 15,
      updateEveryMinutes: 30,
      escalation: 'Page on-call',
    },
    {
      id: 'SEV-3',
      name: 'Medium',
      meaning: 'p95 above 1 s, one feature not working',
      respondMinutes: 60,
      respondNote: 'in business hours',
      updateEveryMinutes: 60,
      escalation: 'Chat',
    },
    {
      id: 'SEV-4',
      name: 'Low',
      meaning: 'Log noise, missing docs',
      respondNote: 'next business day',
      escalation: 'Ticket',
    },
  ],
  'p-ops': [
    {
      id: 'P0',
      name: 'Critical',
      meaning: 'Cannot wait, whatever the hour',
      respondMinutes: 15,
      escalation: 'Page on-call at once',
    },
    {
      id: 'P1',
      name: 'High',
      meaning: 'Has to be worked on within the hour',
      respondMinutes: 60,
      escalation: 'Tell the engineering lead',
    },
    {
      id: 'P2',
      name: 'Medium',
      meaning: 'Has to be worked on today',
      respondMinutes: 240,
      escalation: 'Ticket with an owner',
    },
    { id: 'P3', name: 'Low', meaning: 'Can wait for its turn', respondMinutes: 1440, escalation: 'Backlog' },
  ],
  'p-studio': [
    { id: 'P0', name: 'Critical', meaning: 'The product cannot be used', respondMinutes: 15, resolveMinutes: 240 },
    { id: 'P1', name: 'High', meaning: 'Something important does not work', respondMinutes: 60, resolveMinutes: 1440 },
    { id: 'P2', name: 'Medium', meaning: 'Workaround exists' },
    { id: 'P3', name: 'Low', meaning: 'Cosmetic' },
  ],
};

/** What a taxonomy has beside its levels; undefined where the design gives none. */
const beside: Readonly<Record<string, Pick<Taxonomy, 'phases' | 'escalation' | 'reviews'>>> = {
  'sev-saas': {
    phases: [
      { name: 'Detection', fromMinutes: 0, toMinutes: 5 },
      { name: 'Acknowledgment', fromMinutes: 5, toMinutes: 15 },
      { name: 'Triage', fromMinutes: 15, toMinutes: 30 },
      { name: 'Mitigation', fromMinutes: 30, toMinutes: 60 },
    ],
    escalation: [
      { id: 'L1', who: 'On-call', fromMinutes: 0, toMinutes: 30, contact: 'on-call' },
      { id: 'L2', who: 'Team lead', fromMinutes: 30, toMinutes: 60, contact: 'team lead' },
      { id: 'L3', who: 'Engineering manager', fromMinutes: 60, toMinutes: 120, contact: 'engineering manager' },
      { id: 'L4', who: 'CTO', fromMinutes: 120, note: 'Earlier on severe impact', contact: 'CTO' },
    ],
    reviews: [{ name: 'Post-mortem', severities: ['SEV-1', 'SEV-2'], earliestHours: 24, dueHours: 48 }],
  },
  'sev-platform': {
    phases: [
      { name: 'Initial response', toMinutes: 5 },
      { name: 'Investigation and mitigation', toMinutes: 15 },
      { name: 'Resolution', toMinutes: 60 },
    ],
    reviews: [{ name: 'Post-mortem', dueHours: 48 }],
  },
  'p-ops': {},
  'p-studio': {
    reviews: [
      { name: 'Initial review', dueHours: 24, lengthMinutes: 30 },
      { name: 'Detailed review', dueHours: 168, lengthMinutes: 120 },
    ],
  },
};

/** Minutes between updates, from the most to the least severe: the taxonomy's own, or 15, 30, 60 for the upper three. */
const cadence: Readonly<Record<string, readonly (number | undefined)[]>> = {
  'sev-saas': [15, 30, 60, undefined],
  'sev-platform': [15, 30, 60, undefined],
  'p-ops': [15, 30, 60, undefined],
  'p-studio': [15, 30, 60, undefined],
};

const find = (id: string) => library.taxonomies.find((taxonomy) => taxonomy.id === id);
const cells = Object.entries(levels).flatMap(([taxonomy, rows]) =>
  rows.flatMap((row, rank) =>
    (Object.keys(severityLevelSchema.shape) as (keyof SeverityLevel)[]).map((field) => ({
      taxonomy,
      level: row.id,
      rank,
      field,
      value: row[field],
    })),
  ),
);

it('[D50] are four, each without a problem', () => {
  expect(library.problems).toEqual([]);
  expect(library.taxonomies.map(({ id, levels: { length } }) => [id, length])).toEqual([
    ['p-ops', 4],
    ['p-studio', 4],
    ['sev-platform', 4],
    ['sev-saas', 4],
  ]);
});

it.each(cells)('[D50] $taxonomy $level has the $field of the design: $value', ({ taxonomy, rank, field, value }) => {
  expect(find(taxonomy)?.levels[rank]?.[field]).toBe(value);
});

it.each(Object.entries(beside))('[D50] %s has the phases, ladder and reviews of the design', (id, expected) => {
  const { phases, escalation, reviews } = find(id) ?? {};
  expect({ phases, escalation, reviews }).toEqual({
    phases: expected.phases,
    escalation: expected.escalation,
    reviews: expected.reviews,
  });
});

it.each(Object.entries(cadence))('[D50] %s has the cadence of the design', (id, minutes) => {
  const taxonomy = find(id);
  expect(taxonomy?.levels.map((level) => cadenceOf(taxonomy, level.id))).toEqual(minutes);
});

it.each(Object.keys(levels))('[D50] %s verifies with 1 %, 500 ms and 15 minutes', (id) => {
  expect(verificationLimits(find(id) ?? {})).toEqual({ errorRatePercent: 1, p95Ms: 500, watchMinutes: 15 });
});
