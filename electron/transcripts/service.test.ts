import { chmodSync, globSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { succeed } from '#shared/domain/outcome.ts';
import { redact } from '#shared/domain/redaction.ts';
import { parseNote } from '#shared/domain/transcript/markers.ts';
import type { SaveRequest } from '../hosts/host.ts';
import { openRecord } from '../record.ts';
import { createRecordedRecordings } from '../terminals/index.ts';
import { openPty } from '../terminals/pty.ts';
import { resourcesDir, TestBench } from '../terminals/testing.ts';
import { createTranscriptsService, type TranscriptsService } from './index.ts';
import type { TranscriptPage } from './page.ts';

// A real bash, recorded into a real record, and what is made of it afterwards.

vi.setConfig({ testTimeout: 60_000 });

const options = { signal: new AbortController().signal };
const bugs: unknown[] = [];
let dataDir: string;
let record: ReturnType<typeof openRecord>;
let bench: TestBench;
let service: TranscriptsService;
let saved: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'transcripts-'));
  record = openRecord({ dataDir, resourcesDir, actorName: 'Ada Winter' });
  const { recorder } = record.incidents;
  const recordings = createRecordedRecordings({
    recorder,
    dataDir,
    redact,
    now: Date.now,
    elapsed: () => performance.now(),
    freeBytes: () => 10e9,
    partBytes: 250_000,
    onNotSaved: (problem) => bugs.push(problem),
  });
  bench = new TestBench('/bin/bash', {
    recordings,
    recorder: {
      ...recorder,
      record: (incidentId, drafts, by) => {
        bench.recorded.push(...drafts.map((draft) => ({ incidentId, by, draft })));
        return recorder.record(incidentId, drafts, by);
      },
    },
  });
  saved = join(dataDir, 'saved');
  service = startService();
});

afterEach(async () => {
  await service.close();
  await bench.dispose();
  record.close();
  rmSync(dataDir, { recursive: true, force: true });
  expect(bugs.splice(0)).toEqual([]);
});

function startService(): TranscriptsService {
  return createTranscriptsService({
    journal: record.journal,
    dataDir,
    recorder: record.incidents.recorder,
    host: { saveFile },
    onBug: (error) => bugs.push(error),
  });
}

async function saveFile({ suggestedName, bytes }: SaveRequest) {
  const pieces: Uint8Array[] = [];
  if (bytes instanceof Uint8Array) pieces.push(bytes);
  else for await (const piece of bytes) pieces.push(piece);
  writeFileSync(saved, Buffer.concat(pieces));
  return succeed({ path: suggestedName });
}

async function declare(title: string): Promise<string> {
  const declared = await record.incidents.declare({ title, severity: 'SEV-2' }, options);
  if (!declared.ok) throw new Error(declared.error.message);
  return declared.value.incidentId;
}

/** A session of its own, in which these lines ran, closed. */
async function runSession(lines: readonly string[], input: { incidentId?: string; title?: string } = {}) {
  const { sessionId, page } = await bench.open(input);
  for (const line of lines) await bench.run(sessionId, page, line);
  await bench.service.close({ sessionId, force: true });
  await expect.poll(async () => (await find(sessionId))?.state, { timeout: 30_000 }).toBe('kept');
  return sessionId;
}

const find = async (sessionId: string) =>
  (await service.list({})).find((transcript) => transcript.sessionId === sessionId);

async function search(text: string, incidentId?: string) {
  const ask = async () => {
    const found = await service.search({ text, ...(incidentId === undefined ? {} : { incidentId }) });
    if (!found.ok) throw new Error(found.error.message);
    return found.value;
  };
  await expect.poll(async () => (await ask()).waiting, { timeout: 30_000 }).toBe(0);
  return ask();
}

async function readAll(sessionId: string): Promise<TranscriptPage['events']> {
  const events: TranscriptPage['events'] = [];
  for (let from: number | undefined = 0; from !== undefined; ) {
    const page = await service.read({ sessionId, from });
    if (!page.ok) throw new Error(page.error.message);
    events.push(...page.value.events);
    from = page.value.next;
  }
  return events;
}

const textOf = ({ events }: Pick<TranscriptPage, 'events'>) => events.map(([, , data]) => data).join('');

