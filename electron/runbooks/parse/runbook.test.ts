import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Runbook } from '#shared/domain/runbook.ts';
import { readRiskRules } from '../risk/rules.ts';
import { loadBashParser } from '../shell/bash.ts';
import type { ParseShell } from '../shell/script.ts';
import { parseRunbook, parseSlices } from './runbook.ts';

const rules = readRiskRules(readFileSync(new URL('../../../resources/risk/rules.yaml', import.meta.url), 'utf8'));
let parseShell: ParseShell;
beforeAll(async () => {
  parseShell = await loadBashParser();
});

function read(text: string): Runbook {
  return parseRunbook({ id: 'team:x', text, fallbackTitle: 'x' }, parseShell, rules).runbook;
}

const fence = (language: string, ...lines: string[]) => [`\`\`\`${language}`, ...lines, '```', ''].join('\n');
const commands = (text: string) => read(text).steps.map((step) => step.command);
const titles = (text: string) => read(text).steps.map((step) => step.title);

describe('a runbook file', () => {
  it('[B1] becomes title, steps and blocks in reading order', () => {
    const runbook = read(
      [
        '# Queue is stuck',
        '',
        'Consumers lag behind.',
        '',
        '## Look',
        '',
        fence('bash', '# See the lag', 'kubectl get pods <name>'),
        'Done.',
      ].join('\n'),
    );
    expect(runbook).toEqual({
      id: 'team:x',
      title: 'Queue is stuck',
      alerts: [],
      services: [],
      items: [],
      links: [],
      mentions: [],
      parameters: [{ name: 'name', secret: false }],
      steps: [
        {
          id: expect.stringMatching(/^[0-9a-f]{12}$/),
          title: 'See the lag',
          section: ['Look'],
          command: 'kubectl get pods <name>',
          line: 9,
          parameters: ['name'],
          risk: { level: 'read-only', reason: 'every command in it only reads' },
          parsed: true,
        },
      ],
      blocks: [
        { type: 'heading', depth: 1, text: 'Queue is stuck' },
        { type: 'text', markdown: 'Consumers lag behind.' },
        { type: 'heading', depth: 2, text: 'Look' },
        { type: 'step', stepId: runbook.steps[0]?.id },
        { type: 'text', markdown: 'Done.' },
      ],
      problems: [],
    });
  });

  it('[B1] takes only shell fences as steps, and those without a language only with prompts', () => {
    for (const language of ['bash', 'sh', 'shell', 'zsh', 'console', 'terminal', 'BASH']) {
      expect(commands(fence(language, 'uptime'))).toEqual(['uptime']);
    }
    for (const language of ['sql', 'promql', 'yaml', 'http', 'markdown', 'python', '']) {
      expect(commands(fence(language, 'uptime'))).toEqual([]);
    }
    expect(commands(fence('', '$ uptime', ' 10:00 up 3 days'))).toEqual(['uptime']);
    expect(read(fence('promql', 'up == 0')).blocks).toEqual([
      { type: 'code', language: 'promql', text: 'up == 0', line: 1 },
    ]);
    expect(read(fence('bash', '# only a remark')).blocks).toEqual([
      { type: 'code', language: 'bash', text: '# only a remark', line: 1 },
    ]);
  });
});

describe('splitting a block', () => {
  it('[B2] makes a step of every statement and keeps what belongs together whole', () => {
    const block = [
      'kubectl get pods \\',
      '  -o wide',
      'for p in a b; do',
      '  echo "$p"',
      'done',
      "cat <<'EOF' | wc -l",
      '$ not a prompt? no: heredoc',
      'EOF',
      'psql -c "',
      'SELECT 1;',
      '"',
      'sleep 1 &',
      'cd /srv; ls && pwd',
    ];
    expect(commands(fence('bash', ...block.filter((line) => !line.startsWith('$'))))).toEqual([
      'kubectl get pods \\\n  -o wide',
      'for p in a b; do\n  echo "$p"\ndone',
      "cat <<'EOF' | wc -l\nEOF",
      'psql -c "\nSELECT 1;\n"',
      'sleep 1 &',
      'cd /srv',
      'ls && pwd',
    ]);
  });

  it('[B2] tells pipelines apart that have a comment between them and a redirect in the second', () => {
    const block = [
      '# Errors',
      'a | b | c',
      '',
      '# Sizes',
      '# of all',
      'd 2>/dev/null | e | f',
      '# Rest',
      'g 2>&1 | h | i',
    ];
    const { steps } = read(fence('bash', ...block));
    expect(steps.map(({ title, command, line }) => ({ title, command, line }))).toEqual([
      { title: 'Errors', command: 'a | b | c', line: 3 },
      { title: 'Sizes', command: 'd 2>/dev/null | e | f', line: 7 },
      { title: 'Rest', command: 'g 2>&1 | h | i', line: 9 },
    ]);
    expect(steps[0]?.command).not.toContain('#');
    // These belong together.
    const whole = [
      'for x in a b; do',
      '  # one',
      '  ls | wc -l 2>/dev/null',
      'done',
      'ls |',
      '  # to count',
      '  wc -l',
    ];
    expect(commands(fence('bash', ...whole))).toEqual([whole.slice(0, 4).join('\n'), whole.slice(4).join('\n')]);
  });

  it('[B2] counts characters, not bytes', () => {
    expect(commands(fence('bash', 'echo "größer 😀 <name>"', 'ls é'))).toEqual(['echo "größer 😀 <name>"', 'ls é']);
  });

  it('[B2] keeps what bash cannot read as one step, marked, with a warning on its line', () => {
    const runbook = read(`# T\n\n${fence('bash', 'echo "open', 'ls')}`);
    expect(runbook.steps).toMatchObject([
      { command: 'echo "open\nls', parsed: false, line: 4, risk: { level: 'changes state' } },
    ]);
    expect(runbook.problems).toMatchObject([{ level: 'warning', line: 4 }]);
  });
});

