import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkTaxonomyFile, loadTaxonomies } from './taxonomies.ts';

const resourcesDir = join(import.meta.dirname, '../../resources');
let dataDir: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'taxonomies-'));
  mkdirSync(join(dataDir, 'taxonomies'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

const at = (name: string) => join(dataDir, 'taxonomies', name);
const write = (name: string, text: string | Uint8Array) => writeFileSync(at(name), text);
const load = () => loadTaxonomies({ resourcesDir, dataDir });
/** "7: what is wrong", for each problem of a file that holds `text`. */
function problemsOf(text: string | Uint8Array): readonly string[] {
  write('checked.yaml', text);
  const checked = checkTaxonomyFile(at('checked.yaml'));
  return checked.ok ? [] : checked.problems.map(({ line, message }) => `${line}: ${message}`);
}
const head = 'id: x\nname: X\nlevels:\n';
const level = '  - { id: A, name: A, meaning: m }\n';

describe('a team’s own taxonomy', () => {
  it('[D51] is added, and replaces a shipped one of the same id', () => {
    write('ours.yaml', 'id: ours\nname: Ours\nlevels:\n  - { id: A, name: A, meaning: bad, acknowledgeMinutes: 1 }\n');
    write('saas.yml', 'id: sev-saas\nname: Changed\nlevels:\n  - { id: SEV-1, name: S, meaning: bad }\n');
    const { taxonomies, problems } = load();
    expect(problems).toEqual([]);
    expect(taxonomies.map(({ id, name }) => [id, name])).toEqual([
      ['p-ops', 'P0 to P3, operations'],
      ['p-studio', 'P0 to P3, studio'],
      ['sev-platform', 'SEV-1 to SEV-4, platform'],
      ['sev-saas', 'Changed'],
      ['ours', 'Ours'],
    ]);
  });

  it('[D51] leaves out the second file of an id and says which was first', () => {
    write('a.yaml', head + level);
    write('b.yaml', head + level);
    expect(load().problems).toEqual([{ file: at('b.yaml'), line: 1, message: expect.stringContaining('a.yaml') }]);
  });

  it('[D53] is seen without a restart once it is repaired, goes on when its file breaks, and is gone when its file is', () => {
    write('ours.yaml', 'id: ours\nname: Ours\nlevels: []\n');
    const library = load();
    expect(library.problems.map(({ line }) => line)).toEqual([3]);
    write('ours.yaml', `id: ours\nname: Ours\nlevels:\n${level}`);
    expect(library.problems).toEqual([]);
    expect(library.taxonomies.map(({ id }) => id)).toContain('ours');
    write('ours.yaml', 'id: ours\nname: Ours\nlevels: "oops"\n');
    expect(library.problems.map(({ line }) => line)).toEqual([3]);
    expect(library.taxonomies.find(({ id }) => id === 'ours')?.levels).toHaveLength(1);
    // What did not change is not read again: the same objects, so that they can be compared.
    expect(library.taxonomies[0]).toBe(library.taxonomies[0]);
    rmSync(at('ours.yaml'));
    expect(library.taxonomies.map(({ id }) => id)).not.toContain('ours');
  });
});

describe('a broken taxonomy', () => {
  it.each([
    [
      'a figure that is none',
      `${head}  - id: A\n    name: A\n    meaning: m\n    triageMinutes: soon\n`,
      ['7: levels.0.triageMinutes has to be a number, not "soon".'],
    ],
    [
      'a misspelled field',
      `${head}  - id: A\n    name: A\n    meaning: m\n    aknowledgeMinutes: 5\n`,
      ['7: levels.0.aknowledgeMinutes is not known here; did you mean acknowledgeMinutes?'],
    ],
    [
      'a field from elsewhere',
      `${head}${level}colour: red\n`,
      ['5: colour is not known here; known are id, name, levels, phases, escalation, reviews, verification.'],
    ],
    ['no levels', 'id: x\nname: X\n', ['1: levels is missing.']],
    ['an empty list of levels', 'id: x\nname: X\nlevels: []\n', ['3: levels needs at least 1.']],
    [
      'the same level twice',
      `${head}${level}  - { id: A, name: B, meaning: m }\n`,
      ['5: levels.1.id has to be another one: there is a level A before.'],
    ],
    [
      'an id that YAML takes for a number',
      `${head}  - { id: 1, name: A, meaning: m }\n`,
      ['4: levels.0.id has to be text, not 1: put it in quotes, "1".'],
    ],
    [
      'a target of nothing, less and too much',
      `${head}  - id: A\n    name: A\n    meaning: m\n    acknowledgeMinutes: 0\n    triageMinutes: -5\n    resolveMinutes: 9e9\n`,
      [
        '7: levels.0.acknowledgeMinutes has to be above 0, not 0.',
        '8: levels.0.triageMinutes has to be above 0, not -5.',
        '9: levels.0.resolveMinutes has to be at most 525600, not 9000000000.',
      ],
    ],
    [
      'phases that overlap or run backwards',
      `${head}${level}phases:\n  - { name: A, fromMinutes: 0, toMinutes: 10 }\n  - { name: B, fromMinutes: 5, toMinutes: 20 }\n  - { name: C, fromMinutes: 30, toMinutes: 25 }\n`,
      [
        '7: phases.1.fromMinutes has to be at least 10, where the one before ends, not 5.',
        '8: phases.2.toMinutes has to be above 30, where it begins, not 25.',
      ],
    ],
    [
      'an escalation step that calls nobody',
      `${head}${level}escalation:\n  - { id: L1, who: a, contact: team led }\n`,
      [
        '6: escalation.0.contact has to be one of on-call, team lead, engineering manager, CTO, security, legal, leadership, other, not "team led"; did you mean team lead?',
      ],
    ],
    [
      'an escalation out of order and twice named',
      `${head}${level}escalation:\n  - { id: L1, who: a }\n  - { id: L1, who: b, toMinutes: 30 }\n  - { id: L3, who: c, fromMinutes: 10 }\n`,
      [
        '7: escalation.1.id has to be another one: there is a step L1 before.',
        '7: escalation.1.fromMinutes has to be given and above 0: the one before, which begins there, has no end.',
        '8: escalation.2.fromMinutes has to be at least 30, where the one before ends, not 10.',
      ],
    ],
    [
      'a review of a level it does not have, and due before it may be',
      `${head}${level}reviews:\n  - { name: R, severities: [A, a], earliestHours: 48, dueHours: 24 }\n`,
      [
        '6: reviews.0.earliestHours has to be below dueHours (24), not 48.',
        '6: reviews.0.severities.1 is no level of this taxonomy: a; did you mean A?',
      ],
    ],
    [
      'a review of a level it does not have',
      `${head}${level}reviews:\n  - { name: R, severities: [A, a], dueHours: 24 }\n`,
      ['6: reviews.0.severities.1 is no level of this taxonomy: a; did you mean A?'],
    ],
    [
      'several faults at once',
      `id: x\nlevels:\n  - { id: A, name: A, meening: m }\nverification: { p95: 5 }\n`,
      [
        '1: name is missing.',
        '3: levels.0.meaning is missing.',
        '3: levels.0.meening is not known here; did you mean meaning?',
        '4: verification.p95 is not known here; did you mean p95Ms?',
      ],
    ],
    [
      'members that every object has',
      `__proto__: { admin: true }\nconstructor: 1\n${head}${level}`,
      [
        '1: __proto__ is not known here; known are id, name, levels, phases, escalation, reviews, verification.',
        '2: constructor is not known here; known are id, name, levels, phases, escalation, reviews, verification.',
      ],
    ],
    ['a key twice', 'id: x\nname: X\nname: Y\n', ['3: This key is there twice; keep one of them.']],
    ['broken YAML', 'id: x\nname: "X\n', ['3: Not YAML: Missing closing "quote.']],
    [
      'an alias bomb',
      'a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\n',
      ['1: The file repeats too much through aliases; at most 100 are followed.'],
    ],
    ['nothing', '', ['1: The file is empty.']],
    ['only a comment', '# to do\n', ['1: The file has to be a group of "key: value" lines, not nothing.']],
    [
      'bytes that are not UTF-8',
      Buffer.from('id: x\nname: caf\xe9\n', 'latin1'),
      ['2: This is not UTF-8. Save the file in UTF-8.'],
    ],
    ['zero bytes', 'id: x\nname: \0\n', ['2: The file is not text: a zero byte.']],
    ['10 MB', 'x'.repeat(10 * 1024 * 1024), ['1: The file has 10,240 KiB; at most 64 KiB are read.']],
    ['too deep a nest', `x: ${'['.repeat(60_000)}`, [expect.stringMatching(/^1: (Not YAML|The file is nested)/)]],
  ])('[D52] names what is wrong and what would be right, by line: %s', (_, text, expected) => {
    const problems = problemsOf(text);
    expect(problems.slice(0, expected.length)).toEqual(expected);
    if (typeof expected[0] === 'string' && !expected[0].includes('Not YAML'))
      expect(problems).toHaveLength(expected.length);
    const { taxonomies } = load();
    expect(taxonomies).toHaveLength(4);
  });

  it('[D52] is one that is a folder, or a link to nowhere or to itself', () => {
    mkdirSync(at('folder.yaml'));
    symlinkSync(at('gone'), at('nowhere.yaml'));
    symlinkSync(at('round.yaml'), at('round.yaml'));
    expect(load().problems).toEqual([
      { file: at('folder.yaml'), line: 1, message: 'This is a folder; it has to be a file.' },
      { file: at('nowhere.yaml'), line: 1, message: "The file can't be read: there is no such file." },
      { file: at('round.yaml'), line: 1, message: "The file can't be read: its symbolic link leads to itself." },
    ]);
    expect(checkTaxonomyFile(at('gone'))).toEqual({
      ok: false,
      problems: [{ file: at('gone'), line: 1, message: "The file can't be read: there is no such file." }],
    });
  });

  it('[D52] is named when its folder is none, and the shipped ones work', () => {
    rmSync(join(dataDir, 'taxonomies'), { recursive: true });
    writeFileSync(join(dataDir, 'taxonomies'), '');
    const { taxonomies, problems } = load();
    expect(taxonomies).toHaveLength(4);
    expect(problems).toEqual([
      {
        file: join(dataDir, 'taxonomies'),
        line: 1,
        message: "The folder can't be read: a part of its path is not a folder.",
      },
    ]);
  });
});