describe('a recorded session', () => {
  it('[S106] is listed with its incident, while it is written and once it is kept', async () => {
    const incidentId = await declare('Checkout is down');
    const { sessionId, page } = await bench.open({ incidentId, title: 'db' });
    await bench.run(sessionId, page, 'echo begins');
    await expect
      .poll(() => find(sessionId), { timeout: 5_000 })
      .toMatchObject({ state: 'live', incidentId, title: 'db' });
    const before = await service.read({ sessionId });
    if (!before.ok) throw new Error(before.error.message);
    expect(textOf(before.value)).toContain('begins');
    await bench.run(sessionId, page, 'echo goes on');
    const readOn = async () => {
      const more = await service.read({ sessionId, from: before.value.continuesAt });
      return more.ok && more.value.continuesAt !== undefined ? textOf(more.value) : '';
    };
    await expect.poll(readOn, { timeout: 5_000 }).toContain('}goes on\r\n');
    expect(await readOn()).not.toContain('begins');
    await bench.service.close({ sessionId, force: true });
    await expect.poll(async () => (await find(sessionId))?.state, { timeout: 30_000 }).toBe('kept');
    expect(await service.read({ sessionId })).not.toHaveProperty('value.continuesAt');
    const other = await runSession(['echo desk']);
    expect(await service.list({})).toMatchObject([
      { sessionId: other, state: 'kept' },
      { sessionId, title: 'db', incidentTitle: 'Checkout is down', state: 'kept' },
    ]);
    expect((await service.list({ incidentId })).map((transcript) => transcript.sessionId)).toEqual([sessionId]);
    const [, listed] = await service.list({});
    expect(listed?.size).toBeGreaterThan(200);
    expect(listed?.durationMs).toBeGreaterThan(0);
  });

  it('[S101] is read back in pages, with its commands where they ran, and their text', async () => {
    const sessionId = await runSession(["printf 'one\\ntwo\\n'", 'seq 1 60000', 'echo last']);
    const first = await service.read({ sessionId });
    if (!first.ok) throw new Error(first.error.message);
    expect(first.value).toMatchObject({ columns: 80, rows: 24, skipped: 0 });
    expect(first.value.next).toBeGreaterThan(0);
    const events = await readAll(sessionId);
    const text = events.map(([, kind, data]) => (kind === 'o' ? data : '')).join('');
    expect(text).toContain('one\r\ntwo\r\n');
    expect(text).toContain('\n59999\r\n60000\r\n');
    const times = events.map(([atMs]) => atMs);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    const [command] = bench.payloads('commandStarted');
    const started = events.find(([, kind, data]) => kind === 'm' && parseNote(data)?.phase === 'started');
    expect(started?.[0]).toBe(command?.transcriptMs);
    const commandId = command?.commandId ?? '';
    expect(await service.commandText({ sessionId, commandId })).toEqual(
      succeed({ text: 'one\ntwo', truncated: false }),
    );
    expect(await service.commandText({ sessionId, commandId: sessionId })).toMatchObject({
      error: { code: 'unknown-command' },
    });
    expect(await service.read({ sessionId: commandId })).toMatchObject({ error: { code: 'unknown-session' } });
  });

  it('[S101] is one recording though it has several parts, and says when one of them is damaged', async () => {
    const sessionId = await runSession(['seq 1 100000', 'echo last']);
    const parts = record.journal
      .readStored(record.journal.deskStreamId, 0, 100)
      .flatMap(({ event }) => (event.kind === 'transcriptSealed' ? [event.payload as { readonly blob: string }] : []));
    expect(parts.length).toBeGreaterThan(2);
    expect((await service.list({})).map((transcript) => transcript.sessionId)).toEqual([sessionId]);
    const output = (await readAll(sessionId)).map(([, kind, data]) => (kind === 'o' ? data : '')).join('');
    expect(output.match(/^\d+(?=\r$)/gm)?.map(Number)).toEqual(
      Array.from({ length: 100_000 }, (_, index) => index + 1),
    );
    const blob = parts[1]?.blob ?? '';
    const [path = ''] = globSync(`${dataDir}/**/*${blob.slice(8)}*`);
    chmodSync(path, 0o600);
    writeFileSync(path, 'damaged');
    expect(await service.export({ sessionId, format: 'text' })).toMatchObject({ error: { code: 'damaged' } });
  });

  it('[S102] is found from the timeline by its command', async () => {
    const incidentId = await declare('Checkout is down');
    const sessionId = await runSession(['echo here'], { incidentId });
    const stored = record.journal.readStored(incidentId, 0, 100).map(({ event }) => event);
    const started = stored.find(({ kind }) => kind === 'commandStarted');
    const commandId = bench.payloads('commandStarted')[0]?.commandId;
    const located = await service.locate({ incidentId, eventId: started?.id ?? '' });
    expect(located).toEqual(succeed({ sessionId, commandId }));
    const declared = stored.find(({ kind }) => kind === 'incidentDeclared');
    expect(await service.locate({ incidentId, eventId: declared?.id ?? '' })).toMatchObject({
      error: { code: 'not-recorded' },
    });
  });
});

