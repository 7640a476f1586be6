import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EntryFilter, TimelineChange } from '#shared/contract/index.ts';
import type { EventDraft } from '#shared/domain/events/index.ts';
import { succeed } from '#shared/domain/outcome.ts';
import { newUuidV7 } from '../journal/index.ts';
import { type IncidentRecord, openRecord } from '../record.ts';

const resourcesDir = join(import.meta.dirname, '../../resources');
const options = { signal: new AbortController().signal };

let dataDir: string;
let record: IncidentRecord;
let opened: IncidentRecord[];
let watching: AbortController;
let incidentId: string;

/** Another program would have its own connections and its own memory; so has each of these. */
function open(): IncidentRecord {
  const next = openRecord({ dataDir, resourcesDir, actorName: opened.length === 0 ? 'Ada Winter' : 'Jon Reyes' });
  opened.push(next);
  return next;
}

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'war-room-timeline-'));
  opened = [];
  watching = new AbortController();
  record = open();
  incidentId = await declare('Checkout API errors');
});
afterEach(() => {
  watching.abort();
  for (const one of opened) one.close();
  chmodSync(dataDir, 0o700);
  rmSync(dataDir, { recursive: true, force: true });
});

async function declare(title: string): Promise<string> {
  const declared = await record.incidents.declare({ title, severity: 'SEV-1' }, options);
  if (!declared.ok) throw new Error(declared.error.message);
  return declared.value.incidentId;
}

/** Id of the event. */
async function note(text: string, more: { pinned?: boolean; occurredAt?: number } = {}, by = record): Promise<string> {
  const added = await by.incidents.addNote({ incidentId, text, ...more }, options);
  if (!added.ok) throw new Error(added.error.message);
  return added.value.events.at(-1)?.id ?? '';
}

function write(...drafts: EventDraft[]): void {
  const appended = record.journal.append(incidentId, { type: 'system' }, () => succeed(drafts));
  if (!appended.ok) throw new Error(appended.error.message);
}

async function watch(filter?: EntryFilter, newest = 50): Promise<AsyncGenerator<TimelineChange, void, void>> {
  return record.timeline.watch(
    { incidentId, newest, ...(filter && { filter }) },
    { signal: AbortSignal.any([watching.signal, AbortSignal.timeout(5000)]) },
  );
}

/** A change in words: what it says of each entry, then what is gone. */
async function next(stream: AsyncGenerator<TimelineChange, void, void>): Promise<string> {
  const { value } = await stream.next();
  if (!value) return 'ended';
  const gone = value.kind === 'changed' ? value.gone.map((id) => `-${id.slice(-4)}`) : [];
  const entries = value.entries.map(({ headline, label }) => `${headline} (${label})`);
  return [value.kind, value.total, [...entries, ...gone].join(', ')].join(': ');
}

async function search(text: string, inIncident?: string): Promise<readonly string[]> {
  const found = await record.timeline.search({ text, ...(inIncident && { incidentId: inIncident }) }, options);
  return found.ok ? found.value.hits.map(({ snippet }) => snippet) : [found.error.code];
}

const commandId = '44444444-4444-4444-8444-444444444444';
const sessionId = '33333333-3333-4333-8333-333333333333';
const line = { sessionId, commandId, commandLine: 'kubectl get pods', cwd: '/ops' };