describe('prompts', () => {
  it('[B3] takes only prompted lines as commands and the rest as expected output', () => {
    const runbook = read(
      fence(
        'bash',
        '# See the pods',
        '$ kubectl get pods',
        'NAME   READY',
        'web-1  1/1',
        '',
        '$ kubectl logs \\',
        '    web-1',
        '$ uptime # load',
      ),
    );
    expect(
      runbook.steps.map(({ command, title, line, expectedOutput }) => ({ command, title, line, expectedOutput })),
    ).toEqual([
      { command: 'kubectl get pods', title: 'See the pods', line: 3, expectedOutput: 'NAME   READY\nweb-1  1/1' },
      { command: 'kubectl logs \\\n    web-1', title: 'kubectl logs \\', line: 7, expectedOutput: undefined },
      { command: 'uptime', title: 'load', line: 9, expectedOutput: undefined },
    ]);
  });

  it('[B3] ends a prompted command at its line, though the line ends with a parameter', () => {
    expect(read(fence('console', '$ curl -sS <url>', '200 OK', '$ cat <file>', 'a b')).steps).toMatchObject([
      { command: 'curl -sS <url>', expectedOutput: '200 OK' },
      { command: 'cat <file>', expectedOutput: 'a b' },
    ]);
  });

  it('[B3] knows # % and > as prompts in console and terminal blocks, but not beside $', () => {
    expect(commands(fence('console', '# systemctl status nginx', 'active'))).toEqual(['systemctl status nginx']);
    expect(commands(fence('terminal', '% ls', 'a b', '% pwd'))).toEqual(['ls', 'pwd']);
    expect(commands(fence('console', '> ls', 'out'))).toEqual(['ls']);
    expect(commands(fence('console', '$ cat README.md', '# A title, not a command', '> a quotation'))).toEqual([
      'cat README.md',
    ]);
    expect(commands(fence('console', '$ sudo -i', '# systemctl restart nginx'))).toEqual([
      'sudo -i',
      'systemctl restart nginx',
    ]);
    expect(commands(fence('bash', '# a comment', 'ls'))).toEqual(['ls']);
  });

  it('[B3] follows a prompted command over heredocs, open quotes and > lines', () => {
    expect(
      commands(
        fence(
          'console',
          '$ cat <<EOF',
          '> one',
          '> EOF',
          'one',
          "$ psql -c '",
          'SELECT 1',
          "'",
          ' 1',
          '$ for i in 1; do',
          '> ls',
          '> done',
        ),
      ),
    ).toEqual(['cat <<EOF\none\nEOF', "psql -c '\nSELECT 1\n'", 'for i in 1; do\nls\ndone']);
  });
});

