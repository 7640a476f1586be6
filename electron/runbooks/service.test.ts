import { mkdirSync, mkdtempSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Session, Settings } from '#shared/contract/index.ts';
import { fail, succeed } from '#shared/domain/outcome.ts';
import { createIncidentsService, type IncidentsService, loadTaxonomies } from '../incidents/index.ts';
import { type Journal, openJournal } from '../journal/index.ts';
import { Latest } from '../latest.ts';
import { createRunbooksService, createSecretMemory, type RunbooksService } from './index.ts';
import type { StepTerminals } from './step-terminals.ts';

const resourcesDir = fileURLToPath(new URL('../../resources', import.meta.url));
const signal = new AbortController().signal;
const sessionId = '33333333-3333-4333-8333-333333333333';
const text = [
  '# Unseal',
  '',
  '```bash {"name":"look"}',
  'uptime',
  '```',
  '```bash {"name":"open"}',
  'echo "open',
  '```',
  '```bash {"name":"touch"}',
  'touch <file>',
  '```',
  '```bash {"name":"delete"}',
  'kubectl delete pod <pod>',
  '```',
  '```bash {"name":"unseal"}',
  'vault operator unseal <key1>',
  '```',
  '```bash {"name":"any"}',
  'kubectl <verb> pod web-1',
  '```',
  '```bash {"name":"listed"}',
  'ls <folder>',
  '```',
  '```bash {"name":"asks","interactive":true}',
  'uptime',
  '```',
  '```bash {"name":"elsewhere","cwd":"/srv/other"}',
  'uptime',
  '```',
  '```bash {"name":"here","cwd":"/srv/app"}',
  'uptime',
  '```',
  '```bash {"name":"secret-target"}',
  'vault delete <token>',
  '```',
  '',
].join('\n');

const session: Session = {
  sessionId,
  title: 'bash',
  shell: 'bash',
  pid: 1,
  cwd: '/srv/app',
  integration: 'active',
  state: 'prompt',
  recordingLevel: 'everything',
  recording: 'recording',
  openedAt: 0,
};

let dataDir = '';
let file = '';
let journal: Journal;
let incidents: IncidentsService;
let runbooks: RunbooksService;
let runMode: Settings['runMode'];
let folders: Latest<string[]>;
let inserted: Parameters<StepTerminals['insert']>[];
let refusal: ReturnType<StepTerminals['insert']> | undefined;
let incidentId: string;
/** The incident that the terminal belongs to; undefined: the desk. */
let tabOf: string | undefined;
const secrets = createSecretMemory();

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'war-room-runbooks-'));
  mkdirSync(join(dataDir, 'runbooks'));
  mkdirSync(join(dataDir, 'risk'));
  // The rules as they are shipped, and one runbook: all of them would be read anew for every test.
  mkdirSync(join(dataDir, 'shipped', 'runbooks'), { recursive: true });
  symlinkSync(join(resourcesDir, 'risk'), join(dataDir, 'shipped', 'risk'));
  writeFileSync(join(dataDir, 'shipped', 'runbooks', 'first.md'), '# First look\n\n```bash\nuptime\n```\n');
  file = join(dataDir, 'runbooks', 'unseal.md');
  writeFileSync(file, text);
  runMode = 'send read-only';
  folders = new Latest<string[]>([]);
  inserted = [];
  refusal = undefined;
  tabOf = undefined;
  start();
  const declared = await incidents.declare({ title: 'Sealed', severity: 'SEV-2' }, { signal });
  if (!declared.ok) throw new Error(declared.error.message);
  incidentId = declared.value.incidentId;
});
afterEach(async () => {
  await stop();
  rmSync(dataDir, { recursive: true, force: true });
});

function start(): void {
  journal = openJournal({ dataDir });
  incidents = createIncidentsService({
    journal,
    taxonomies: loadTaxonomies({ resourcesDir, dataDir }),
    actor: () => ({ type: 'person', personId: '22222222-2222-4222-8222-222222222222', name: 'Ada Winter' }),
    defaultTaxonomyId: () => 'sev-saas',
  });
  runbooks = createRunbooksService({
    resourcesDir: join(dataDir, 'shipped'),
    dataDir,
    recorder: incidents.recorder,
    events: (id) => incidents.events(id),
    terminals: {
      insert(...call) {
        inserted.push(call);
        return refusal ?? succeed({});
      },
      sessions: () => [{ ...session, ...(tabOf === undefined ? {} : { incidentId: tabOf }) }],
    },
    settings: {
      runMode: () => runMode,
      runbookFolders: () => folders.get(),
      changes: (until) => folders.watch(until),
    },
    secrets,
    now: () => Date.UTC(2026, 10, 20),
  });
}