describe('a watched timeline', () => {
  it('[I43] begins with the newest entries, then tells exactly what changes, whichever program writes', async () => {
    await note('one');
    const two = await note('two');
    const stream = await watch(undefined, 2);
    expect(await stream.next()).toMatchObject({
      value: {
        kind: 'newest',
        entries: [{ headline: 'one' }, { headline: 'two' }],
        older: true,
        total: 4,
        people: ['Ada Winter'],
      },
    });
    await note('three', {}, open());
    expect(await stream.next()).toMatchObject({
      value: {
        kind: 'changed',
        entries: [{ headline: 'three' }],
        gone: [],
        total: 5,
        people: ['Ada Winter', 'Jon Reyes'],
      },
    });
    await record.incidents.amendEntry({ incidentId, eventId: two, text: 'zwei', reason: 'German' }, options);
    expect(await next(stream)).toBe('changed: 5: zwei (observation)');
    write({ kind: 'commandStarted', payload: line });
    expect(await next(stream)).toBe('changed: 6: kubectl get pods (running)');
    write({
      kind: 'commandFinished',
      payload: { ...line, exitCode: 0, durationMs: 5, excerpt: 'api-1', excerptTruncated: false },
    });
    expect(await next(stream)).toBe('changed: 6: kubectl get pods (exit 0)');
  });

  it('[I43] tells what no longer matches the filter, and counts what does', async () => {
    const eventId = await note('Roll back?', { pinned: true });
    const pinned = await watch({ pinned: true });
    expect(await next(pinned)).toBe('newest: 1: Roll back? (observation)');
    await record.incidents.pin({ incidentId, eventId, pinned: false }, options);
    expect(await next(pinned)).toBe(`changed: 0: -${eventId.slice(-4)}`);
    const words = await watch({ text: 'roll', categories: ['note'], people: ['Ada Winter'] });
    expect(await next(words)).toBe('newest: 1: Roll back? (observation)');
    expect(await next(await watch({ people: ['Nobody'] }))).toBe('newest: 0: ');
    expect(await next(await watch({ text: '?!' }))).toBe(
      'newest: 3: Declared SEV-1: Checkout API errors (declared), Incident commander: Ada Winter (role), Roll back? (observation)',
    );
  });

  it('[I43] shows a storm of changes as a few, and loses none', async () => {
    const stream = await watch();
    await next(stream);
    const seen = new Set<string>();
    let changes = 0;
    const reading = (async () => {
      for await (const change of stream) {
        changes += 1;
        for (const { headline } of change.entries) seen.add(headline);
        if (seen.has('storm 199')) return;
      }
    })();
    for (let index = 0; index < 200; index += 1) {
      await note(`storm ${index}`);
      if (index % 50 === 0) await delay(5);
    }
    await reading;
    expect(seen.size).toBe(200);
    expect(changes).toBeLessThan(40);
  });

  it('[I43] gives the entries before a place, page after page, each once, in the order of the screen', async () => {
    const now = Date.now();
    // Several share an instant, and none stands where it was written.
    for (let index = 0; index < 25; index += 1) {
      await note(`note ${index}`, { occurredAt: now - 60_000 * ((index * 7) % 5) });
    }
    const all = await (await watch()).next();
    const entries = all.value?.entries ?? [];
    let before = entries.at(-1);
    const read = [before];
    while (before) {
      const page = await record.timeline.page({ incidentId, before, limit: 4 }, options);
      read.unshift(...page.entries);
      expect(page.older).toBe(read.length < entries.length);
      before = page.older ? page.entries[0] : undefined;
    }
    expect(read).toEqual(entries);
    expect(entries).toHaveLength(27);
  });
});

describe('search', () => {
  it('[I44] finds entries of all incidents by words, whatever their case and accents, the newest first', async () => {
    await note('The café of Zürich is DOWN');
    incidentId = await declare('Second');
    await note('A cafe in Bern is down too');
    expect(await search('cafe down')).toEqual([
      'A \ue000cafe\ue001 in Bern is \ue000down\ue001 too observation Ada Winter',
      'The \ue000café\ue001 of Zürich is \ue000DOWN\ue001 observation Ada Winter',
    ]);
    expect(await search('zuri')).toHaveLength(1);
    expect(await search('zuri cafe')).toEqual([]);
    expect(await search('cafe', incidentId)).toHaveLength(1);
    const found = await record.timeline.search({ text: 'cafe', limit: 1 }, options);
    expect(found).toMatchObject({
      ok: true,
      value: { hits: [{ incidentId, incidentTitle: 'Second', entry: { label: 'observation' } }], more: true },
    });
  });

  it('[I44] takes nothing that was typed for syntax', async () => {
    await note('a "quoted" word: NEAR(x) OR words:y* ^z -- {a b}');
    for (const text of ['"quoted"', '"quo', 'NEAR(x', 'words:y*', 'x OR nothing', '{a', '^z', "'; DROP", '*', 'a*b']) {
      expect(await search(text), text).not.toContain('error');
    }
    expect(await search('words:y')).toHaveLength(1);
    expect(await search('quoted" word')).toHaveLength(1);
    expect(await search('nothing OR quoted')).toEqual([]);
    for (const text of ['', '  ', '"', '?! …', '*']) expect(await search(text), text).toEqual(['nothing-to-find']);
  });

  it('[I44] finds amended entries by their new words, and retracted ones not at all', async () => {
    const eventId = await note('The kraken');
    await record.incidents.amendEntry({ incidentId, eventId, text: 'The leviathan', reason: 'another beast' }, options);
    expect([await search('kraken'), (await search('leviathan')).length]).toEqual([[], 1]);
    await record.incidents.retractEntry({ incidentId, eventId, reason: 'no beast at all' }, options);
    expect(await search('leviathan')).toEqual([]);
    expect(await next(await watch({ categories: ['note'] }))).toBe('newest: 1: The leviathan (observation)');
  });

  it('[I44] reads a directory that can only be read', async () => {
    await note('The last words');
    record.close();
    rmSync(join(dataDir, 'index.db'), { force: true });
    const before = readdirSync(dataDir);
    chmodSync(dataDir, 0o500);
    record = open();
    expect(await search('last')).toHaveLength(1);
    expect(record.incidents.list(undefined, options)).toHaveLength(1);
    // Whoever runs this as root writes anywhere.
    if (process.getuid?.() !== 0) expect(readdirSync(dataDir)).toEqual(before);
  });
});

