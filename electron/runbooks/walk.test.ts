import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { encodeFrame, type Session, terminalFrame } from '#shared/contract/index.ts';
import { createIncidentsService, type IncidentsService, loadTaxonomies } from '../incidents/index.ts';
import { type Journal, newUuidV7, openJournal } from '../journal/index.ts';
import { createRecordedRecordings, createTerminalsService, type TerminalsService } from '../terminals/index.ts';
import { createRunbooksService, createSecretMemory, type RunbooksService } from './index.ts';

const resourcesDir = fileURLToPath(new URL('../../resources', import.meta.url));
const signal = new AbortController().signal;

let root = '';
let journal: Journal;
let incidents: IncidentsService;
let terminals: TerminalsService;
let runbooks: RunbooksService;
let incidentId = '';
let session: Session;
let press: (keys: string) => void = () => undefined;

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'war-room-walk-'));
  const dataDir = join(root, 'data');
  journal = openJournal({ dataDir });
  incidents = createIncidentsService({
    journal,
    taxonomies: loadTaxonomies({ resourcesDir, dataDir }),
    actor: () => ({ type: 'person', personId: '22222222-2222-4222-8222-222222222222', name: 'Ada Winter' }),
    defaultTaxonomyId: () => 'sev-saas',
  });
  const secrets = createSecretMemory();
  const recording = {
    recorder: incidents.recorder,
    redact: secrets.redact,
    now: Date.now,
    elapsed: () => performance.now(),
    onNotSaved: (problem: { readonly message: string }) => {
      throw new Error(problem.message);
    },
  };
  terminals = createTerminalsService({
    ...recording,
    recordings: createRecordedRecordings({ ...recording, dataDir }),
    resourcesDir,
    env: { PATH: process.env.PATH, HOME: root, SHELL: '/bin/bash', LANG: 'C.UTF-8' },
    newId: newUuidV7,
  });
  mkdirSync(join(dataDir, 'runbooks'), { recursive: true });
  writeFileSync(
    join(dataDir, 'runbooks', 'secret.md'),
    '```bash {"name":"say"}\nprintf "%s\\n" "token: <token>" | tee said && base64 said | tr -d "\\n"\n```\n```bash {"name":"remove"}\nrm -r <folder>\n```\n' +
      '```bash {"name":"words"}\nprintf "%s\\0" <one> "<two>" \'<three>\' <four> "a <five>" > words\n```\n',
  );
  runbooks = createRunbooksService({
    resourcesDir,
    dataDir,
    recorder: incidents.recorder,
    events: (id) => incidents.events(id),
    terminals,
    secrets,
    settings: { runMode: () => 'send read-only' },
  });
  const declared = await incidents.declare({ title: 'Walk', severity: 'SEV-3' }, { signal });
  if (!declared.ok) throw new Error(declared.error.message);
  incidentId = declared.value.incidentId;
  const opened = await terminals.open({
    incidentId,
    runbookId: 'shipped:local-check',
    cwd: root,
    columns: 120,
    rows: 30,
  });
  if (!opened.ok) throw new Error(opened.error.message);
  session = opened.value;
  terminals.attach(session.sessionId, {
    send: () => undefined,
    onMessage: (listener) => {
      press = (keys) => listener(encodeFrame(terminalFrame.input, Buffer.from(keys)));
    },
    onClose: () => undefined,
    close: () => undefined,
  });
  await atPrompt();
});
afterEach(async () => {
  await terminals.shutdown();
  await runbooks.close();
  incidents.close();
  journal.close();
  rmSync(root, { recursive: true, force: true });
});