describe('where a step stands', () => {
  it('[B4] is named by the comment above it, else by the nearest item, bold line or heading', () => {
    expect(
      titles(
        [
          '## Look around',
          '',
          fence('bash', 'uptime'),
          '1. **Check pods:**',
          fence('bash', 'kubectl get pods', 'kubectl get events'),
          '**Then the node**',
          '',
          fence('bash', '# 1. Disk', '# second remark', 'df -h', '', 'free -m # Memory', '', 'ls'),
          'Have a look at the log:',
          '',
          fence('sh', 'tail /var/log/syslog'),
          '- If you see OOM:',
          '  ```bash',
          '  dmesg',
          '  ```',
        ].join('\n'),
      ),
    ).toEqual([
      'Look around',
      'Check pods (1 of 2)',
      'Check pods (2 of 2)',
      'Disk',
      'Memory',
      'Then the node',
      'Have a look at the log',
      'If you see OOM',
    ]);
  });

  it('[B5] carries its section path and the condition of its branch, and no condition beyond the branch', () => {
    const runbook = read(
      [
        '# Title',
        '## Fix',
        '### Restart',
        '**If the store is sealed:**',
        '',
        fence('bash', 'a'),
        'Some words in between.',
        '',
        fence('bash', 'b'),
        '**Otherwise**',
        '',
        fence('bash', 'c'),
        '**Verify:**',
        '',
        fence('bash', 'd'),
        'If it is still down, restart it:',
        '',
        fence('bash', 'e'),
        'Now wait.',
        '',
        fence('bash', 'f'),
        '1. If the disk is full:',
        fence('bash', 'g'),
        '2. Look again:',
        fence('bash', 'h'),
        '### If all else fails',
        '',
        fence('bash', 'i'),
        '**When it is night:** call',
        '',
        fence('bash', 'j'),
        '## After',
        '',
        fence('bash', 'k'),
      ].join('\n'),
    );
    expect(runbook.steps.map(({ command, section, condition }) => [command, section.join(' > '), condition])).toEqual([
      ['a', 'Fix > Restart', 'If the store is sealed'],
      ['b', 'Fix > Restart', 'If the store is sealed'],
      ['c', 'Fix > Restart', 'Otherwise'],
      ['d', 'Fix > Restart', undefined],
      ['e', 'Fix > Restart', 'If it is still down, restart it'],
      ['f', 'Fix > Restart', undefined],
      ['g', 'Fix > Restart', 'If the disk is full'],
      ['h', 'Fix > Restart', undefined],
      ['i', 'Fix > If all else fails', 'If all else fails'],
      ['j', 'Fix > If all else fails', 'If all else fails; When it is night'],
      ['k', 'After', undefined],
    ]);
  });

  it('[B5] keeps a condition for the numbered steps below it, until the next condition or heading', () => {
    const step = (number: number, title: string, command: string) =>
      [`${number}. **${title}**`, '', '   ```bash', `   ${command}`, '   ```', ''].join('\n');
    const runbook = read(
      [
        '## Mitigation',
        '',
        '**If a bad deploy:**',
        '',
        step(4, 'Roll back', 'a'),
        step(5, 'Wait for it', 'b'),
        '**If the pool is exhausted:**',
        '',
        step(6, 'Restart one pod', 'c'),
        '## Verification',
        '',
        step(7, 'Ready?', 'd'),
      ].join('\n'),
    );
    expect(runbook.steps.map(({ title, condition }) => [title, condition])).toEqual([
      ['Roll back', 'If a bad deploy'],
      ['Wait for it', 'If a bad deploy'],
      ['Restart one pod', 'If the pool is exhausted'],
      ['Ready?', undefined],
    ]);
  });

  it('[B6] has an id that survives changes to other steps, and a name that is kept', () => {
    const before = read(`## A\n\n${fence('bash', 'ls', '', 'df -h', '', 'ls')}`).steps.map(({ id }) => id);
    const after = read(
      `# New title\n\nText.\n\n## A\n\n${fence('bash', 'uptime', '', 'ls', '', 'df -hT', '', 'ls')}`,
    ).steps.map(({ id }) => id);
    expect(after[1]).toBe(before[0]);
    expect(after[3]).toBe(before[2]);
    expect(before[2]).toBe(`${before[0]}.2`);
    expect(new Set(after).size).toBe(4);
    expect(read(fence('bash {"name":"check-pods","cwd":"/srv","other":1}', 'ls')).steps[0]?.id).toBe('check-pods');
    expect(read(fence('bash {.numberLines}', 'ls')).steps).toHaveLength(1);
  });

  it('[B4] keeps the text of a list around the steps that stand in it', () => {
    const { blocks } = read(
      ['1. First:', '   ```bash', '   ls', '   ```', '   See what it says.', '2. Second', '', '> quoted', ''].join(
        '\n',
      ),
    );
    expect(blocks).toEqual([
      { type: 'text', markdown: '1. First:' },
      { type: 'step', stepId: expect.any(String) },
      { type: 'text', markdown: '   See what it says.\n2. Second\n\n> quoted' },
    ]);
  });
});