describe('purging an entry', () => {
  const SECRET = 'hunter2correcthorse';
  const filesWithSecret = () =>
    readdirSync(dataDir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => readFileSync(path).includes(SECRET));

  it('[I45] leaves no byte of it or of what it said before, in no file, and nothing to find', async () => {
    const eventId = await note(`The password is ${SECRET}`);
    await note('Another one');
    await record.incidents.amendEntry({ incidentId, eventId, text: `It was ${SECRET}`, reason: 'tense' }, options);
    const stream = await watch();
    await next(stream);
    expect(await search(SECRET)).toHaveLength(1);
    expect(filesWithSecret()).not.toEqual([]);
    expect(await record.timeline.purge({ incidentId, eventId, reason: 'a password' }, options)).toEqual({
      ok: true,
      value: { purged: 2, remains: false },
    });
    expect(filesWithSecret()).toEqual([]);
    expect(await search(SECRET.slice(0, 6))).toEqual([]);
    expect(await next(stream)).toContain('Purged entry (purged)');
    expect(record.verify(incidentId)).toMatchObject({ ok: true });
    expect(record.journal.verify(incidentId).ok).toBe(true);
    expect(await record.timeline.purge({ incidentId, eventId, reason: 'again' }, options)).toMatchObject({
      error: { code: 'no-change' },
    });
  });

  it('[I45] takes a whole command, also the copy that was brought in from the desk', async () => {
    const finished = { ...line, exitCode: 0, durationMs: 5, excerpt: SECRET, excerptTruncated: false };
    record.incidents.recorder.record(
      undefined,
      [
        { kind: 'commandStarted', payload: { ...line, commandLine: `login ${SECRET}` } },
        { kind: 'commandFinished', payload: { ...finished, commandLine: `login ${SECRET}` } },
      ],
      'person',
    );
    await record.incidents.backfill({ incidentId, since: 0 }, options);
    const entry = (await (await watch({ text: 'login' })).next()).value?.entries[0];
    expect(entry).toMatchObject({ headline: `login ${SECRET}`, label: 'exit 0', backfilled: true });
    const purged = record.timeline.purge({ incidentId, eventId: entry?.eventId ?? '', reason: 'a password' }, options);
    expect(await purged).toMatchObject({ ok: true, value: { purged: 4, remains: false } });
    expect(filesWithSecret()).toEqual([]);
  });

  it('[I45] refuses what the incident hangs on, and what is not there', async () => {
    const [declared] = record.incidents.events(incidentId);
    const purge = (eventId: string, of = incidentId) =>
      record.timeline.purge({ incidentId: of, eventId, reason: 'x' }, options);
    expect(await purge(declared?.id ?? '')).toMatchObject({ error: { code: 'not-possible' } });
    expect(await purge(newUuidV7())).toMatchObject({ error: { code: 'unknown-event' } });
    expect(await purge(newUuidV7(), newUuidV7())).toMatchObject({ error: { code: 'unknown-incident' } });
  });
});

describe('evidence', () => {
  it('[I8] gives a blob back as text, and says when it is none', () => {
    const { timeline, incidents } = record;
    const text = incidents.recorder.putBlob(new TextEncoder().encode('{"a":1}'));
    const bytes = incidents.recorder.putBlob(Uint8Array.from([0xff, 0xfe]));
    expect(timeline.readBlob({ sha256: text }, options)).toEqual({ ok: true, value: { text: '{"a":1}' } });
    expect(timeline.readBlob({ sha256: bytes }, options)).toMatchObject({ ok: false, error: { code: 'damaged' } });
    expect(timeline.readBlob({ sha256: '0'.repeat(64) }, options)).toMatchObject({ error: { code: 'absent' } });
  });

  it('[I46] keeps an attached file as an entry, and nothing of one for an incident that is not there', async () => {
    const bytes = Buffer.from('log line').toString('base64');
    const attached = await record.timeline.attach(
      { incidentId, name: 'a.log', mediaType: '', bytes, caption: 'The log' },
      options,
    );
    expect(attached).toMatchObject({
      ok: true,
      value: { events: [{ payload: { name: 'a.log', mediaType: 'application/octet-stream', size: 8 } }] },
    });
    expect(await next(await watch({ categories: ['attachment'] }))).toBe('newest: 1: The log (attached)');
    const before = readdirSync(dataDir, { recursive: true }).length;
    const elsewhere = { incidentId: newUuidV7(), name: 'b', mediaType: 'text/plain', bytes: 'bm8=' };
    expect(await record.timeline.attach(elsewhere, options)).toMatchObject({ error: { code: 'unknown-incident' } });
    expect(readdirSync(dataDir, { recursive: true })).toHaveLength(before);
  });
});