describe('search over all recordings', () => {
  it('[S103] finds words of the output, newest recording first, at their moment', async () => {
    const incidentId = await declare('Checkout is down');
    const older = await runSession(['echo gateway refused'], { incidentId, title: 'db' });
    const newer = await runSession(['sleep 0.3; echo the gateway is back']);
    const { hits, more } = await search('gateway');
    expect(more).toBe(false);
    expect([...new Set(hits.map((hit) => hit.sessionId))]).toEqual([newer, older]);
    const printed = hits.find(({ line }) => line === '\uE000gateway\uE001 refused');
    expect(printed).toMatchObject({ sessionId: older, title: 'db', incidentId, incidentTitle: 'Checkout is down' });
    const events = await readAll(older);
    const at = events.find(([, kind, data]) => kind === 'o' && data.includes('gateway refused\r\n'));
    expect(Math.abs((printed?.atMs ?? -1) - (at?.[0] ?? 0))).toBeLessThanOrEqual(300);
    expect((await search('gateway', incidentId)).hits.every((hit) => hit.sessionId === older)).toBe(true);
    expect(await service.search({ text: ' .. ' })).toMatchObject({ error: { code: 'nothing-to-find' } });
  });

  it('[S110] finds words of what is still being recorded, as it finds them afterwards', async () => {
    const incidentId = await declare('Checkout is down');
    const { sessionId, page } = await bench.open({ incidentId });
    await bench.run(sessionId, page, "printf 'crème \\033[31mbrûlée\\033[0m\\nscreme\\n'");
    const hit = {
      sessionId,
      incidentId,
      incidentTitle: 'Checkout is down',
      line: '\ue000crème\ue001 \ue000brûlée\ue001',
    };
    const ask = async (text: string) => (await search(text, incidentId)).hits;
    await expect
      .poll(async () => (await ask('CREME brul')).map(({ line }) => line), { timeout: 30_000 })
      .toContain(hit.line);
    expect((await ask('CREME brul')).find(({ line }) => line === hit.line)).toMatchObject(hit);
    const [live] = await ask('screme');
    expect((await search('creme', await declare('Another'))).hits).toEqual([]);
    await bench.service.close({ sessionId, force: true });
    await expect.poll(async () => (await find(sessionId))?.state, { timeout: 30_000 }).toBe('kept');
    expect((await ask('screme'))[0]).toEqual(live);
  });

  it('[S103] keeps its index to itself, and builds it again when it is gone or damaged', async () => {
    const sessionId = await runSession(['echo marmalade']);
    expect((await search('marmalade')).hits[0]?.sessionId).toBe(sessionId);
    const path = join(dataDir, 'transcripts.db');
    expect(statSync(path).mode & 0o077).toBe(0);
    await service.close();
    for (const suffix of ['-wal', '-shm']) rmSync(path + suffix, { force: true });
    writeFileSync(path, 'this is no database, and no recording either'.repeat(400));
    service = startService();
    expect((await search('marmalade')).hits[0]?.sessionId).toBe(sessionId);
  });

  it('[S104] finds nothing of what was redacted or purged, and leaves no byte of it', async () => {
    const incidentId = await declare('Checkout is down');
    const sessionId = await runSession(['echo --password hunter2-secret', 'echo persimmon'], { incidentId });
    expect((await search('hunter2')).hits).toEqual([]);
    expect((await search('persimmon')).hits.length).toBeGreaterThan(0);
    const sealed = record.journal
      .readStored(incidentId, 0, 100)
      .find(({ event }) => event.kind === 'transcriptSealed')?.event;
    const purged = record.timeline.purge({ incidentId, eventId: sealed?.id ?? '', reason: 'a key in it' }, options);
    expect(await purged).toMatchObject({ ok: true });
    await expect.poll(() => find(sessionId)).toMatchObject({ state: 'purged', size: 0, title: '' });
    expect((await search('persimmon')).hits).toEqual([]);
    expect(await service.read({ sessionId })).toMatchObject({ error: { code: 'purged' } });
    await service.close();
    for (const suffix of ['', '-wal']) {
      expect(readIfThere(join(dataDir, `transcripts.db${suffix}`))).not.toContain('persimmon');
    }
    service = startService();
  });

  it('[S109] has nothing of a command that is purged, sealed or still being written, and all of the others', async () => {
    const incidentId = await declare('Checkout is down');
    const purge = async (line: string) => {
      const stored = record.journal.readStored(incidentId, 0, 100).map(({ event }) => event);
      const started = stored.find(({ payload }) => JSON.stringify(payload)?.includes(line)) ?? expect.fail(line);
      const eventId = started.id;
      return record.timeline.purge({ incidentId, eventId, reason: 'held a password' }, options);
    };
    const sessionId = await runSession(['echo quince', 'echo persimmon', 'echo medlar'], { incidentId });
    expect((await search('persimmon')).hits.length).toBeGreaterThan(0);
    // Both of the command's events, and the recording that held it.
    expect(await purge('persimmon')).toEqual({ ok: true, value: { purged: 3, remains: false } });

    const open = await bench.open({ incidentId });
    for (const line of ['echo loquat', 'echo sorb', 'echo rowan']) await bench.run(open.sessionId, open.page, line);
    await expect.poll(async () => textOf({ events: await readAll(open.sessionId) })).toContain('rowan');
    expect(await purge('sorb')).toEqual({ ok: true, value: { purged: 2, remains: false, underWay: true } });
    const live = textOf({ events: await readAll(open.sessionId) });
    expect(['loquat', 'sorb', 'rowan'].filter((word) => live.includes(word))).toEqual(['loquat', 'rowan']);
    await bench.service.close({ sessionId: open.sessionId, force: true });
    await expect.poll(async () => (await find(open.sessionId))?.state, { timeout: 30_000 }).toBe('kept');

    const words = ['quince', 'persimmon', 'medlar', 'loquat', 'sorb', 'rowan'];
    const found: string[] = [];
    for (const word of words) if ((await search(word)).hits.length > 0) found.push(word);
    expect(found).toEqual(['quince', 'medlar', 'loquat', 'rowan']);
    const kept = textOf({ events: [...(await readAll(sessionId)), ...(await readAll(open.sessionId))] });
    expect(words.filter((word) => kept.includes(word))).toEqual(['quince', 'medlar', 'loquat', 'rowan']);
    expect(kept).toContain('[purged]');
    expect(record.verify(incidentId)).toMatchObject({ ok: true, problems: [] });
    const files = globSync(join(dataDir, '**/*'), { withFileTypes: true }).filter((entry) => entry.isFile());
    const holders = files.filter((entry) => /persimmon|sorb/.test(readIfThere(join(entry.parentPath, entry.name))));
    expect(holders.map(({ name }) => name)).toEqual([]);
  });
});

