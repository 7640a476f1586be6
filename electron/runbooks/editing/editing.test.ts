import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createIncidentsService, type IncidentsService, loadTaxonomies } from '../../incidents/index.ts';
import { type Journal, openJournal } from '../../journal/index.ts';
import { createRunbooksService, type RunbooksService } from '../index.ts';

const resourcesDir = fileURLToPath(new URL('../../../resources', import.meta.url));
const signal = new AbortController().signal;
const call = { signal };
const latin1 = Buffer.from('# Stra\xdfe\r\n\r\n```bash\r\nuptime\r\n```\r\n', 'latin1');

let dataDir = '';
let folder = '';
let journal: Journal;
let incidents: IncidentsService;
let runbooks: RunbooksService;
const file = (name: string) => join(folder, `${name}.md`);

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'war-room-editing-'));
  folder = join(dataDir, 'runbooks');
  mkdirSync(folder);
  writeFileSync(file('windows'), latin1);
  chmodSync(file('windows'), 0o664);
  writeFileSync(join(dataDir, 'elsewhere.md'), '# Elsewhere\n');
  symlinkSync(join(dataDir, 'elsewhere.md'), file('linked'));
  writeFileSync(file('contended'), '# One\n');
  writeFileSync(file('gone'), '# Gone\n');
  writeFileSync(file('binary'), Buffer.from([1, 0, 2]));
  writeFileSync(file('long'), 'x'.repeat(1_000_001));
  journal = openJournal({ dataDir });
  incidents = createIncidentsService({
    journal,
    taxonomies: loadTaxonomies({ resourcesDir, dataDir }),
    actor: () => ({ type: 'person', personId: '22222222-2222-4222-8222-222222222222', name: 'Ada Winter' }),
    defaultTaxonomyId: () => 'sev-saas',
  });
  runbooks = createRunbooksService({
    resourcesDir,
    dataDir,
    recorder: incidents.recorder,
    events: (id) => incidents.events(id),
    terminals: { insert: () => ({ ok: true, value: {} }), sessions: () => [] },
    settings: { runMode: () => 'insert always' },
  });
});
afterAll(async () => {
  await runbooks.close();
  incidents.close();
  journal.close();
  rmSync(dataDir, { recursive: true, force: true });
});

async function open(name: string) {
  const source = await runbooks.source({ runbookId: `team:${name}` });
  if (!source.ok) throw new Error(source.error.message);
  return source.value;
}

it('[B114] gives a file as its text, and saves it as UTF-8 with its line ends and mode', async () => {
  const source = await open('windows');
  expect(source).toEqual({
    text: '# Straße\n\n```bash\nuptime\n```\n',
    encoding: 'Windows-1252',
    lineEnds: 'CRLF',
    revision: expect.stringMatching(/^[0-9a-f]{64}$/),
    path: file('windows'),
    writable: true,
  });
  const text = source.text.replace('uptime', 'df -h');
  const saved = await runbooks.save({ runbookId: 'team:windows', revision: source.revision, text });
  expect(readFileSync(file('windows'), 'utf8')).toBe(text.replaceAll('\n', '\r\n'));
  expect(statSync(file('windows')).mode & 0o777).toBe(0o664);
  expect(await open('windows')).toEqual({
    ...source,
    text,
    encoding: 'UTF-8',
    revision: saved.ok && saved.value.revision,
  });
});

it('[B114] writes what a symbolic link leads to, and leaves the link', async () => {
  const { revision } = await open('linked');
  expect(await runbooks.save({ runbookId: 'team:linked', revision, text: '# New\n' })).toMatchObject({ ok: true });
  expect(lstatSync(file('linked')).isSymbolicLink()).toBe(true);
  expect(readFileSync(join(dataDir, 'elsewhere.md'), 'utf8')).toBe('# New\n');
});

it('[B115] never overwrites what was changed elsewhere, until told with its revision', async () => {
  const { revision } = await open('contended');
  writeFileSync(file('contended'), '# Theirs\n');
  const save = (from: string) => runbooks.save({ runbookId: 'team:contended', revision: from, text: '# Mine\n' });
  expect(await save(revision)).toMatchObject({ ok: false, error: { code: 'changed-outside' } });
  expect(readFileSync(file('contended'), 'utf8')).toBe('# Theirs\n');
  expect(await save((await open('contended')).revision)).toMatchObject({ ok: true });
  expect(readFileSync(file('contended'), 'utf8')).toBe('# Mine\n');

  const gone = await open('gone');
  rmSync(file('gone'));
  const lost = await runbooks.save({ runbookId: 'team:gone', revision: gone.revision, text: '' });
  expect(lost.ok || ['not-saved', 'unknown-runbook'].includes(lost.error.code)).toBe(true);
  expect(existsSync(file('gone'))).toBe(false);
});

it('[B115] changes no shipped runbook, and opens nothing that is no text or too long', async () => {
  const shipped = await runbooks.source({ runbookId: 'shipped:local-check' });
  expect(shipped).toMatchObject({ ok: true, value: { writable: false } });
  const revision = 'f'.repeat(64);
  expect(await runbooks.save({ runbookId: 'shipped:local-check', revision, text: '' })).toMatchObject({
    error: { code: 'read-only' },
  });
  expect(await runbooks.source({ runbookId: 'team:binary' })).toMatchObject({ error: { code: 'unreadable' } });
  expect(await runbooks.source({ runbookId: 'team:long' })).toMatchObject({ error: { code: 'too-long' } });
  expect(await runbooks.source({ runbookId: 'team:no' })).toMatchObject({ error: { code: 'unknown-runbook' } });
});

it('[B118] checks a text without a file: its steps, and each problem with its line', async () => {
  const checked = await runbooks.check({ text: '# Disk full\n\n```bash\ndf -h\necho "open\n```\n' });
  expect(checked).toMatchObject({
    ok: true,
    value: { runbook: { title: 'Disk full', problems: [{ level: 'warning', line: expect.any(Number) }] } },
  });
});

it('[B117] makes a new file in the folder of the team, over no other and in no other folder', async () => {
  const text = '# Disk full\n';
  const created = await runbooks.create({ name: '../../Disk full', text });
  expect(created).toMatchObject({ ok: true, value: { path: file('disk-full'), runbookId: 'team:disk-full' } });
  expect(await open('disk-full')).toMatchObject({ text, writable: true });
  expect(await runbooks.create({ name: 'disk full.md', text: '' })).toMatchObject({ error: { code: 'exists' } });
  expect(await runbooks.create({ name: 'x', text, folder: dataDir })).toMatchObject({
    error: { code: 'unknown-folder' },
  });
  expect(await runbooks.create({ name: 'x', text, folder: join(resourcesDir, 'runbooks') })).toMatchObject({
    error: { code: 'read-only' },
  });
  expect(readFileSync(file('disk-full'), 'utf8')).toBe(text);
});

it('[B111] says when there is no incident or no command to make a runbook of', async () => {
  const nobody = '01930000-0000-7000-8000-000000000099';
  expect(await runbooks.fromIncident({ incidentId: nobody })).toMatchObject({ error: { code: 'unknown-incident' } });
  const declared = await incidents.declare({ title: 'Quiet', severity: 'SEV-3' }, call);
  if (!declared.ok) throw new Error(declared.error.message);
  const { incidentId } = declared.value;
  expect(await runbooks.fromIncident({ incidentId })).toMatchObject({ error: { code: 'no-commands' } });
});