async function stop(): Promise<void> {
  await runbooks.close();
  incidents.close();
  journal.close();
}

const runbookId = 'team:unseal';
const attach = () => runbooks.attach({ incidentId, runbookId });
const run = (
  stepId: string,
  more: { parameters?: Record<string, string>; submit?: boolean; confirmedTarget?: string; command?: string } = {},
) => runbooks.runStep({ incidentId, runbookId, stepId, sessionId, parameters: {}, submit: false, ...more });
const codeOf = async (answer: ReturnType<typeof run>) => {
  const outcome = await answer;
  return outcome.ok ? 'ok' : outcome.error.code;
};

describe('attaching', () => {
  it('[B33] records which text was followed, once', async () => {
    const first = await attach();
    expect(first).toMatchObject({
      ok: true,
      value: { events: [{ kind: 'runbookAttached', payload: { runbookId, title: 'Unseal' } }] },
    });
    const blob = incidents.incident(incidentId)?.runbooks[0]?.blob ?? '';
    const kept = incidents.recorder.getBlob(blob);
    expect(kept.ok && new TextDecoder().decode(kept.value)).toBe(text);
    expect(await attach()).toEqual({ ok: true, value: { events: [] } });
  });

  it('[B33] says what is unknown or not attached', async () => {
    const nobody = '01930000-0000-7000-8000-000000000099';
    expect(await runbooks.attach({ incidentId: nobody, runbookId })).toMatchObject({
      error: { code: 'unknown-incident' },
    });
    expect(await runbooks.attach({ incidentId, runbookId: 'team:no' })).toMatchObject({
      error: { code: 'unknown-runbook' },
    });
    expect(await runbooks.get({ runbookId: '../../etc/passwd' })).toMatchObject({
      error: { code: 'unknown-runbook' },
    });
    expect(await codeOf(run('look'))).toBe('not-attached');
    await attach();
    expect(await codeOf(run('no-such-step'))).toBe('unknown-step');
    expect(inserted).toEqual([]);
  });
});