describe('an exported recording', () => {
  it('[S105] is read by asciinema, and says as text what was to be read', async () => {
    const sessionId = await runSession(["printf 'one\\ntwo\\n'", 'echo --password hunter2-secret'], {
      title: 'db 1/2',
    });
    expect(await service.export({ sessionId, format: 'cast' })).toEqual(succeed({ path: 'db-1-2.cast' }));
    const printed = await runInTerminal('asciinema', ['cat', saved]);
    const events = await readAll(sessionId);
    const recorded = events.map(([, kind, data]) => (kind === 'o' ? data : '')).join('');
    // The terminal in which asciinema runs puts a return before each newline.
    expect(printed.replaceAll(/\r+\n/g, '\n')).toBe(recorded.replaceAll(/\r+\n/g, '\n'));
    const header = JSON.parse(readFileSync(saved, 'utf8').split('\n')[0] ?? '');
    expect(header).toMatchObject({ version: 2, width: 80, height: 24, title: 'db 1/2' });
    expect(JSON.stringify(header)).not.toContain('process');
    expect(await service.export({ sessionId, format: 'text' })).toEqual(succeed({ path: 'db-1-2.txt' }));
    const text = readFileSync(saved, 'utf8');
    expect(text).toContain('\none\ntwo\n');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: this is about control characters
    expect(text).not.toMatch(/[\x00-\x08\x0b-\x1f]|hunter2/);
  });
});

/** What a program writes that wants a terminal. */
async function runInTerminal(file: string, args: string[]): Promise<string> {
  const chunks: Buffer[] = [];
  const env = { PATH: process.env.PATH ?? '', TERM: 'xterm-256color', LANG: 'C.UTF-8', HOME: dataDir };
  const pty = openPty({ file, args, cwd: dataDir, env, columns: 80, rows: 24 });
  pty.onData((bytes) => chunks.push(bytes));
  await new Promise<void>((resolve) => {
    pty.onExit(() => resolve());
  });
  return Buffer.concat(chunks).toString();
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}
