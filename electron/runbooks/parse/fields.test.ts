import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { type RiskRules, readRiskRules } from '../risk/rules.ts';
import { loadBashParser } from '../shell/bash.ts';
import type { ParseShell } from '../shell/script.ts';
import { parseRunbook } from './runbook.ts';

let rules: RiskRules;
let parseShell: ParseShell;
beforeAll(async () => {
  rules = readRiskRules(readFileSync(new URL('../../../resources/risk/rules.yaml', import.meta.url), 'utf8'));
  parseShell = await loadBashParser();
});

function read(lines: readonly string[], shellIds: readonly string[] = []) {
  const file = { id: 'team:x', text: lines.join('\n'), fallbackTitle: 'x', shellIds: new Set(shellIds) };
  return parseRunbook(file, parseShell, rules).runbook;
}

describe('checklists', () => {
  it('[B53] become items with section, line and an id that survives changes to other items, among the text', () => {
    const lines = ['# T', '', '## After', '', 'Then:', '', '- [ ] **Tell** them', '- [x] Close', '  it', '- plain', ''];
    const { items, blocks } = read(lines);
    expect(items).toEqual([
      { id: expect.stringMatching(/^[0-9a-f]{12}$/), text: 'Tell them', section: ['After'], line: 7 },
      { id: expect.any(String), text: 'Close it', section: ['After'], line: 8 },
    ]);
    expect(blocks.slice(2)).toEqual([
      { type: 'text', markdown: 'Then:' },
      { type: 'item', itemId: items[0]?.id },
      { type: 'item', itemId: items[1]?.id },
      { type: 'text', markdown: '- plain' },
    ]);
    const later = read([...lines.slice(0, 6), '- [ ] New', ...lines.slice(6), '- [ ] Close it']).items;
    expect(later.map(({ id }) => id).slice(1, 3)).toEqual(items.map(({ id }) => id));
    expect(new Set(later.map(({ id }) => id)).size).toBe(4);
  });

  it('[B53] keep the commands that stand in them, named by them', () => {
    const { steps, items } = read(['1. [ ] Look at the disk', '   ```bash', '   df -h', '   ```', '- [ ] Done']);
    expect(items.map(({ text }) => text)).toEqual(['Look at the disk', 'Done']);
    expect(steps).toMatchObject([{ title: 'Look at the disk', command: 'df -h' }]);
  });
});

describe('what a text refers to', () => {
  it('[B54] gives relative links to Markdown files with their lines, and no others', () => {
    const { links, index } = read([
      'See [the **db**](../db/outage.md#steps), [x](https://example.com/x.md), [y](#here), [z](/etc/z.md), [p](a.png).',
      '',
      '> [q](./q.markdown?plain=1)',
    ]);
    expect(links).toEqual([
      { href: '../db/outage.md#steps', text: 'the db', line: 1 },
      { href: './q.markdown?plain=1', text: 'q', line: 3 },
    ]);
    expect(index).toBeUndefined();
  });

  it('[B54] knows a file that is a list of links as an index, by its headings, tables too', () => {
    const list = ['# Runbooks', '', '- [A](a.md)', '', '## Data', '', '- [B](b.md): slow', '- [C](c/c.md)'];
    const table = ['', '## Rest', '', '| Alert | Book |', '|---|---|', '| `Down` | [D](d.md) |'];
    const { index } = read([...list, ...table]);
    expect(index?.map(({ title, links }) => [title, links.map(({ href }) => href)])).toEqual([
      ['Runbooks', ['a.md']],
      ['Data', ['b.md', 'c/c.md']],
      ['Rest', ['d.md']],
    ]);
    expect(read([...list, '', '```bash', 'ls', '```']).index).toBeUndefined();
    const prose = ['# T', ...'abcdefgh'].flatMap((text) => [text, '']);
    expect(read([...prose, '- [A](a.md)', '- [B](b.md)']).index).toBeUndefined();
    expect(read(['- one', '- two', '- three', '- four', '- [A](a.md)', '- [B](b.md)']).index).toBeUndefined();
  });

  it('[B54] mentions names in backticks that an alert may have, each once and not without end', () => {
    const text =
      '`HighErrorRate` `APIDown` `db_lag_high` `kubectl get` `ls` `docker-compose` `/health` `HighErrorRate` `Up`';
    expect(read([`## ${text}`, '', `- ${text}`]).mentions).toEqual(['HighErrorRate', 'APIDown', 'db_lag_high']);
    expect(read([Array.from({ length: 1000 }, (_, at) => `\`AlertNo${at}\``).join(' ')]).mentions).toHaveLength(200);
  });
});

