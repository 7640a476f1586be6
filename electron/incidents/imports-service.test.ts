import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { IMPORT_PART_BYTES, type ImportState } from '#shared/contract/index.ts';
import { type IncidentRecord, openRecord } from '../record.ts';
import { createImportsService } from './imports-service.ts';

const resourcesDir = join(import.meta.dirname, '../../resources');

let root = '';
const opened: IncidentRecord[] = [];
let there: IncidentRecord;
let here: IncidentRecord;
let incidentId = '';
let file: Buffer;

function open(name: string): IncidentRecord {
  const record = openRecord({ dataDir: join(root, name), resourcesDir, actorName: 'Ada' });
  opened.push(record);
  return record;
}

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'war-room-imports-'));
  there = open('there');
  here = open('here');
  const { signal } = new AbortController();
  const declared = await there.incidents.declare({ title: 'Checkout is down', severity: 'SEV-1' }, { signal });
  if (!declared.ok) throw new Error(declared.error.message);
  ({ incidentId } = declared.value);
  file = await exported();
});
afterEach(() => {
  for (const record of opened.splice(0)) record.close();
  rmSync(root, { recursive: true, force: true });
});

async function exported(): Promise<Buffer> {
  const made = await there.incidents.exportFile(incidentId);
  if (!made.ok) throw new Error(made.error.message);
  return Buffer.concat(await collect(made.value.bytes));
}

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const collected: Item[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}

function service(idleMs = 60_000) {
  return createImportsService({ journal: here.journal, dataDir: join(root, 'here'), idleMs });
}

/** What lies in the data directory while a file arrives. */
function drafts(): string[] {
  return readdirSync(join(root, 'here')).filter((name) => name.startsWith('.import-'));
}

/** Sends a file as a page does, and gives every state that it was told. */
async function send(imports: ReturnType<typeof service>, bytes: Uint8Array): Promise<ImportState[]> {
  const leaving = new AbortController();
  const options = { signal: leaving.signal };
  const states: ImportState[] = [];
  for await (const state of imports.receive({ bytes: bytes.length }, options)) {
    states.push(state);
    if (state.kind !== 'sending') continue;
    for (let part = 0; part * IMPORT_PART_BYTES < bytes.length; part += 1) {
      await imports.part({ uploadId: state.uploadId, part, bytes: partOf(bytes, part) });
    }
  }
  return states;
}

const partOf = (bytes: Uint8Array, part: number) =>
  Buffer.from(bytes.subarray(part * IMPORT_PART_BYTES, (part + 1) * IMPORT_PART_BYTES)).toString('base64');

const codeOf = (state: ImportState | undefined) =>
  state?.kind === 'done' ? (state.outcome.ok ? 'ok' : state.outcome.error.code) : state?.kind;

it('[I24] takes in a file that arrives in parts, says each step, and leaves nothing of it lying about', async () => {
  for (let note = 0; note < 13; note += 1) {
    there.incidents.act(incidentId, { type: 'addNote', noteKind: 'observation', text: `${note}${'y'.repeat(90_000)}` });
  }
  file = await exported();
  expect(file.length).toBeGreaterThan(2 * IMPORT_PART_BYTES);
  const imports = service();
  const states = await send(imports, file);
  expect(states).toEqual([
    { kind: 'sending', uploadId: expect.any(String) },
    { kind: 'checking' },
    { kind: 'taking-in', events: 15 },
    {
      kind: 'done',
      outcome: {
        ok: true,
        value: { incidentId, appended: 15, skipped: 0, forked: 0, signatures: 2, evidence: 0, purgedElsewhere: [] },
      },
    },
  ]);
  expect(here.incidents.incident(incidentId)?.title).toBe('Checkout is down');
  expect(drafts()).toEqual([]);
  const [, , , again] = await send(imports, file);
  expect(again).toMatchObject({ outcome: { value: { appended: 0, skipped: 15, forked: 0 } } });
});

it('[I24] refuses a file with its code, and what is empty, too large or comes beside another one', async () => {
  const imports = service();
  const changed = Buffer.from(file.toString().replace('Checkout is down', 'Checkout is fine'));
  expect(codeOf((await send(imports, changed)).at(-1))).toBe('changed');
  expect(codeOf((await send(imports, Buffer.alloc(0))).at(-1))).toBe('not-an-incident-file');
  const { signal } = new AbortController();
  const first = async (bytes: number) => (await imports.receive({ bytes }, { signal }).next()).value ?? undefined;
  expect(codeOf(await first(256 * 1024 * 1024 + 1))).toBe('too-large');
  expect(codeOf(await first(10))).toBe('sending');
  expect(codeOf(await first(10))).toBe('busy');
  expect(here.journal.headPosition()).toBe(0);
});

it('[I24] takes parts only in their order, whole, and of the file that is being imported', async () => {
  const imports = service();
  const { signal } = new AbortController();
  const stream = imports.receive({ bytes: file.length }, { signal });
  const started = await stream.next();
  if (started.value?.kind !== 'sending') throw new Error('not begun');
  const { uploadId } = started.value;
  const answer = async (input: Parameters<typeof imports.part>[0]) => {
    const outcome = await imports.part(input);
    return outcome.ok ? outcome.value.received : outcome.error.code;
  };
  expect(await answer({ uploadId, part: 1, bytes: partOf(file, 0) })).toBe('wrong-part');
  expect(await answer({ uploadId, part: 0, bytes: partOf(file.subarray(1), 0) })).toBe('wrong-part');
  expect(await answer({ uploadId: incidentId, part: 0, bytes: partOf(file, 0) })).toBe('no-upload');
  expect(await answer({ uploadId, part: 0, bytes: partOf(file, 0) })).toBe(file.length);
  expect(await answer({ uploadId, part: 1, bytes: '' })).toBe('wrong-part');
  const rest = await collect(stream);
  expect(rest.map(codeOf)).toEqual(['checking', 'taking-in', 'ok']);
});

it('[I24] forgets a file that its page gave up, that nothing more came of, or that a killed program left', async () => {
  writeFileSync(join(root, 'here/.import-left-behind'), 'half a file');
  const imports = service(30);
  expect(drafts()).toEqual([]);

  const leaving = new AbortController();
  const stream = imports.receive({ bytes: 100 }, { signal: leaving.signal });
  await stream.next();
  const [draft = ''] = drafts();
  expect(statSync(join(root, 'here', draft)).mode & 0o777).toBe(0o600);
  const end = stream.next();
  leaving.abort();
  expect(await end).toEqual({ done: true, value: undefined });
  expect(drafts()).toEqual([]);

  const { signal } = new AbortController();
  const silent = await collect(imports.receive({ bytes: 100 }, { signal }));
  expect(silent.map(codeOf)).toEqual(['sending', 'abandoned']);
  expect(drafts()).toEqual([]);
  // And the next one has its turn.
  expect(codeOf((await send(imports, file)).at(-1))).toBe('ok');
});

it('[I24] says before anything is sent that nothing can be written', async () => {
  const imports = service();
  here.journal.close();
  const { signal } = new AbortController();
  const states = await collect(imports.receive({ bytes: 100 }, { signal }));
  expect(states.map(codeOf)).toEqual(['read-only']);
  expect(drafts()).toEqual([]);
});
