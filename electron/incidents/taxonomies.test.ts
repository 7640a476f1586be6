import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SeverityLevel } from '#shared/domain/taxonomy.ts';
import { loadTaxonomies } from './taxonomies.ts';

const resourcesDir = join(import.meta.dirname, '../../resources');
let dataDir: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'taxonomies-'));
  mkdirSync(join(dataDir, 'taxonomies'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

const write = (name: string, text: string) => writeFileSync(join(dataDir, 'taxonomies', name), text);
const load = () => loadTaxonomies({ resourcesDir, dataDir });

const targets = (level: SeverityLevel) => [
  level.id,
  level.acknowledgeMinutes,
  level.respondMinutes,
  level.triageMinutes,
  level.updateEveryMinutes,
  level.resolveMinutes,
];

describe('the shipped taxonomies', () => {
  it('[D50] have the figures of the design, in minutes', () => {
    const { taxonomies, problems } = load();
    expect(problems).toEqual([]);
    expect(Object.fromEntries(taxonomies.map(({ id, levels }) => [id, levels.map(targets)]))).toEqual({
      'sev-saas': [
        ['SEV-1', 5, undefined, 15, undefined, undefined],
        ['SEV-2', 15, undefined, 30, undefined, undefined],
        ['SEV-3', 60, undefined, 120, undefined, undefined],
        ['SEV-4', 240, undefined, undefined, undefined, undefined],
      ],
      'sev-platform': [
        ['SEV-1', undefined, 5, undefined, 15, undefined],
        ['SEV-2', undefined, 15, undefined, 30, undefined],
        ['SEV-3', undefined, 60, undefined, 60, undefined],
        ['SEV-4', undefined, undefined, undefined, undefined, undefined],
      ],
      'p-ops': [
        ['P0', undefined, 15, undefined, undefined, undefined],
        ['P1', undefined, 60, undefined, undefined, undefined],
        ['P2', undefined, 240, undefined, undefined, undefined],
        ['P3', undefined, 1440, undefined, undefined, undefined],
      ],
      'p-studio': [
        ['P0', undefined, 15, undefined, undefined, 240],
        ['P1', undefined, 60, undefined, undefined, 1440],
        ['P2', undefined, undefined, undefined, undefined, undefined],
        ['P3', undefined, undefined, undefined, undefined, undefined],
      ],
    });
  });
});

describe('a team’s own taxonomy', () => {
  it('[D51] is added, and replaces a shipped one of the same id', () => {
    write('ours.yaml', 'id: ours\nname: Ours\nlevels:\n  - { id: A, name: A, meaning: bad, acknowledgeMinutes: 1 }\n');
    write('saas.yml', 'id: sev-saas\nname: Changed\nlevels:\n  - { id: SEV-1, name: S, meaning: bad }\n');
    const { taxonomies, problems } = load();
    expect(problems).toEqual([]);
    expect(taxonomies.map((taxonomy) => taxonomy.id).sort()).toEqual([
      'ours',
      'p-ops',
      'p-studio',
      'sev-platform',
      'sev-saas',
    ]);
    expect(taxonomies.find((taxonomy) => taxonomy.id === 'sev-saas')?.name).toBe('Changed');
  });

  it.each([
    [
      'a figure that is none',
      'id: x\nname: X\nlevels:\n  - id: A\n    name: A\n    meaning: m\n    triageMinutes: soon\n',
      7,
      'levels.0.triageMinutes',
    ],
    [
      'a misspelled field',
      'id: x\nname: X\nlevels:\n  - id: A\n    name: A\n    meaning: m\n    aknowledgeMinutes: 5\n',
      4,
      'aknowledgeMinutes',
    ],
    ['no levels', 'id: x\nname: X\n', 1, 'levels'],
    [
      'the same level twice',
      'id: x\nname: X\nlevels:\n  - { id: A, name: A, meaning: m }\n  - { id: A, name: B, meaning: m }\n',
      5,
      'twice',
    ],
    ['broken YAML', 'id: x\nname: "X\n', 3, 'quote'],
    [
      'an alias bomb',
      `a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\n`,
      1,
      'alias',
    ],
    ['nothing', '', 1, 'expected object'],
  ])('[D52] with %s is named with file and line, and the others work', (_, text, line, message) => {
    write('broken.yaml', text);
    const { taxonomies, problems } = load();
    expect(taxonomies).toHaveLength(4);
    expect(problems).toEqual([
      {
        file: join(dataDir, 'taxonomies', 'broken.yaml'),
        line,
        message: expect.stringMatching(new RegExp(message, 'i')),
      },
    ]);
  });
});
