import { spawnSync } from 'node:child_process';
import { beforeAll, expect, it } from 'vitest';
import type { Runbook, RunbookParameter } from '#shared/domain/runbook.ts';
import { parameterProblem } from '#shared/domain/runbook-parameter.ts';
import { insertParameters } from './parameters/insert.ts';
import type { ParsedRunbook } from './parse/runbook.ts';
import { loadBashParser } from './shell/bash.ts';
import { readShipped } from './shipped-testing.ts';

let shipped: ReadonlyMap<string, ParsedRunbook>;
/** Without the index. */
let runbooks: readonly (readonly [file: string, runbook: Runbook])[];

beforeAll(async () => {
  shipped = await readShipped();
  runbooks = [...shipped].flatMap(([file, { runbook }]) => (runbook.index ? [] : [[file, runbook] as const]));
}, 60_000);

it('[B40] ships only runbooks that parse, name owner, review and alerts, and have no problems', () => {
  for (const [file, runbook] of runbooks) {
    expect(runbook.problems, file).toEqual([]);
    expect(runbook.owner, file).toBeTruthy();
    expect(runbook.lastReviewed, file).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(runbook.reviewEveryDays, file).toBeGreaterThan(0);
    expect(runbook.alerts.length, file).toBeGreaterThan(0);
    expect(runbook.services.length, file).toBeGreaterThan(0);
    expect(
      runbook.steps.filter(({ parsed }) => !parsed),
      file,
    ).toEqual([]);
    const ids = runbook.steps.map(({ id }) => id);
    expect(new Set(ids).size, file).toBe(ids.length);
  }
});

it('[B40] describes every parameter that the shipped runbooks ask for, and asks for every one it describes', () => {
  for (const [file, runbook] of runbooks) {
    const asked = new Set(runbook.steps.flatMap((step) => step.parameters));
    expect([...(shipped.get(file)?.declared ?? [])].sort(), file).toEqual([...asked].sort());
    expect(
      runbook.parameters.filter(({ description }) => !description),
      file,
    ).toEqual([]);
    // Whatever else looks like a value to be filled in would be run as it stands.
    for (const { command, parameters } of runbook.steps) {
      const marked = [...command.matchAll(/<([\p{L}][\p{L}\p{N}_. -]*)>/gu)].map(([, name]) => name);
      expect([...new Set(marked)].sort(), command).toEqual([...parameters].sort());
    }
  }
});

/** Something that a person might type, with blanks and quotes where nothing forbids them. */
function sampleOf({ default: given, choices, format }: RunbookParameter): string {
  const samples = {
    integer: '3',
    number: '0.5',
    url: 'https://x.example/a?b=c&d',
    host: 'db-1.example',
    name: 'web-1',
  };
  return given ?? choices?.[0] ?? (format ? samples[format] : 'it\'s a "new" value; $(id)');
}

