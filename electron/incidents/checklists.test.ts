import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { checklistsFor, isWithin } from '#shared/domain/checklists.ts';
import { loadPanels } from '../metrics/panels.ts';
import { openChecklists } from './checklists.ts';

const resourcesDir = join(import.meta.dirname, '../../resources');
let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'checklists-'));
  mkdirSync(join(dataDir, 'checklists'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));
const open = () => openChecklists({ resourcesDir, dataDir })();
const write = (text: string) => writeFileSync(join(dataDir, 'checklists', 'ours.yaml'), text);

it('[D56] ships the three lists of the design, item by item, with the limits of the taxonomy in them', () => {
  const { items, problems } = open();
  expect(problems).toEqual([]);
  expect(
    checklistsFor(items, {}).map(({ id, title, when, items: list }) => [id, title, when, list.map(({ text }) => text)]),
  ).toEqual([
    [
      'triage',
      'Triage',
      'triage',
      [
        'Recent deployments looked at',
        'Error logs looked at',
        'Metrics and graphs looked at',
        'External dependencies looked at',
        'Recent configuration changes looked at',
      ],
    ],
    [
      'assess',
      'Assess',
      'assess',
      ['Completely down or degraded?', 'How many users?', 'Is there a workaround?', 'Is data at risk?'],
    ],
    [
      'verification',
      'Before resolved',
      'before resolved',
      [
        'Error rate normal (below 1 %)',
        'Response times acceptable (p95 below 500 ms)',
        'Health checks passing',
        'No new user reports',
        'Monitoring green',
        'No new alerts',
        'Watched for 15 minutes',
      ],
    ],
  ]);
});

it('[D56] takes a taxonomy’s own limits into the texts and, in the panel’s unit, beside the panels', () => {
  const verification = checklistsFor(open().items, {
    verification: { errorRatePercent: 0.07, p95Ms: 1200, watchMinutes: 30 },
  }).at(-1);
  expect(verification?.items.slice(0, 3)).toEqual([
    {
      id: 'error-rate',
      text: 'Error rate normal (below 0.07 %)',
      panelId: 'error-ratio',
      reduce: 'last',
      limit: { below: 0.0007, unit: 'ratio' },
    },
    {
      id: 'response-times',
      text: 'Response times acceptable (p95 below 1200 ms)',
      panelId: 'latency',
      series: 'p95',
      reduce: 'last',
      limit: { below: 1.2, unit: 'seconds' },
    },
    { id: 'health-checks', text: 'Health checks passing', panelId: 'targets-up', reduce: 'last' },
  ]);
  expect(verification?.items.at(-1)?.text).toBe('Watched for 30 minutes');
});

it('[D56] asks only panels that are shipped, in their unit, and series that they have', () => {
  const { panels } = loadPanels(join(resourcesDir, 'panels'));
  const asked = open().items.flatMap(({ items }) => items.flatMap(({ panel }) => panel ?? []));
  expect(asked).toHaveLength(3);
  for (const { id, unit, series } of asked) {
    const panel = panels.find((candidate) => candidate.id === id);
    expect([id, panel?.unit]).toEqual([id, unit]);
    if (series !== undefined) expect(panel?.queries.map(({ legend }) => legend)).toContain(series);
  }
});

it('[D56] holds a value to its limit, and takes no value for none', () => {
  const limit = { below: 0.01, unit: 'ratio' } as const;
  expect([0, 0.0099, 0.01, 0.5].map((value) => isWithin(limit, value))).toEqual([true, true, false, false]);
  expect([null, undefined, Number.NaN].map((value) => isWithin(limit, value))).toEqual(Array(3).fill(undefined));
  expect(isWithin({ above: 2, unit: 'count' }, 2)).toBe(false);
  expect(isWithin({ above: 2, unit: 'count' }, 3)).toBe(true);
});

it('[D57] lets a team’s list replace the shipped one of its id, and adds others', () => {
  write('id: assess\ntitle: Ours\nwhen: assess\nitems:\n  - { id: a, text: Ask legal }\n');
  expect(open().items.map(({ id, title }) => [id, title])).toEqual([
    ['assess', 'Ours'],
    ['triage', 'Triage'],
    ['verification', 'Before resolved'],
  ]);
});

it('[D57] names every fault of a broken list by line, and the shipped ones work', () => {
  write(
    [
      'id: assess',
      'title: Ours',
      'when: later',
      'items:',
      '  - { id: a, text: "Below {{ p99Ms }} ms" }',
      '  - { id: b, text: B, panel: { id: cpu, reduce: last, unit: ratio, limit: { below: p95Ms } } }',
      '  - { id: c, text: C, panel: { id: cpu, reduce: mean, unit: ratio, limit: { under: 1 } } }',
      '  - { id: d, text: D, panel: { id: cpu, reduce: last, unit: ratio, limit: { below: soon } } }',
    ].join('\n'),
  );
  const { items, problems } = open();
  expect(items.map(({ title }) => title)).toEqual(['Assess', 'Triage', 'Before resolved']);
  expect(problems.map(({ line, message }) => `${line}: ${message}`)).toEqual([
    '3: when has to be one of triage, assess, before resolved, not "later".',
    '5: items.0.text names no limit: {{ p99Ms }}; known are errorRatePercent, p95Ms, watchMinutes.',
    "6: items.1.panel.limit.below can't be p95Ms, which is no figure in the unit ratio.",
    '7: items.2.panel.reduce has to be one of last, max, not "mean".',
    '7: items.2.panel.limit.under is not known here; known are below, above.',
    '8: items.3.panel.limit.below has to be a number, or one of errorRatePercent, p95Ms, watchMinutes.',
  ]);
});

it('[D57] refuses two items of one id', () => {
  write('id: x\ntitle: X\nwhen: triage\nitems:\n  - { id: a, text: A }\n  - { id: a, text: B }\n');
  expect(open().problems.map(({ line, message }) => [line, message])).toEqual([
    [6, 'items.1.id has to be another one: there is an item a before.'],
  ]);
});