describe('front matter', () => {
  it('[B7] gives title, owner, review, alerts, services and parameters, and leaves the line numbers alone', () => {
    const { runbook } = parseRunbook(
      {
        id: 'x',
        fallbackTitle: 'x',
        text: [
          '---',
          'title: API outage',
          'owner: [platform, "@on-call"]',
          'last_reviewed: 2026-10-01',
          'review_every: 90 days',
          'alerts: [ApiDown, HighErrorRate]',
          'services: api',
          'parameters:',
          '  namespace: { description: Where it runs, default: shop, choices: [shop, stage] }',
          '  share: { secret: true }',
          '  host: The machine',
          '---',
          '# Heading',
          fence(
            'bash',
            'kubectl -n {{namespace}} get pods',
            'vault operator unseal <share>',
            'vault login <root-token>',
          ),
        ].join('\n'),
      },
      parseShell,
      rules,
    );
    expect(runbook.reviewEveryDays).toBe(90);
    expect(runbook).toMatchObject({
      title: 'API outage',
      owner: 'platform, @on-call',
      lastReviewed: '2026-10-01',
      alerts: ['ApiDown', 'HighErrorRate'],
      services: ['api'],
      problems: [],
    });
    expect(runbook.parameters).toEqual([
      { name: 'namespace', description: 'Where it runs', default: 'shop', choices: ['shop', 'stage'], secret: false },
      { name: 'share', secret: true },
      { name: 'host', description: 'The machine', secret: false },
      { name: 'root-token', secret: true },
    ]);
    expect(runbook.steps.map(({ line, parameters }) => [line, parameters])).toEqual([
      [15, ['namespace']],
      [16, ['share']],
      [17, ['root-token']],
    ]);
  });

  it('[B8] names the line of what it cannot read, and reads the rest of the file', () => {
    const runbook = read(`---\ntitle: ok\nowner: [unclosed\n---\n# Heading\n\n${fence('bash', 'ls')}`);
    expect(runbook.title).toBe('Heading');
    expect(runbook.steps).toHaveLength(1);
    expect(runbook.problems).toMatchObject([{ level: 'error' }]);
    expect(read('---\ntitle: T\nlast_reviewed: soon\nreview_every: often\n---\n').problems).toMatchObject([
      { level: 'warning', line: 3 },
      { level: 'warning', line: 4 },
    ]);
  });

  it('[B8] refuses an alias bomb and evaluates nothing', () => {
    const bomb = [
      'a: &a [x, x, x, x, x, x, x, x, x]',
      ...'bcdefgh'.split('').map((name, at) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[at]}`).join(', ')}]`),
    ];
    expect(read(`---\n${bomb.join('\n')}\nalerts: *h\n---\n# T\n`)).toMatchObject({
      title: 'T',
      alerts: [],
      problems: [{ level: 'error' }],
    });
    expect(read('---js\nmodule.exports = process.exit(1)\n---\n# T\n').title).not.toBe('');
    expect(read('---\ntitle: !!js/function "function(){ process.exit(1) }"\n---\n').title).toBeDefined();
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    expect(read('---\n__proto__: { polluted: 1 }\ntitle: T\n---\n').title).toBe('T');
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});

describe('files that are not as they should be', () => {
  it('[B14] reports a code block that is never closed', () => {
    expect(read('# T\n\n```bash\nls\n').problems).toMatchObject([{ level: 'error', line: 3 }]);
    expect(read('# T\n\n```bash\nls\n```\n').problems).toEqual([]);
    expect(read('# T\n\n- a\n  ```bash\n  ls\n  ```').problems).toEqual([]);
  });

  it('[B14] reads any text without a crash, with ids that are unique and lines that exist', () => {
    const piece = fc.constantFrom(
      '```bash\n',
      '```\n',
      '~~~\n',
      '# ',
      '- ',
      '1. ',
      '> ',
      '$ ',
      '<x>',
      "'",
      '"',
      '`',
      '$(',
      ')',
      'ls',
      ' ',
      '\n',
      '\\',
      '|',
      '&',
      ';',
      '<<EOF\n',
      '---\n',
      'If x:',
      '**',
      '[',
      '{{',
      '\t',
      '😀',
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join('')),
        (text) => {
          const runbook = read(text);
          expect(new Set(runbook.steps.map(({ id }) => id)).size).toBe(runbook.steps.length);
          for (const step of runbook.steps) {
            expect(step.line).toBeLessThanOrEqual(text.split('\n').length);
            expect(step.command.trim()).not.toBe('');
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('[B14] reads 5,000 steps with one look of the shell parser at each block, and can be interrupted in between', () => {
    const lines = Array.from({ length: 50 }, (_, at) => `kubectl get pod web-${at} <ns>`);
    const text = Array.from({ length: 100 }, (_, at) => `${at}. Step\n\n${fence('bash', ...lines)}`).join('\n');
    let looks = 0;
    const counting: ParseShell = (script) => {
      looks += 1;
      return parseShell(script);
    };
    const slices = parseSlices({ id: 'x', text, fallbackTitle: 'x' }, counting, rules);
    let interruptions = 0;
    let result = slices.next();
    for (; !result.done; result = slices.next()) interruptions += 1;
    expect(result.value.runbook.steps).toHaveLength(5_000);
    expect({ looks, enough: interruptions > 100 }).toEqual({ looks: 100, enough: true });
  });
});
