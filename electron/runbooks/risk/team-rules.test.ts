import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadBashParser } from '../shell/bash.ts';
import type { ParseShell } from '../shell/script.ts';
import { assessRisk } from './assess.ts';
import { openRiskRules, type RiskRulesState } from './team-rules.ts';

const resourcesDir = fileURLToPath(new URL('../../../resources', import.meta.url));
let parseShell: ParseShell;
let dataDir = '';
let path = '';
let opened: ReturnType<typeof openRiskRules> | undefined;

beforeAll(async () => {
  parseShell = await loadBashParser();
});
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'war-room-risk-'));
  mkdirSync(join(dataDir, 'risk'));
  path = join(dataDir, 'risk', 'rules.yaml');
});
afterEach(() => {
  opened?.close();
  rmSync(dataDir, { recursive: true, force: true });
});

async function open(text: string) {
  writeFileSync(path, text);
  opened?.close();
  opened = openRiskRules({ resourcesDir, dataDir });
  const { rules } = opened;
  return {
    state: (await opened.watch(AbortSignal.timeout(10_000)).next()).value,
    level: (command: string) => assessRisk({ ...parseShell(command), rules, parseShell }).level,
    risk: (command: string) => assessRisk({ ...parseShell(command), rules, parseShell }),
  };
}

describe("a team's risk rules", () => {
  it('[B87] add dangerous commands, read-only ones, wrappers and value options to the shipped rules', async () => {
    const { state, level, risk } = await open(`
version: 1
dangerous:
  - { reason: "fails the region over", programs: [shopctl], words: [failover], target: name }
readOnly:
  - { programs: [shopctl], words: [status] }
wrappers:
  - { programs: [in-env], skip: 1, readOnly: [in-env] }
valueOptions:
  shopctl: [--env]
  kubectl: [--profile-name]
`);
    expect(state).toEqual({ path, ruleCount: 5, problems: [] });
    expect(risk('shopctl --env live failover region/eu')).toEqual({
      level: 'dangerous',
      reason: 'fails the region over',
      target: 'eu',
    });
    expect(level('shopctl --env live status')).toBe('read-only');
    expect(level('in-env live shopctl status')).toBe('read-only');
    expect(level('kubectl --profile-name x get pods')).toBe('read-only');
    expect(level('shopctl restart')).toBe('changes state');
    expect(level('kubectl delete pod x')).toBe('dangerous');
  });

  it('[B88] make nothing harmless that the shipped rules call dangerous, unless a rule says override', async () => {
    const careless = `
version: 1
readOnly:
  - { programs: [kubectl, rm, docker, sudo], override: false }
wrappers:
  - { programs: [kubectl], readOnly: [kubectl] }
singleDash: [rm]
valueOptions: { rm: [-f], kubectl: [delete] }
`;
    const { level } = await open(careless);
    for (const command of ['kubectl delete pod x', 'rm -fr /srv', 'sudo rm -rf /srv', 'docker compose down']) {
      expect([command, level(command)]).toEqual([command, 'dangerous']);
    }
    const explicit = await open(
      'version: 1\nreadOnly:\n  - { programs: [docker], words: [compose, down], maxArguments: 0, override: true }\n',
    );
    expect(explicit.level('docker compose down')).toBe('read-only');
    expect(explicit.level('docker compose down && rm -rf /srv')).toBe('dangerous');
    expect(explicit.level('docker compose down web')).toBe('dangerous');
  });

  it('[B89] that are broken are named by line with what would be right, and the shipped rules hold', async () => {
    const { state, level } = await open(`version: 1
dangerous:
  - programs: [shopctl]
    target: everything
readonly: []
readOnly:
  - { programs: [shopctl], arguments: "(" }
`);
    expect(state).toEqual({
      path,
      ruleCount: 0,
      problems: [
        { line: 3, message: 'dangerous.0.reason is missing.' },
        { line: 4, message: 'dangerous.0.target has to be one of last, name, rest, action, not "everything".' },
        { line: 5, message: 'readonly is not known here; did you mean readOnly?' },
        { line: 7, message: expect.stringMatching(/^readOnly\.0\.arguments is no regular expression: /) },
      ],
    });
    expect(level('rm -rf /srv')).toBe('dangerous');
    expect(level('uptime')).toBe('read-only');
  });

  it.each([
    ['an alias bomb', `a: &a [1]\n${'b: [*a, *a, *a, *a, *a, *a, *a, *a]\n'.repeat(40)}`],
    ['no text', 'version: 1\0'],
    ['too long', `version: 1 #${'x'.repeat(70_000)}`],
    ['nothing', ''],
  ])('[B89] survive a file that is %s', async (_, text) => {
    const { state, level } = await open(text);
    expect(state?.problems.length).toBeGreaterThan(0);
    expect(level('rm -rf /srv')).toBe('dangerous');
  });

  it('[B89] say that a file which leads to itself cannot be read', async () => {
    symlinkSync(path, path);
    opened = openRiskRules({ resourcesDir, dataDir });
    const { value } = await opened.watch(AbortSignal.timeout(10_000)).next();
    expect(value?.problems).toEqual([{ line: 1, message: expect.stringMatching(/symbolic link/) }]);
  });

  it('[B87] count as soon as the file is saved; one that breaks meanwhile goes on with what it last held', async () => {
    const { level } = await open('version: 1\nreadOnly:\n  - { programs: [shopctl] }\n');
    expect(level('shopctl')).toBe('read-only');
    const stateWhere = async (wanted: (state: RiskRulesState) => boolean) => {
      for await (const state of opened?.watch(AbortSignal.timeout(15_000)) ?? []) if (wanted(state)) return state;
      return undefined;
    };
    writeFileSync(path, 'version: 2\n');
    expect(await stateWhere(({ problems }) => problems.length > 0)).toMatchObject({ ruleCount: 1 });
    expect(level('shopctl')).toBe('read-only');
    rmSync(path);
    expect(await stateWhere(({ ruleCount }) => ruleCount === 0)).toEqual({ path, ruleCount: 0, problems: [] });
    expect(level('shopctl')).toBe('changes state');
  });
});