describe('a fence', () => {
  it('[B55] gives its steps the attributes that Runme writes, and keeps unknown ones out', () => {
    const attributes = '{"name":"roll","cwd":"/srv","interactive":"true","quickAction":"rollback","terminalRows":3}';
    const { steps } = read([
      `\`\`\`bash ${attributes}`,
      'ls',
      '',
      'df',
      '```',
      '',
      '```sh { name=b interactive=false }',
      'id',
      '```',
    ]);
    expect(
      steps.map(({ id, name, cwd, interactive, quickAction }) => ({ id, name, cwd, interactive, quickAction })),
    ).toEqual([
      { id: 'roll', name: 'roll', cwd: '/srv', interactive: true, quickAction: 'rollback' },
      { id: 'roll.2', name: 'roll', cwd: '/srv', interactive: true, quickAction: 'rollback' },
      { id: 'b', name: 'b', cwd: undefined, interactive: false, quickAction: undefined },
    ]);
    expect(steps[0]).not.toHaveProperty('terminalRows');
    expect(read(['```bash {"name":""}', 'ls', '```', '', '```bash {broken', 'id', '```']).steps[0]).not.toHaveProperty(
      'name',
    );
    const odd = read(['```bash {"interactive":"constructor","__proto__":{"name":"x"}}', 'toString --x', '```'])
      .steps[0];
    expect(odd).toMatchObject({ command: 'toString --x', risk: { level: 'changes state' } });
    expect(odd).not.toHaveProperty('interactive');
    expect(odd).not.toHaveProperty('name');
  });

  it('[B56] without a language that could be shell is shown with an id, and is commands when a person says so', () => {
    const lines = [
      '## A',
      '',
      '```',
      'docker ps',
      'docker stats <name>',
      '```',
      '',
      '```',
      'Dear all,',
      'it works.',
      '```',
    ];
    const [, block, other] = read(lines).blocks;
    expect(block).toEqual({
      type: 'code',
      language: '',
      text: 'docker ps\ndocker stats <name>',
      line: 3,
      shellId: expect.stringMatching(/^[0-9a-f]{12}$/),
    });
    expect(other).not.toHaveProperty('shellId');
    const id = block?.type === 'code' ? (block.shellId ?? '') : '';
    expect(read(['New text.', '', ...lines], [id]).steps.map(({ command, line }) => [command, line])).toEqual([
      ['docker ps', 6],
      ['docker stats <name>', 7],
    ]);
  });

  it('[B1] that is indented too far is a fence, and one with attributes glued to its language has that language', () => {
    expect(read(['Text', '', '    ```bash', '    ls', '    ```']).steps).toMatchObject([{ command: 'ls', line: 4 }]);
    expect(read(['```{.bash .numberLines}', 'ls', '```', '', '```bash{1}', 'id', '```']).steps).toHaveLength(2);
  });

  it('[B2] with a heredoc or loop that never ends is one step, marked, and what follows it is read', () => {
    const { steps, problems } = read([
      '```bash',
      'cat <<EOF',
      'a',
      '',
      'ls',
      '```',
      '',
      '```bash',
      'while x; do',
      '```',
      '',
      '```bash',
      'id',
      '```',
    ]);
    expect(steps.map(({ command, parsed }) => [command, parsed])).toEqual([
      ['cat <<EOF\na\n\nls', false],
      ['while x; do', false],
      ['id', true],
    ]);
    expect(problems.map(({ line, action }) => [line, action])).toEqual([
      [2, 'End it with a line "EOF".'],
      [9, 'Check quotes and brackets, or mark the block as text.'],
    ]);
  });

  it('[B3] knows prompts with a name before them, and what they open', () => {
    const lines = ['ada@web-1:~$ sudo -i', '[root@db ~]# df -h', '/dev/sda1  90%', '(venv) $ python -V', 'Python 3'];
    expect(
      read(['```', ...lines, '```']).steps.map(({ command, expectedOutput }) => [command, expectedOutput]),
    ).toEqual([
      ['sudo -i', undefined],
      ['df -h', '/dev/sda1  90%'],
      ['python -V', 'Python 3'],
    ]);
  });
});

