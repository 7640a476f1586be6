import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RunbookParameter } from '#shared/domain/runbook.ts';
import { parseRunbook } from './parse/runbook.ts';
import { prepareStep } from './prepare-step.ts';
import { readRiskRules } from './risk/rules.ts';
import { loadBashParser } from './shell/bash.ts';
import type { ParseShell } from './shell/script.ts';

const rules = readRiskRules(readFileSync(new URL('../../resources/risk/rules.yaml', import.meta.url), 'utf8'));
let parseShell: ParseShell;
beforeAll(async () => {
  parseShell = await loadBashParser();
});

/** A step of one command, whose parameters are described as `described` says, filled with `values`. */
function prepare(
  command: string,
  described: Record<string, Partial<RunbookParameter>>,
  values: Record<string, string>,
  { interactive = false, ...more }: { submit?: boolean; confirmedTarget?: string; interactive?: boolean } = {},
) {
  const text = `# Any\n\n\`\`\`bash\n${command}\n\`\`\`\n`;
  const { runbook, declared } = parseRunbook({ id: 'x', text, fallbackTitle: 'x' }, parseShell, rules);
  const [step] = runbook.steps;
  if (!step) throw new Error('no step');
  const parameters = runbook.parameters.map((parameter) => ({ ...parameter, ...described[parameter.name] }));
  return prepareStep({
    runbook: { ...runbook, parameters },
    step: { ...step, interactive },
    declared,
    parameters: values,
    submit: false,
    runMode: 'send read-only',
    parseShell,
    rules,
    ...more,
  });
}

describe('preparing a step', () => {
  it.each([
    ["ssh web-1 'ls <dir>'", 'a b'],
    ['ssh web-1 ls <dir>', '$(id)'],
    ['bash -ec "ls <dir>"', '; id'],
    ['watch -n 5 ls <dir>', '; id'],
    ['sudo sh -c "eval ls <dir>"', '`id`'],
    ["kubectl exec web-1 -- sh -c 'ls <dir>'", "'; id '"],
    ["ssh web-1 <<'E'\nls <dir>\nE", '; id'],
    ['echo "ls <dir>" | sudo bash', '; id'],
  ])('[B11] takes only a plain value where a second shell reads it: %j with %j', (command, dir) => {
    expect(prepare(command, {}, { dir })).toMatchObject({
      error: { code: 'parameter-missing', message: expect.stringContaining('"dir" would be read as code') },
    });
    expect(prepare(command, {}, { dir: '/srv/app' })).toMatchObject({ ok: true });
  });

  it('[B11] leaves values alone that stand beside what a second shell reads', () => {
    const values = { host: 'a b', key: 'x=y$', query: "it's" };
    expect(prepare("ssh <host> 'vault login -'", {}, values)).toMatchObject({ ok: true });
    expect(prepare("printf %s <key> | ssh web-1 'vault login -'", {}, values)).toMatchObject({ ok: true });
    expect(prepare('psql -c "select <query>"', {}, values)).toMatchObject({ ok: true });
  });

  it('[B90] judges a command with control characters by what is left of it at the prompt', () => {
    expect(prepare('find /srv -del\u0001ete', {}, {})).toMatchObject({ error: { code: 'confirmation-needed' } });
    expect(prepare('ls \u001b[201~', {}, {}, { submit: true })).toMatchObject({ error: { code: 'not-to-be-sent' } });
    expect(prepare('ls \u0001', {}, {})).toMatchObject({ value: { text: 'ls ', risk: 'changes state' } });
  });

  it('[B85] refuses a value that is not of the declared format or choices, and says what would be right', () => {
    const command = 'kubectl -n <namespace> logs <pod> --tail=<lines>';
    const described = { namespace: { choices: ['shop', 'pay'] }, lines: { format: 'integer' as const } };
    const values = { namespace: 'shop', pod: 'web-1', lines: '50' };
    expect(prepare(command, described, values)).toMatchObject({
      ok: true,
      value: { text: 'kubectl -n shop logs web-1 --tail=50' },
    });
    expect(prepare(command, described, { ...values, lines: 'many' })).toEqual({
      ok: false,
      error: {
        code: 'parameter-missing',
        message: '"lines" has to be a whole number, such as 3.',
        action: 'Correct it and run the step again.',
      },
    });
    expect(prepare(command, described, { ...values, namespace: 'other' })).toMatchObject({
      error: { code: 'parameter-missing', message: '"namespace" has to be one of: shop, pay.' },
    });
  });

  it('[B86] inserts a raw value as written, judges what comes of it, and never sends it', () => {
    const raw = { flags: { raw: true } };
    const command = 'kubectl get pods <flags>';
    expect(prepare(command, raw, { flags: '-l app=api' })).toMatchObject({
      ok: true,
      value: { text: 'kubectl get pods -l app=api', risk: 'read-only' },
    });
    expect(prepare(command, raw, { flags: '-l app=api' }, { submit: true })).toMatchObject({
      ok: false,
      error: { code: 'not-to-be-sent', message: '"flags" goes in as written, so the command is not sent.' },
    });
    const worst = { flags: '; rm -rf /srv' };
    expect(prepare(command, raw, worst)).toMatchObject({ ok: false, error: { code: 'confirmation-needed' } });
    expect(prepare(command, raw, worst, { confirmedTarget: '/srv' })).toMatchObject({
      ok: true,
      value: { text: 'kubectl get pods ; rm -rf /srv', risk: 'dangerous', confirmedTarget: '/srv' },
    });
    expect(prepare(command, raw, { flags: 'a\u001b[201~\rb' })).toMatchObject({
      ok: false,
      error: { code: 'parameter-missing' },
    });
  });

  it('[B22] never sends a command that talks with the person', () => {
    expect(prepare('uptime', {}, {}, { submit: true })).toMatchObject({ ok: true });
    expect(prepare('uptime', {}, {}, { submit: true, interactive: true })).toMatchObject({
      ok: false,
      error: { code: 'not-to-be-sent' },
    });
  });

  it('[B13] says nothing of a secret when it refuses, wherever the secret stands', () => {
    const secret = { tool: { secret: true }, token: { secret: true } };
    const refusals = [
      prepare('<tool> status', secret, { tool: 's3cretcanary' }, { submit: true }),
      prepare('vault delete <token>', secret, { token: 's3cretcanary' }),
      prepare('touch <token>', { token: { secret: true, format: 'integer' } }, { token: 's3cretcanary' }),
      prepare('echo $((<token>))', secret, { token: 's3cret canary' }),
    ];
    expect(refusals.map(({ ok }) => ok)).toEqual([false, false, false, false]);
    expect(JSON.stringify(refusals)).not.toMatch(/s3cret/);
  });
});
