import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { loadPanels, parsePanel } from './panels.ts';

const good = `id: load
title: Load
unit: none
queries:
  - expr: load
    legend: ''
thresholds: []
headline: last
alerts: []
`;

function folderWith(files: Readonly<Record<string, string>>): string {
  const dir = mkdtempSync(join(tmpdir(), 'war-room-panels-'));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text);
  return dir;
}

it('loads the shipped panels in their order, without a problem', () => {
  const { panels, problems } = loadPanels(join(import.meta.dirname, '../../resources/panels'));
  expect(problems).toEqual([]);
  expect(panels.map(({ id }) => id)).toEqual([
    'error-ratio',
    'latency',
    'requests',
    'db-connections',
    'cpu',
    'targets-up',
  ]);
});

it('[M16] names file and line of what is wrong, and loads the rest', () => {
  const folder = folderWith({
    '1-good.yaml': good,
    '2-unit.yaml': good.replace('unit: none', 'unit: parsecs').replace('id: load', 'id: other'),
    '3-query.yaml': good.replace('expr: load', 'expr: 5'),
    '4-syntax.yaml': good.replace('title: Load', 'title: "Load'),
    '5-same.yaml': good,
    '6-unknown.yaml': `${good}colour: red\n`,
    'notes.txt': 'not a panel',
  });
  const { panels, problems } = loadPanels(folder);
  expect(panels.map(({ id }) => id)).toEqual(['load']);
  expect(problems).toEqual([
    expect.stringMatching(/^2-unit\.yaml:3: unit: /),
    expect.stringMatching(/^3-query\.yaml:5: queries\.0\.expr: /),
    expect.stringMatching(/^4-syntax\.yaml:\d+: /),
    '5-same.yaml:1: the id "load" is taken by 1-good.yaml',
    expect.stringMatching(/^6-unknown\.yaml:\d+: .*colour/),
  ]);
});

it('takes a missing folder for an empty one', () => {
  expect(loadPanels('/nowhere/at/all')).toEqual({ panels: [], problems: [] });
});

it('[T37] refuses a file whose aliases multiply', () => {
  const bomb = ['a: &a [x,x,x,x,x,x,x,x,x]'];
  for (const [from, to] of ['ab', 'bc', 'cd', 'de', 'ef'].map((pair) => [...pair])) {
    bomb.push(`${to}: &${to} [${Array(9).fill(`*${from}`).join(',')}]`);
  }
  expect(parsePanel(bomb.join('\n'))).toMatchObject({ ok: false, problems: [{ line: 1 }] });
});