async function until(what: () => boolean): Promise<void> {
  const deadline = performance.now() + 15_000;
  while (!what()) {
    if (performance.now() > deadline) throw new Error('waited in vain');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
const atPrompt = () => until(() => terminals.sessions()[0]?.state === 'prompt');
const finished = (count: number) =>
  until(() => incidents.events(incidentId).filter(({ kind }) => kind === 'stepFinished').length === count);

const filesOf = (folder: string, but: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== but)
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'));

const run = (
  runbookId: string,
  stepId: string,
  parameters: Record<string, string>,
  more: { submit?: boolean; confirmedTarget?: string } = {},
) =>
  runbooks.runStep({ incidentId, runbookId, stepId, sessionId: session.sessionId, parameters, submit: true, ...more });

it('[B27] walks the first look at this machine in a real bash, a step that fails included', async () => {
  const runbookId = 'shipped:local-check';
  await runbooks.attach({ incidentId, runbookId });
  const runbook = await runbooks.get({ runbookId });
  if (!runbook.ok) throw new Error(runbook.error.message);
  const steps = runbook.value.runbook.steps;
  const [disk, data] = [steps[1], steps[4]];
  if (!disk || !data) throw new Error('no steps');
  expect(await run(runbookId, disk.id, {})).toMatchObject({
    ok: true,
    value: { commandLine: 'df -h', submitted: true },
  });
  await finished(1);
  await atPrompt();
  expect(await run(runbookId, data.id, { path: "/no such/it's" })).toMatchObject({ ok: true });
  await finished(2);
  expect(incidents.incident(incidentId)?.runbooks[0]?.steps).toMatchObject({
    [disk.id]: { state: 'done', exitCode: 0 },
    [data.id]: { state: 'failed', exitCode: 2 },
  });
  expect(incidents.events(incidentId).findLast(({ kind }) => kind === 'commandFinished')?.payload).toMatchObject({
    commandLine: "ls -la '/no such/it'\\''s'",
    exitCode: 2,
    excerpt: expect.stringContaining("/no such/it's"),
  });
});

it('[B10] types values at a real prompt so that neither the line editor nor history makes anything of them', async () => {
  const values = {
    one: '!!; $(rm -rf ~) `id` !$',
    two: 'tab\tand\nline\r\u001b[201~\u0003\u0004 "$HOME" !x',
    three: "it's \\ {a,b} * ~ \u202etxt.exe",
    four: "'\n\n",
    five: 'é😀👩‍👩‍👧 #!',
  };
  const runbookId = 'team:secret';
  await runbooks.attach({ incidentId, runbookId });
  expect(await run(runbookId, 'words', values, { submit: false })).toMatchObject({ ok: true });
  press('\r');
  await finished(1);
  expect(readFileSync(join(root, 'words'), 'utf8').split('\0')).toEqual([
    values.one,
    values.two,
    values.three,
    values.four,
    `a ${values.five}`,
    '',
  ]);
});

it('[B13][B92][T41] gives a secret to a real bash, and to no event, recording, history or file of the record', async () => {
  const runbookId = 'team:secret';
  // Longer than what is left of the line, so that the line editor breaks it.
  const token = `c4nary 'one' $TWO ${'c4nary'.repeat(12)}`;
  const inBase64 = new RegExp(
    [0, 1, 2].map((before) => btoa(`${'x'.repeat(before)}c4naryc4nary`).slice(4, 12)).join('|'),
  );
  await runbooks.attach({ incidentId, runbookId });
  // `printf` is not on the list of what only reads, so a person presses Enter.
  expect(await run(runbookId, 'say', { token })).toMatchObject({ ok: false, error: { code: 'not-to-be-sent' } });
  expect(await run(runbookId, 'say', { token }, { submit: false })).toMatchObject({ ok: true });
  press('\r');
  await finished(1);
  expect(incidents.events(incidentId).findLast(({ kind }) => kind === 'commandFinished')?.payload).toMatchObject({
    commandLine: expect.stringContaining('[secret]'),
    exitCode: 0,
    excerpt: expect.stringMatching(/^token: \[secret\]\n/),
  });
  expect(Buffer.from(`token: ${token}`).toString('base64')).toMatch(inBase64);
  // The shell had it all the same.
  expect(readFileSync(join(root, 'said'), 'utf8')).toBe(`token: ${token}\n`);

  await atPrompt();
  press('history -a; cp ~/.bash_history kept-by-history\r');
  await until(() => existsSync(join(root, 'kept-by-history')));
  await atPrompt();
  await terminals.shutdown();
  const events = incidents.events(incidentId);
  const sealed = events.filter(({ kind }) => kind === 'transcriptSealed').map(({ payload }) => Object(payload).blob);
  expect(sealed).toHaveLength(1);
  const recordings = sealed.map((blob: string) => {
    const bytes = incidents.recorder.getBlob(blob);
    return bytes.ok ? new TextDecoder().decode(bytes.value) : expect.fail(bytes.error.code);
  });
  expect(recordings.join('')).toContain('[secret]');
  for (const text of [JSON.stringify(events), ...recordings, ...filesOf(root, 'said')]) {
    expect(text).not.toMatch(/c4nary/);
    expect(text).not.toMatch(inBase64);
  }
});

it('[B23] runs a dangerous step in a real bash only after its target was typed', async () => {
  const runbookId = 'team:secret';
  const folder = join(root, 'doomed folder');
  mkdirSync(folder);
  await runbooks.attach({ incidentId, runbookId });
  const refused = await run(runbookId, 'remove', { folder }, { submit: false });
  expect(refused).toMatchObject({ ok: false, error: { code: 'confirmation-needed' } });
  expect(await run(runbookId, 'remove', { folder }, { submit: false, confirmedTarget: folder })).toMatchObject({
    ok: true,
  });
  expect(existsSync(folder)).toBe(true);
  press('\r');
  await finished(1);
  expect(existsSync(folder)).toBe(false);
  expect(incidents.events(incidentId).find(({ kind }) => kind === 'stepStarted')?.payload).toMatchObject({
    stepId: 'remove',
    risk: 'dangerous',
    confirmedTarget: folder,
    commandLine: `rm -r '${folder}'`,
  });
});