describe('running a step', () => {
  beforeEach(attach);

  it('[B22] sends a read-only step, and inserts any', async () => {
    expect(await run('look', { submit: true })).toEqual({
      ok: true,
      value: { commandLine: 'uptime', submitted: true },
    });
    expect(await run('touch', { parameters: { file: "it's" } })).toEqual({
      ok: true,
      value: { commandLine: "touch 'it'\\''s'", submitted: false },
    });
    expect(inserted).toEqual([
      [
        sessionId,
        'uptime',
        { submit: true, step: { runbookId, stepId: 'look', number: 1, title: 'Unseal', risk: 'read-only' } },
      ],
      [
        sessionId,
        "touch 'it'\\''s'",
        { submit: false, step: { runbookId, stepId: 'touch', number: 3, title: 'Unseal', risk: 'changes state' } },
      ],
    ]);
  });

  it('[B22] does not send what changes state, what bash cannot read, or anything where the person wants to press Enter', async () => {
    expect(await codeOf(run('touch', { parameters: { file: 'a' }, submit: true }))).toBe('not-to-be-sent');
    expect(await codeOf(run('open', { submit: true }))).toBe('not-to-be-sent');
    expect(await codeOf(run('open'))).toBe('ok');
    const sent = { parameters: { pod: 'web-1' }, submit: true, confirmedTarget: 'web-1' };
    expect(await codeOf(run('delete', sent))).toBe('not-to-be-sent');
    runMode = 'insert always';
    expect(await codeOf(run('look', { submit: true }))).toBe('not-to-be-sent');
    expect(inserted).toHaveLength(1);
  });

  it('[B23] lets a dangerous step pass only with its target typed, the parameter filled in', async () => {
    const parameters = { pod: 'web-1' };
    expect(await run('delete', { parameters })).toEqual({
      ok: false,
      error: {
        code: 'confirmation-needed',
        message: 'This step is dangerous: it deletes objects of the cluster. It acts on "web-1".',
        action: 'Type "web-1" to confirm that this is what you mean.',
      },
    });
    expect(await codeOf(run('delete', { parameters, confirmedTarget: '<pod>' }))).toBe('confirmation-needed');
    expect(await codeOf(run('delete', { parameters, confirmedTarget: 'web-2' }))).toBe('confirmation-needed');
    expect(inserted).toEqual([]);
    expect(await codeOf(run('delete', { parameters, confirmedTarget: ' web-1 ' }))).toBe('ok');
    expect(inserted[0]?.[2].step).toMatchObject({ risk: 'dangerous', confirmedTarget: 'web-1' });
  });

  it('[B24] judges the command as it will run: a value must not make it dangerous unnoticed', async () => {
    expect(await codeOf(run('any', { parameters: { verb: 'delete' } }))).toBe('confirmation-needed');
    expect(await codeOf(run('any', { parameters: { verb: 'delete' }, confirmedTarget: 'web-1' }))).toBe('ok');
    expect(await codeOf(run('any', { parameters: { verb: 'get' }, submit: true }))).toBe('not-to-be-sent');
    expect(await codeOf(run('listed', { parameters: { folder: '/srv; touch x' }, submit: true }))).toBe('ok');
    expect(inserted.at(-1)?.[1]).toBe("ls '/srv; touch x'");
  });

  it('[B74] sends nothing that talks with the person or belongs into another directory; both may be inserted', async () => {
    expect(await codeOf(run('asks', { submit: true }))).toBe('not-to-be-sent');
    expect(await codeOf(run('elsewhere', { submit: true }))).toBe('not-to-be-sent');
    expect(inserted).toEqual([]);
    expect(await codeOf(run('here', { submit: true }))).toBe('ok');
    expect(await codeOf(run('asks'))).toBe('ok');
    expect(await codeOf(run('elsewhere'))).toBe('ok');
    expect(inserted.map(([, typed]) => typed)).toEqual(['uptime', 'uptime', 'uptime']);
  });

  it('[B12] asks for parameters that are missing, blank ones too', async () => {
    expect(await run('touch')).toMatchObject({
      error: { code: 'parameter-missing', message: expect.stringContaining('"file"') },
    });
    expect(await codeOf(run('touch', { parameters: { file: '' } }))).toBe('parameter-missing');
    expect(inserted).toEqual([]);
  });

  it('[B13] hands a secret to the shell and to nobody else', async () => {
    const key1 = 'c4nary-s3cret';
    const answer = await run('unseal', { parameters: { key1 }, confirmedTarget: 'unseal' });
    expect(answer).toEqual({ ok: true, value: { commandLine: 'vault operator unseal [secret]', submitted: false } });
    expect(inserted[0]?.[1]).toBe(` vault operator unseal ${key1}`);
    expect(JSON.stringify(inserted[0]?.[2])).not.toContain(key1);
    expect(secrets.redact(`vault operator unseal ${key1}`)).toBe('vault operator unseal [secret]');

    const token = 'hvs.canary/two';
    const refused = await run('secret-target', { parameters: { token } });
    expect(JSON.stringify(refused)).not.toContain(token);
    expect(await codeOf(run('secret-target', { parameters: { token }, confirmedTarget: token }))).toBe('ok');
    expect(inserted[1]?.[2].step?.confirmedTarget).toBe('[secret]');
    expect(JSON.stringify(incidents.events(incidentId))).not.toMatch(/c4nary|canary/);
  });

  it('[B25] passes on why a terminal takes no command', async () => {
    refusal = fail('not-at-prompt', 'A program runs.', 'Wait.');
    expect(await run('look')).toEqual(refusal);
  });
});

