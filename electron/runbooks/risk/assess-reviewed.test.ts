import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadBashParser } from '../shell/bash.ts';
import type { ParseShell } from '../shell/script.ts';
import { assessRisk } from './assess.ts';
import { readRiskRules } from './rules.ts';

const rules = readRiskRules(readFileSync(new URL('../../../resources/risk/rules.yaml', import.meta.url), 'utf8'));
/** `level | target | command`, one a line. */
const reviewed = readFileSync(new URL('reviewed-commands.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => {
    const [, level, target = '', command = ''] = /^([\w -]+?) \| (.*?) \| (.*)$/.exec(line) ?? expect.fail(line);
    return { level, target, command };
  });

let parseShell: ParseShell;
beforeAll(async () => {
  parseShell = await loadBashParser();
});
const assess = (command: string) => assessRisk({ ...parseShell(command), rules, parseShell });

describe('commands that were looked at one by one', () => {
  it('[B90] have the level and target that a person gave them, however they are dressed up', () => {
    expect(reviewed.length).toBeGreaterThan(400);
    const rated = reviewed.map(({ command }) => {
      const { level, target = '-' } = assess(command);
      return { level, target, command };
    });
    expect(rated).toEqual(reviewed);
  });

  it.each([
    ['changes state', undefined, "psql <<'E'\nBEGIN;\n-- DROP TABLE orders\nDELETE FROM orders\n  WHERE id = 1;\nE"],
    ['changes state', undefined, 'cat <<E | psql\n/* only a\n   TRUNCATE in a comment */\nselect 1;\nE'],
    ['dangerous', 'orders', 'psql <<E\nBEGIN;\nDELETE FROM orders; -- WHERE id = 1\nCOMMIT;\nE'],
    ['dangerous', 'orders', "mysql shop <<E\nUPDATE orders\nSET state = 'where' # WHERE id = 1\n;\nE"],
    ['dangerous', '/x', "bash <<'E'\nls\nrm -rf /x\nE"],
    ['dangerous', 'nginx', "ssh web-1 <<'E'\nsudo systemctl stop nginx\nE"],
    ['dangerous', '/x', 'cat <<E\n$(rm -rf /x)\nE'],
    ['dangerous', 'x', 'kubectl \\\n  delete \\\n  pod x'],
    ['dangerous', 'rm', 'rm -r "a\nb"'],
  ])('[B90] are %s, target %s, over several lines: %j', (level, target, command) => {
    expect(assess(command)).toMatchObject({ level, ...(target === undefined ? {} : { target }) });
  });

  it.each(['find . -exec ls ', 'bash -c ', 'sudo sh -c '])(
    '[B90] are dangerous when they have no end, and cost no more than they should: %j',
    (piece) => {
      expect(assess(piece.repeat(Math.floor(90_000 / piece.length)))).toMatchObject({ level: 'dangerous' });
      const script = parseShell(piece);
      expect(assessRisk({ ...script, rules, parseShell }).level).not.toBe('dangerous');
    },
    20_000,
  );

  it('[B90] are dangerous when they hide what they run behind more programs than were looked into', () => {
    expect(assess(`${'sudo '.repeat(20)}ls`)).toEqual({
      level: 'dangerous',
      reason: 'hides what it runs behind too many programs',
      target: 'sudo',
    });
  });
});
