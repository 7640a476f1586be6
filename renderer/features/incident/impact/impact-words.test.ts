import { expect, it } from 'vitest';
import type { ImpactFact } from '#shared/domain/events/index.ts';
import type { Incident } from '#shared/domain/incident.ts';
import { impactChips, impactFields, knownSources } from './impact-words.ts';

const impactOf = (...facts: readonly ImpactFact[]): Incident['impact'] =>
  Object.fromEntries(facts.map((fact, at) => [fact.field, { fact, source: `source ${at % 2}`, by: 'Ada', at }]));

it('says the worst in the header, zero as zero, and nothing of what is unknown', () => {
  const chips = (...facts: readonly ImpactFact[]) => impactChips(impactOf(...facts)).map(({ text }) => text);
  expect(chips({ field: 'users affected', value: 12_000 }, { field: 'SLA', value: { breached: true } })).toEqual([
    '12,000 users',
    'SLA breached',
  ]);
  expect(
    chips({ field: 'data loss', value: { extent: 'suspected' } }, { field: 'share of users', value: 4.5 }),
  ).toEqual(['data loss suspected', '4.5 % of users']);
  expect(chips({ field: 'users affected', value: 0 })).toEqual(['0 users']);
  expect(chips({ field: 'users affected', value: null }, { field: 'data loss', value: { extent: 'none' } })).toEqual(
    [],
  );
  expect(impactChips({})).toEqual([]);
});

it('asks for every field that the record knows, and offers the sources that were named', () => {
  expect(impactFields).toEqual([
    'users affected',
    'share of users',
    'requests failed',
    'revenue',
    'SLA',
    'data loss',
    'regions',
    'services',
    'customer tickets',
  ]);
  const impact = impactOf(
    { field: 'users affected', value: 1 },
    { field: 'requests failed', value: 2 },
    { field: 'customer tickets', value: 3 },
  );
  expect(knownSources(impact)).toEqual(['source 0', 'source 1']);
});