describe('text that was encoded twice', () => {
  it('[B57] is named with its line and what it was meant to be, and stays as it is', () => {
    const { problems, blocks } = read(['# T', '', 'down â€” now ðŸš¨', '', 'Ünïcödé “quotes” — fine, Â']);
    expect(problems).toEqual([
      {
        level: 'warning',
        line: 3,
        message: expect.stringContaining('"â€”" is probably "—"'),
        action: expect.stringContaining('UTF-8'),
      },
    ]);
    expect(blocks[1]).toMatchObject({ markdown: expect.stringContaining('down â€” now') });
    expect(read(['Übergrößenträger – naïve café “ok” © ® ÀÂÃ']).problems).toEqual([]);
  });
});

describe('declared parameters', () => {
  it('[B60] carry what a value is held to, each by itself, and doubts have the line of the parameter', () => {
    const { parameters, problems } = read([
      '---',
      'title: T',
      'parameters:',
      '  replicas: { format: integer, default: 3, choices: [1, 3, 6] }',
      '  query: { raw: true, format: url }',
      '  host: { format: planet, description: The machine }',
      '  zone: { choices: [a, b], default: c }',
      '---',
    ]);
    expect(parameters).toEqual([
      { name: 'replicas', default: '3', choices: ['1', '3', '6'], secret: false, format: 'integer' },
      { name: 'query', secret: false, raw: true, format: 'url' },
      { name: 'host', secret: false },
      { name: 'zone', default: 'c', choices: ['a', 'b'], secret: false },
    ]);
    expect(problems.map(({ level, line }) => [level, line])).toEqual([
      ['warning', 6],
      ['warning', 7],
    ]);
    expect(read(['---', 'parameters:', '  - name: pod', '    format: name', '  - key', '---']).parameters).toEqual([
      { name: 'pod', secret: false, format: 'name' },
      { name: 'key', secret: true },
    ]);
    expect(read(['---', 'parameters: 7', '---']).problems).toMatchObject([{ level: 'warning', line: 2 }]);
  });
});

describe('conditions', () => {
  const conditions = (lines: readonly string[]) =>
    read(lines).steps.map(({ command, condition }) => [command, condition]);
  const fence = (indent: string, command: string) =>
    ['```bash', command, '```', ''].map((line) => (line ? indent + line : ''));

  it('[B61] of nested list items hold together, and end with their item', () => {
    expect(
      conditions([
        '**If the site is down:**',
        '',
        '- If it is the database:',
        '  - If it is full:',
        ...fence('    ', 'a'),
        '  - Otherwise:',
        ...fence('    ', 'b'),
        '- Look at the log:',
        ...fence('  ', 'c'),
        '',
        ...fence('', 'd'),
        '**After that**',
        ...fence('', 'e'),
      ]),
    ).toEqual([
      ['a', 'If the site is down; If it is the database; If it is full'],
      ['b', 'If the site is down; If it is the database; Otherwise'],
      ['c', 'If the site is down'],
      ['d', 'If the site is down'],
      ['e', undefined],
    ]);
  });

  it('[B61] of a comment hold for its commands; options are branches', () => {
    expect(
      conditions([
        '```bash',
        '# If it hangs, restart it',
        'a',
        '',
        '# Restart (if needed)',
        'b',
        '',
        '# When did it start',
        'c',
        '',
        '# Look at the lag (only if there are replicas)',
        'd',
        '```',
      ]),
    ).toEqual([
      ['a', 'If it hangs'],
      ['b', 'if needed'],
      ['c', undefined],
      ['d', 'only if there are replicas'],
    ]);
    expect(
      conditions([
        '**Option A: Roll back**',
        ...fence('', 'a'),
        '**Option B: Scale up**',
        ...fence('', 'b'),
        '## Verify',
        ...fence('', 'c'),
      ]),
    ).toEqual([
      ['a', 'Option A: Roll back'],
      ['b', 'Option B: Scale up'],
      ['c', undefined],
    ]);
  });
});