describe('what was attached', () => {
  /** The library notices changes by itself, a moment later. */
  const untilFileIs = (answer: object) =>
    expect.poll(() => runbooks.get({ runbookId }), { timeout: 15_000 }).toMatchObject(answer);

  it('[B34] is what is followed, though the file changed or went; attaching again takes the new text', async () => {
    await attach();
    expect(await runbooks.get({ runbookId, incidentId })).toMatchObject({ ok: true, value: { newerFile: false } });

    writeFileSync(file, '# Anew\n\n```bash {"name":"fresh"}\ndate\n```\n');
    await untilFileIs({ value: { runbook: { title: 'Anew' }, newerFile: false } });
    expect(await runbooks.get({ runbookId, incidentId })).toMatchObject({
      value: { runbook: { title: 'Unseal' }, newerFile: true },
    });
    expect(await codeOf(run('look'))).toBe('ok');
    expect(await codeOf(run('fresh'))).toBe('unknown-step');
    expect(await attach()).toMatchObject({ value: { events: [{ kind: 'runbookAttached' }] } });
    expect(await runbooks.get({ runbookId, incidentId })).toMatchObject({
      value: { runbook: { title: 'Anew' }, newerFile: false },
    });
    expect(await codeOf(run('fresh'))).toBe('ok');
    expect(await codeOf(run('look'))).toBe('unknown-step');

    unlinkSync(file);
    await untilFileIs({ ok: false, error: { code: 'unknown-runbook' } });
    expect(await runbooks.get({ runbookId, incidentId })).toMatchObject({
      value: { runbook: { title: 'Anew' }, newerFile: false },
    });
    expect(await codeOf(run('fresh'))).toBe('ok');
    expect(await runbooks.attach({ incidentId, runbookId })).toMatchObject({ error: { code: 'unknown-runbook' } });
  });

  it('[B34] is run as it was shown, in a tab of its incident, or not at all', async () => {
    await attach();
    tabOf = '44444444-4444-4444-8444-444444444444';
    expect(await codeOf(run('look'))).toBe('unknown-session');
    tabOf = incidentId;
    expect(await codeOf(run('look', { command: 'uptime -p' }))).toBe('unknown-step');
    expect(inserted).toEqual([]);
    expect(await codeOf(run('look', { command: 'uptime' }))).toBe('ok');
  });

  it('[B87] is judged anew, as the file is, when the team changes its risk rules', async () => {
    await attach();
    const levels = async () => {
      const got = [await runbooks.get({ runbookId }), await runbooks.get({ runbookId, incidentId })];
      return got.map((answer) => answer.ok && answer.value.runbook.steps.find(({ id }) => id === 'look')?.risk.level);
    };
    expect(await levels()).toEqual(['read-only', 'read-only']);
    writeFileSync(
      join(dataDir, 'risk', 'rules.yaml'),
      'version: 1\ndangerous:\n  - { reason: "wakes the machine", programs: [uptime], target: name }\n',
    );
    await expect.poll(levels, { timeout: 15_000 }).toEqual(['dangerous', 'dangerous']);
  });

  it('[B34] is said to be missing where it was never attached', async () => {
    expect(await runbooks.get({ runbookId, incidentId })).toMatchObject({ error: { code: 'not-attached' } });
    const nobody = '01930000-0000-7000-8000-000000000099';
    expect(await runbooks.get({ runbookId, incidentId: nobody })).toMatchObject({
      error: { code: 'unknown-incident' },
    });
  });
});

it('[B35] records the values of parameters once, never a secret one, and knows them after a restart', async () => {
  await attach();
  const setEvents = () => incidents.events(incidentId).filter(({ kind }) => kind === 'parametersSet');
  const key1 = 'c4nary-s3cret';
  const given = { pod: 'web-1', folder: '', key1, nonsense: 'x' };
  expect(await runbooks.setParameters({ incidentId, runbookId, values: given })).toMatchObject({
    value: { events: [{ kind: 'parametersSet', payload: { values: { pod: 'web-1' } } }] },
  });
  expect(await runbooks.setParameters({ incidentId, runbookId, values: given })).toEqual({
    ok: true,
    value: { events: [] },
  });
  // What is given with a step is remembered too, and only what is new of it.
  await run('touch', { parameters: { file: 'a', pod: 'web-1' } });
  await run('touch', { parameters: { file: 'b' } });
  await run('unseal', { parameters: { key1 }, confirmedTarget: 'unseal' });
  expect(setEvents().map(({ payload }) => payload)).toEqual([
    { values: { pod: 'web-1' } },
    { values: { file: 'a' } },
    { values: { file: 'b' } },
  ]);

  await stop();
  start();
  expect(incidents.incident(incidentId)?.parameters).toEqual({ pod: 'web-1', file: 'b' });
  expect(JSON.stringify(incidents.events(incidentId))).not.toContain(key1);
  expect(await codeOf(run('look'))).toBe('ok');
});