it('[B40] becomes, with values in place, commands that bash itself can read', async () => {
  const parseShell = await loadBashParser();
  const none = { secrets: new Set<string>(), raw: new Set<string>() };
  const lines = runbooks.flatMap(([file, runbook]) => {
    const values = Object.fromEntries(runbook.parameters.map((parameter) => [parameter.name, sampleOf(parameter)]));
    for (const parameter of runbook.parameters) {
      expect(parameterProblem(parameter, values[parameter.name] ?? ''), `${file}: ${parameter.name}`).toBeUndefined();
    }
    return runbook.steps.map(({ command }) => {
      const declared = new Set(Object.keys(values));
      const filled = insertParameters({ template: command, declared, values, ...none, parseShell });
      return filled.ok ? filled.value.commandLine : expect.fail(`${command}: ${filled.error.message}`);
    });
  });
  expect(lines.length).toBeGreaterThan(300);
  const { status, stderr } = spawnSync('bash', ['-n'], { input: `${lines.join('\n')}\n`, encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});

it('[B40] puts every mitigation of the shipped runbooks under its condition', () => {
  for (const [file, runbook] of runbooks) {
    const branches = runbook.steps.filter((step) => /^(Mitigation|What next)$/.test(step.section[0] ?? ''));
    expect(branches.length, file).toBeGreaterThan(0);
    for (const step of branches) expect(step.condition, step.command).toMatch(/^If /);
    for (const step of runbook.steps) {
      if (!branches.includes(step)) expect(step.condition, step.command).toBeUndefined();
    }
  }
});

it('[B41] has a runbook for each of the common troubles, with what to look at, do, verify, and whom to tell', () => {
  expect(runbooks.map(([, { title }]) => title).sort()).toEqual([
    'API outage',
    'Bad deploy and rollback',
    'Certificate expired',
    'Connection pool exhausted',
    'Database outage',
    'Disk full',
    'Feature kill switch',
    'First look at this machine',
    'High CPU',
    'High error rate',
    'Maintenance mode',
    'Memory pressure and OOM',
    'Message queue backlog (Kafka)',
    'Message queue backlog (RabbitMQ)',
    'Region failover',
    'Roll back with Docker Compose',
    'Sealed secret store (Vault)',
    'Security incident',
    'Slow responses',
    'Status communication',
    'Switch back with blue-green',
  ]);
  for (const [file, runbook] of runbooks) {
    const headings = runbook.blocks.flatMap((block) =>
      block.type === 'heading' && block.depth === 2 ? [block.text] : [],
    );
    const act = file === 'local-check.md' ? 'What next' : 'Mitigation';
    expect(headings, file).toEqual(['Symptoms', 'Investigation', act, 'Verification', 'Escalation']);
    expect(
      runbook.items.some(({ section }) => section[0] === 'Verification'),
      file,
    ).toBe(true);
  }
});

it('[B43] links only to runbooks that are there, and its index names every one of them once', () => {
  const index = shipped.get('index.md')?.runbook;
  for (const { runbook } of shipped.values()) {
    for (const { href } of runbook.links) expect([...shipped.keys()]).toContain(href);
  }
  const listed = index?.index?.flatMap(({ links }) => links) ?? [];
  const titles = new Map(listed.map(({ href, text }) => [href, text]));
  expect(listed).toHaveLength(runbooks.length);
  for (const [file, { title }] of runbooks) expect(titles.get(file)).toBe(title);
  for (const { title } of index?.index ?? []) expect(title).toBeTruthy();
});

it('[B44] hands a secret to a program by standard input alone, never among its words', () => {
  const secret = runbooks.flatMap(([, runbook]) => {
    const names = runbook.parameters.filter((parameter) => parameter.secret).map(({ name }) => name);
    return runbook.steps.filter((step) => step.parameters.some((name) => names.includes(name)));
  });
  expect(secret.length).toBeGreaterThan(0);
  // printf is part of bash: what it is given stands in no process list.
  for (const { command } of secret) expect(command).toMatch(/^printf '[^']*%s\\n' <[\w-]+-token> \| (?!.*-token>)/);
});

it('[B45] offers rollback, scale, kill switch and maintenance mode as quick actions, by names of their own', () => {
  const steps = runbooks.flatMap(([, runbook]) => runbook.steps).filter(({ quickAction }) => quickAction);
  expect([...new Set(steps.map(({ quickAction }) => quickAction))].sort()).toEqual([
    'kill switch',
    'maintenance mode',
    'rollback',
    'scale',
  ]);
  for (const { id, name } of steps) expect(id).toBe(name);
});

it('[B46] holds what is asked for inside quotes to a form that cannot end them there', () => {
  for (const [file, runbook] of runbooks) {
    const plain = runbook.parameters
      .filter(({ format, choices }) => choices || ['integer', 'name', 'host'].includes(format ?? ''))
      .map(({ name }) => name);
    for (const { command } of runbook.steps) {
      const quoted = [...command.matchAll(/'[^']*'|"(?:[^"\\]|\\.)*"/gs)].map(([text]) => text).join('\n');
      for (const [, name] of quoted.matchAll(/<([a-z-]+)>/g)) expect(plain, `${file}: ${command}`).toContain(name);
    }
  }
});