it('[B35] runs a step with its values when the disk takes no record of them', async () => {
  await attach();
  const record = vi.spyOn(incidents.recorder, 'record').mockReturnValue(fail('not-saved', 'The disk is full.'));
  expect(await codeOf(run('touch', { parameters: { file: 'a' } }))).toBe('ok');
  expect(record).toHaveBeenCalled();
  expect(inserted.map(([, command]) => command)).toEqual(['touch a']);
  record.mockRestore();
  expect(incidents.incident(incidentId)?.parameters).toEqual({});
});

describe('a block without a language', () => {
  const blockText = '# Look\n\n```\nuptime\n```\n';
  const look = async (incident?: string) => {
    const got = await runbooks.get({ runbookId, ...(incident === undefined ? {} : { incidentId: incident }) });
    return got.ok ? got.value.runbook : undefined;
  };
  const shellIdOf = (runbook: Awaited<ReturnType<typeof look>>) =>
    runbook?.blocks.flatMap((block) => ('shellId' in block && block.shellId ? [block.shellId] : []))[0] ?? '';

  it('[B73] becomes steps when a person says so, in what was attached too, and goes back', async () => {
    await stop();
    writeFileSync(file, blockText);
    start();
    await attach();
    const before = await look();
    expect(before?.steps).toEqual([]);
    const shellId = shellIdOf(before);
    expect(await runbooks.treatAsShell({ runbookId, shellId: 'other', treat: true })).toMatchObject({
      error: { code: 'unknown-runbook' },
    });
    expect(await runbooks.treatAsShell({ runbookId, shellId, treat: true })).toEqual({ ok: true, value: {} });
    for (const runbook of [await look(), await look(incidentId)]) {
      expect(runbook?.steps.map(({ command }) => command)).toEqual(['uptime']);
      expect(shellIdOf(runbook)).toBe(shellId);
    }
    const step = (await look(incidentId))?.steps[0]?.id ?? '';
    expect(await codeOf(run(step, { submit: true }))).toBe('ok');
    expect(await runbooks.treatAsShell({ runbookId, shellId, treat: false })).toEqual({ ok: true, value: {} });
    expect((await look(incidentId))?.steps).toEqual([]);
  });
});

it('[B26] records a skipped step with its reason', async () => {
  await attach();
  const skipped = await runbooks.skipStep({ incidentId, runbookId, stepId: 'look', reason: 'seen already' });
  expect(skipped).toMatchObject({
    ok: true,
    value: {
      events: [
        { kind: 'stepSkipped', payload: { runbookId, stepId: 'look', title: 'Unseal', reason: 'seen already' } },
      ],
    },
  });
  expect(incidents.incident(incidentId)?.runbooks[0]?.steps.look).toMatchObject({ state: 'skipped' });
});

it("[B30] lists the shipped runbooks with the team's and ends when nobody watches", async () => {
  const controller = new AbortController();
  const titles: string[][] = [];
  for await (const library of runbooks.watchLibrary(undefined, { signal: controller.signal })) {
    titles.push(library.map(({ title }) => title));
    controller.abort();
  }
  expect(titles).toEqual([['First look', 'Unseal']]);
});

it('[B36] follows the folders of the settings, and tells of each', async () => {
  const ops = join(dataDir, 'ops');
  mkdirSync(ops);
  writeFileSync(join(ops, 'queue.md'), '# Queue\n');
  const controller = new AbortController();
  const seen: (string | number)[][] = [];
  for await (const listed of runbooks.watchFolders(undefined, { signal: controller.signal })) {
    seen.push(listed.flatMap(({ origin, runbookCount }) => [origin, runbookCount]));
    if (seen.length === 1) folders.set([ops]);
    if (listed.some(({ path }) => path === ops)) controller.abort();
  }
  expect(seen.at(-1)).toEqual(['shipped', 1, 'team', 1, 'folder', 1]);
});
