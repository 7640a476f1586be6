import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { canonicalJson } from '#shared/domain/canonical-json.ts';
import { GENESIS_HASH } from '#shared/domain/events/index.ts';
import { succeed } from '#shared/domain/outcome.ts';
import { readEvent } from '#shared/domain/read-event.ts';
import { T0 } from '#shared/domain/test-events.ts';
import { testDraft, testKinds, testPayloads } from '#shared/domain/test-payloads.ts';
import { anyText } from '#shared/domain/test-text.ts';
import { toTimelineEntries } from '#shared/domain/timeline.ts';
import { envelopeHash, payloadBytes } from '../journal/hashing.ts';
import { newUuidV7, sha256 } from '../journal/index.ts';
import { type IncidentRecord, openRecord } from '../record.ts';
import { exportIncidentFile } from './export-json.ts';
import { importIncidentFile, verifyIncidentFile } from './import-json.ts';

const resourcesDir = join(import.meta.dirname, '../../resources');
const signal = new AbortController().signal;

let root = '';
let opened: IncidentRecord[];
let there: IncidentRecord;
let incidentId = '';

function open(name: string): IncidentRecord {
  const record = openRecord({ dataDir: join(root, name), resourcesDir, actorName: `Person of ${name}` });
  opened.push(record);
  return record;
}

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'war-room-file-'));
  opened = [];
  there = open('there');
  const declared = await there.incidents.declare({ title: 'Checkout is down', severity: 'SEV-1' }, { signal });
  if (!declared.ok) throw new Error(declared.error.message);
  ({ incidentId } = declared.value);
});
afterEach(() => {
  for (const record of opened) record.close();
  rmSync(root, { recursive: true, force: true });
});

async function exported(record: IncidentRecord, id = incidentId): Promise<Buffer> {
  const file = await exportIncidentFile(record, id);
  if (!file.ok) throw new Error(file.error.message);
  const pieces: Uint8Array[] = [];
  for await (const piece of file.value.bytes) pieces.push(piece);
  return Buffer.concat(pieces);
}

const evidence = new TextEncoder().encode('first line\nsecond line');

/** One event of every kind, evidence, and a kind and a version that this program does not know. */
function recordEverything(): void {
  const { journal } = there;
  const blob = journal.putBlob(evidence);
  journal.putBlob(new Uint8Array());
  const drafts = testKinds
    .filter((kind) => kind !== 'declared' && kind !== 'entryPurged')
    .map((kind) => testDraft(kind));
  const attachment = { name: 'log.txt', mediaType: 'text/plain', size: evidence.length, blob };
  const appended = journal.append(incidentId, there.settings.actor(undefined), () =>
    succeed([...drafts, { kind: 'attachmentAdded', payload: attachment }]),
  );
  if (!appended.ok) throw new Error(appended.error.message);
}

/** The file after a change of what it says; written as JSON is, without the file's own layout. */
function changed(file: Buffer, change: (document: Document) => unknown): Buffer {
  const document = JSON.parse(file.toString()) as Document;
  return Buffer.from(canonicalJson(change(document) ?? document));
}
interface Document {
  format: string;
  schemaVersion: number;
  incident: { id: string };
  events: Record<string, unknown>[];
  forks: Record<string, unknown>[];
  signatures: Record<string, unknown>[];
  blobs: Record<string, string>;
  [more: string]: unknown;
}

/** Two versions of a stream of another device, whose program is newer than this one. */
function strangeStream() {
  const streamId = newUuidV7();
  const deviceId = '99999999-9999-4999-8999-999999999999';
  const said = [
    { kind: 'declared', version: 1, payload: testPayloads.declared },
    {
      kind: 'holodeckStarted',
      version: 3,
      payload: { deck: [4, { constructor: 'Riker', __proto__: null }], '': 1e-7 },
    },
    { kind: 'noteAdded', version: 2, payload: { words: ['half', '\ud83d'] } },
  ];
  const chain = (last: unknown) => {
    let prevHash = GENESIS_HASH;
    return said.map(({ kind, version, payload }, index) => {
      const bytes = payloadBytes(index === 2 ? last : payload);
      const sealed = {
        id: newUuidV7(),
        incidentId: streamId,
        deviceId,
        seq: index + 1,
        hlc: `${String(T0 + index).padStart(15, '0')}-000000`,
        recordedAt: T0 + index,
        recordedOffset: 60,
        occurredAt: T0 + index,
        actor: { type: 'system' as const },
        kind,
        version,
        payloadHash: sha256(bytes),
        prevHash,
      };
      prevHash = envelopeHash(sealed);
      return { envelope: { ...sealed, hash: prevHash }, payload: bytes };
    });
  };
  const events = chain(said[2]?.payload);
  const others = [...events.slice(0, 2), ...chain('otherwise').slice(2)].map((event, index) => {
    if (index < 2) return event;
    const { hash: _old, ...sealed } = { ...event.envelope, prevHash: events[1]?.envelope.hash ?? '' };
    return { ...event, envelope: { ...sealed, hash: envelopeHash(sealed) } };
  });
  return {
    one: { streamId, events, forks: [], signatures: [] },
    other: { streamId, events: others, forks: [], signatures: [] },
  };
}

describe('an incident file', () => {
  it('[I20] is the same bytes after an import into a fresh directory, with every kind, evidence and signatures', async () => {
    recordEverything();
    const file = await exported(there);
    const fresh = open('fresh');
    const imported = await importIncidentFile(fresh, file);
    const { events, signatures, blobs } = JSON.parse(file.toString()) as Document;
    expect(imported).toEqual({
      ok: true,
      value: {
        incidentId,
        appended: events.length,
        skipped: 0,
        forked: 0,
        signatures: signatures.length,
        evidence: 2,
        purgedElsewhere: [],
      },
    });
    expect(signatures.length).toBeGreaterThan(0);
    expect(Object.keys(blobs)).toHaveLength(2);
    expect((await exported(fresh)).equals(file)).toBe(true);
    expect(fresh.journal.verify(incidentId)).toMatchObject({ ok: true, problems: [] });
    expect(fresh.incidents.incident(incidentId)).toEqual(there.incidents.incident(incidentId));
    expect([...fresh.journal.readFolded(incidentId)].flat().every(({ origin }) => origin === 'foreign')).toBe(true);
    expect(await verifyIncidentFile(file)).toMatchObject({ ok: true, value: { ok: true, events: events.length } });
  });

  it('[I20] is one canonical line per event, signature and blob, without the time or the program that wrote it', async () => {
    recordEverything();
    const text = (await exported(there)).toString();
    const document = JSON.parse(text) as Document;
    expect(Object.keys(document)).toEqual([
      'format',
      'schemaVersion',
      'incident',
      'events',
      'forks',
      'signatures',
      'blobs',
    ]);
    const lines = text.split('\n').map((line) => line.replace(/,$/, ''));
    for (const item of [...document.events, ...document.signatures]) expect(lines).toContain(canonicalJson(item));
    expect((await exported(there)).toString()).toBe(text);
  });

  it('[I20] leaves out what is recorded while it is written, and gives the same bytes when it is read again', async () => {
    const file = await exportIncidentFile(there, incidentId);
    if (!file.ok) throw new Error(file.error.message);
    const whole = await exported(there);
    recordEverything();
    const pieces: Uint8Array[] = [];
    for await (const piece of file.value.bytes) pieces.push(piece);
    expect(Buffer.concat(pieces).equals(whole)).toBe(true);
    expect(file.value.headHash).toBe((JSON.parse(whole.toString()) as Document).events.at(-1)?.hash);
  });

  it('[I20] holds purged entries, forks and kinds of a newer program as they are', async () => {
    recordEverything();
    const note = [...there.journal.readFolded(incidentId)].flat().find(({ event }) => event.kind === 'noteAdded');
    there.journal.purge(incidentId, note?.event.id ?? '', there.settings.actor(undefined), 'held a token');
    const file = await exported(there);
    const fresh = open('fresh');
    expect(await importIncidentFile(fresh, file)).toMatchObject({ ok: true });
    expect((await exported(fresh)).equals(file)).toBe(true);
    expect(fresh.journal.verify(incidentId)).toMatchObject({ ok: true, purged: [{ eventId: note?.event.id }] });
    expect(file.toString()).toContain('"payload":null');
  });

  it('[I20] holds a fork, and a kind and a version that this program does not know, and gives them back', async () => {
    const { journal } = there;
    const stranger = strangeStream();
    const fresh = open('fresh');
    for (const bundle of [stranger.one, stranger.other])
      expect(journal.importStream(bundle)).toMatchObject({ ok: true });
    const file = await exported(there, stranger.one.streamId);
    const document = JSON.parse(file.toString()) as Document;
    expect([document.events.length, document.forks.length]).toEqual([3, 1]);
    expect(await importIncidentFile(fresh, file)).toMatchObject({ ok: true, value: { appended: 3, forked: 1 } });
    expect((await exported(fresh, stranger.one.streamId)).equals(file)).toBe(true);
    const entries = toTimelineEntries(fresh.incidents.events(stranger.one.streamId).map(readEvent));
    expect(entries.map(({ headline }) => headline)).toEqual([
      'Declared SEV-1: Checkout API errors',
      'Unknown entry: holodeckStarted',
      'Unknown entry: noteAdded',
    ]);
    expect(await verifyIncidentFile(file)).toMatchObject({
      ok: true,
      value: { ok: false, problems: [{ code: 'fork' }] },
    });
  });

  it('[I21] skips what is here, brings back what another device added, and goes both ways', async () => {
    const here = open('here');
    await importIncidentFile(here, await exported(there));
    await here.incidents.addNote({ incidentId, text: 'from here' }, { signal });
    await there.incidents.addNote({ incidentId, text: 'from there' }, { signal });
    const back = await importIncidentFile(there, await exported(here));
    expect(back).toMatchObject({ ok: true, value: { appended: 1, skipped: 2, forked: 0 } });
    expect(await importIncidentFile(here, await exported(there))).toMatchObject({ value: { appended: 1, skipped: 3 } });
    expect((await exported(here)).equals(await exported(there))).toBe(true);
    expect(await importIncidentFile(here, await exported(there))).toMatchObject({ value: { appended: 0, skipped: 4 } });
  });
});

describe('a file that is not as it was exported', () => {
  let file: Buffer;
  let fresh: IncidentRecord;
  beforeEach(async () => {
    recordEverything();
    file = await exported(there);
    fresh = open('fresh');
  });
  afterEach(() => {
    // Whatever was refused left nothing behind.
    expect(fresh.journal.hasStream(incidentId)).toBe(false);
    expect(readdirSync(join(root, 'fresh')).includes('blobs')).toBe(false);
  });

  const problem = async (bytes: Uint8Array) => {
    const imported = await importIncidentFile(fresh, bytes);
    if (imported.ok) throw new Error('it was taken in');
    return imported.error;
  };
  const at = <Item>(list: readonly Item[], index: number): Item => {
    const item = list.at(index);
    if (item === undefined) throw new Error(`no item ${index}`);
    return item;
  };

  const changes: readonly (readonly [
    string,
    code: string,
    message: string | RegExp,
    (document: Document) => unknown,
  ])[] = [
    ['a member too many', 'unknown-member', '"rules"', (document) => ({ ...document, rules: [] })],
    ['a data source', 'unknown-member', '"sources"', (document) => ({ ...document, sources: [{ url: 'http://x' }] })],
    ['a missing member', 'missing-member', '"forks"', ({ forks: _forks, ...document }) => document],
    ['another format', 'not-an-incident-file', 'incident of War Room', (document) => ({ ...document, format: 'x' })],
    ['a newer format', 'newer-format', 'format 2', (document) => ({ ...document, schemaVersion: 2 })],
    ['a version that is none', 'invalid-value', 'schemaVersion', (document) => ({ ...document, schemaVersion: '1' })],
    ['events that are none', 'not-json', 'list of events', (document) => ({ ...document, events: {} })],
    ['no events', 'not-declared', 'declares', (document) => ({ ...document, events: [] })],
    [
      'another incident id',
      'wrong-stream',
      'another incident',
      ({ incident: _old, ...document }) => ({ ...document, incident: { id: newUuidV7() } }),
    ],
    [
      'an incident with a name',
      'unknown-member',
      '"name"',
      (document) => ({ ...document, incident: { ...document.incident, name: 'x' } }),
    ],
    [
      'an event with a member too many',
      'unknown-member',
      /^Event 3 .*"extra"/,
      ({ events }) => void Object.assign(at(events, 2), { extra: 1 }),
    ],
    [
      'an actor with a member too many',
      'unknown-member',
      /^Event 2 .*"actor.role"/,
      ({ events }) => void Object.assign(at(events, 1), { actor: { ...(at(events, 1).actor as object), role: 'x' } }),
    ],
    [
      'an event without a payload',
      'missing-member',
      /^Event 4 .*"payload"/,
      ({ events }) => void delete at(events, 3).payload,
    ],
    ['an event without a hash', 'missing-member', /^Event 4 .*"hash"/, ({ events }) => void delete at(events, 3).hash],
    [
      'a number that is a text',
      'invalid-value',
      /^Event 4 .*"seq"/,
      ({ events }) => void Object.assign(at(events, 3), { seq: '4' }),
    ],
    ['an event that is a list', 'invalid-value', /^Event 2 /, ({ events }) => void events.splice(1, 1, [] as never)],
    [
      'other words',
      'changed',
      /^Event 3: what it says/,
      ({ events }) => void Object.assign(at(events, 2), { payload: { x: 1 } }),
    ],
    [
      'another time',
      'changed',
      /^Event 3: its time/,
      ({ events }) => void Object.assign(at(events, 2), { occurredAt: 1 }),
    ],
    [
      'words taken away',
      'changed',
      /^Event 3/,
      ({ events }) => void Object.assign(at(events, 2), { payload: null, purged: true }),
    ],
    [
      'words of a purged event',
      'invalid-value',
      /^Event 3 .*purged/,
      ({ events }) => void Object.assign(at(events, 2), { purged: true }),
    ],
    ['an event left out', 'seq-missing', /^Event 6: between/, ({ events }) => void events.splice(4, 1)],
    [
      'an end left out',
      'seq-missing',
      'signed as the newest',
      ({ events, blobs }) => {
        events.splice(-1);
        delete blobs[sha256(evidence)];
      },
    ],
    ['an event twice', 'ambiguous', /^Event 3 .*twice/, ({ events }) => void events.splice(2, 0, at(events, 1))],
    [
      'two events in each other’s place',
      'ambiguous',
      'place',
      ({ events }) => void events.splice(1, 2, at(events, 2), at(events, 1)),
    ],
    [
      'an event of another incident',
      'wrong-stream',
      /^Event/,
      ({ events }) => void Object.assign(at(events, -1), { incidentId: newUuidV7() }),
    ],
    [
      'a changed signature',
      'signature-invalid',
      /signature/,
      ({ signatures }) => void Object.assign(at(signatures, 0), { signedAt: 1 }),
    ],
    [
      'a signature with a member too many',
      'unknown-member',
      /^Signature 1/,
      ({ signatures }) => void Object.assign(at(signatures, 0), { by: 'me' }),
    ],
    [
      'changed evidence',
      'evidence-changed',
      'does not fit its name',
      ({ blobs }) => void Object.assign(blobs, { [at(Object.keys(blobs), 0)]: 'AAAA' }),
    ],
    [
      'evidence in another spelling',
      'evidence-changed',
      'does not fit',
      ({ blobs }) => void Object.assign(blobs, { [sha256(evidence)]: `${blobs[sha256(evidence)]} ` }),
    ],
    [
      'evidence that nothing names',
      'evidence-unnamed',
      'none of its events',
      ({ blobs }) => void Object.assign(blobs, { ['f'.repeat(64)]: '' }),
    ],
    [
      'evidence with a path for a name',
      'evidence-unnamed',
      'none of its events',
      ({ blobs }) => void Object.assign(blobs, { '../../config': '' }),
    ],
  ];
  it.each(changes)('[I22] is refused with %s', async (_name, code, message, change) => {
    const said = typeof message === 'string' ? expect.stringContaining(message) : expect.stringMatching(message);
    expect(await problem(changed(file, change))).toEqual({ code, message: said, action: expect.stringMatching(/\S/) });
  });

  it('[T38] is refused with __proto__ or constructor where its format has no such member', async () => {
    const text = file.toString();
    for (const key of ['__proto__', 'constructor', 'prototype']) {
      const hostile = `{${JSON.stringify(key)}:{"polluted":true},`;
      expect(await problem(Buffer.from(text.replace('{', hostile)))).toMatchObject({ code: 'unknown-member' });
      const event = text.replace('{"actor"', `${hostile}"actor"`);
      expect(await problem(Buffer.from(event))).toMatchObject({ code: 'unknown-member' });
      const incident = text.replace('"incident":{', `"incident":${hostile}`);
      expect(await problem(Buffer.from(incident))).toMatchObject({ code: 'unknown-member' });
      // In a payload it is what somebody said, and the hash knows that nobody did.
      const payload = text.replace('"payload":{', `"payload":${hostile}`);
      expect(await problem(Buffer.from(payload))).toMatchObject({
        code: expect.stringMatching(/^(changed|ambiguous)$/),
      });
    }
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('[T38] is refused when it is too large, too deep or too long, before anything is built of it', async () => {
    const large = join(root, 'large.json');
    writeFileSync(large, '');
    truncateSync(large, 256 * 1024 * 1024 + 1);
    expect(await importIncidentFile(fresh, large)).toMatchObject({ error: { code: 'too-large' } });
    const million = (await exported(there)).toString().replace('"events":[', `"events":[${'{},'.repeat(1_000_000)}`);
    expect(await problem(Buffer.from(million))).toMatchObject({ code: 'too-many-events' });
    const deep = `{"format":"war-room incident","events":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    expect(await problem(Buffer.from(deep))).toMatchObject({ code: 'too-deep' });
    expect(await problem(Buffer.from('{"a":'.repeat(100_000)))).toMatchObject({ code: 'too-deep' });
  });

  it('[T38] is refused when it is no text, no JSON, nothing, or no file', async () => {
    expect(await problem(Uint8Array.from([0xff, 0xfe, 0x7b]))).toMatchObject({ code: 'not-text' });
    expect(
      await problem(Buffer.concat([file.subarray(0, 500), Buffer.from([0xc3]), file.subarray(500)])),
    ).toMatchObject({ code: 'not-text' });
    for (const text of ['', '  ', 'null', '[]', '"x"', '# Checkout is down']) {
      expect(await problem(Buffer.from(text))).toMatchObject({ code: 'not-an-incident-file' });
    }
    for (const text of ['{}', '{"a":1}'])
      expect(await problem(Buffer.from(text))).toMatchObject({ code: 'not-an-incident-file' });
    for (const text of ['{a}', '{"a"}', '{"a":}', '{"a":1,}', '{"a":1]']) {
      expect(await problem(Buffer.from(text))).toMatchObject({ code: 'not-json' });
    }
    expect(await problem(Buffer.from(`${file}{}`))).toMatchObject({ code: 'ambiguous' });
    for (const path of [join(root, 'none.json'), root]) {
      expect(await importIncidentFile(fresh, path)).toMatchObject({ error: { code: 'unreadable' } });
    }
  });

  it('[I22] is refused when it says something twice, in whatever place', async () => {
    const text = file.toString();
    const twice = [
      text.replace('"forks":[]', '"forks":[],\n"forks":[]'),
      text.replace('"seq":2', '"seq":2,"seq":2'),
      text.replace('"seq":2', '"seq":1,"seq":2'),
      text.replace('"seq":2', '"\\u0073eq":2'),
      text.replace('"seq":2', '"seq":2.0'),
    ];
    for (const [index, one] of twice.entries()) {
      expect(one).not.toBe(text);
      expect([index, (await problem(Buffer.from(one))).code]).toEqual([index, 'ambiguous']);
    }
  });

  it('[I22] is refused wherever it ends before its end', async () => {
    for (let cut = 0; cut < file.length - 2; cut += 1 + Math.floor(file.length / 200)) {
      const { code } = await problem(file.subarray(0, cut));
      expect(['incomplete', 'not-an-incident-file', 'not-text']).toContain(code);
    }
  });

  it('[I22] is refused with any one byte changed, and names the event where there is one left', async () => {
    const codes = new Set<string>();
    const [from, to] = [file.indexOf('"events":[') + 10, file.indexOf('\n],\n"forks"')];
    const eventPlaces = (place: number) => place > from && place < to;
    for (let turn = 0; turn < 400; turn += 1) {
      const place = Math.floor((turn / 400) * (file.length - 1));
      const bytes = Buffer.from(file);
      const bit = bytes[place] ?? 0;
      bytes[place] = bit ^ (1 << (turn % 7));
      // White space between tokens is all that may differ.
      if (/\s/.test(String.fromCharCode(bit)) && /\s/.test(String.fromCharCode(bytes[place] ?? 0))) continue;
      const { code, message, action } = await problem(bytes);
      codes.add(code);
      expect(action).toMatch(/\S/);
      // Where the brackets no longer fit, nobody can tell which event it was.
      if (eventPlaces(place) && !['not-json', 'incomplete', 'not-text'].includes(code))
        expect(message).toMatch(/Event \d+|The evidence/);
    }
    expect(codes.size).toBeGreaterThan(3);
    expect([...codes].filter((code) => ['own-chain', 'id-taken', 'not-saved', 'read-only'].includes(code))).toEqual([]);
  });
});

it('[I22] answers any text at all, and any cutting and pasting of a file, with an outcome', async () => {
  const text = (await exported(there)).toString();
  const place = fc.nat(text.length);
  const pasted = fc
    .tuple(place, place, place, fc.string())
    .map(([from, to, at, more]) => text.slice(0, at) + more + text.slice(Math.min(from, to), Math.max(from, to)));
  const json = fc.json({ maxDepth: 4 }).map((value) => `{"format":"war-room incident","events":${value}}`);
  await fc.assert(
    fc.asyncProperty(fc.oneof(pasted, json, anyText()), async (typed) => {
      const verified = await verifyIncidentFile(Buffer.from(typed));
      const same = typed.replace(/\s/g, '') === text.replace(/\s/g, '');
      if (!same) expect(verified).toMatchObject({ ok: false, error: { code: expect.any(String) } });
    }),
    { numRuns: 300 },
  );
});

describe('an import', () => {
  it('[I23] takes a byte order mark and other white space, which change nothing', async () => {
    recordEverything();
    const file = await exported(there);
    const fresh = open('fresh');
    const spaced = Buffer.from(`\ufeff${JSON.stringify(JSON.parse(file.toString()), null, 4)}\r\n`);
    const path = join(root, 'spaced.json');
    writeFileSync(path, spaced);
    expect(await importIncidentFile(fresh, path)).toMatchObject({ ok: true });
    expect((await exported(fresh)).equals(file)).toBe(true);
  });

  it('[I23] keeps no evidence of a file whose events are refused by what is here', async () => {
    recordEverything();
    const document = JSON.parse((await exported(there)).toString()) as Document;
    const other = open('other');
    // Somebody else's incident has an event of the same id.
    const declared = await other.incidents.declare({ title: 'Other', severity: 'SEV-2' }, { signal });
    if (!declared.ok) throw new Error(declared.error.message);
    const events = [...other.journal.readFolded(declared.value.incidentId)].flat().map(({ event }) => event);
    const [taken] = document.events;
    const first = events[0];
    if (!first || !taken) throw new Error('no events');
    const { hash: _hash, payload, ...sealed } = { ...first, id: String(taken.id) };
    const event = { ...sealed, payload, hash: envelopeHash(sealed) };
    const file = { ...document, incident: { id: event.incidentId }, events: [event], signatures: [], blobs: {} };
    expect(await importIncidentFile(there, Buffer.from(canonicalJson(file)))).toMatchObject({
      error: { code: 'id-taken' },
    });
    // The device that recorded it knows what it recorded.
    const chain = { ...document, events: document.events.slice(0, 1), signatures: [], blobs: {} };
    const copy = open('copy');
    expect(await importIncidentFile(copy, Buffer.from(canonicalJson(chain)))).toMatchObject({ ok: true });
  });

  it('[I23] refuses what claims to be recorded here and was not', async () => {
    const file = await exported(there);
    there.close();
    opened.splice(opened.indexOf(there), 1);
    for (const name of ['journal.db', 'journal.db-wal', 'journal.db-shm'])
      rmSync(join(root, 'there', name), { force: true });
    const emptied = open('there');
    expect(await importIncidentFile(emptied, file)).toMatchObject({ error: { code: 'own-chain' } });
    expect(emptied.journal.hasStream(incidentId)).toBe(false);
  });

  it('[T39] adds events and evidence, and nothing else: no source, rule, runbook, taxonomy or setting', async () => {
    recordEverything();
    const file = await exported(there);
    const fresh = open('fresh');
    const listing = () =>
      readdirSync(join(root, 'fresh'))
        .filter((name) => !/^(journal\.db|blobs)/.test(name))
        .sort();
    const contents = () => listing().map((name) => [name, readFileSync(join(root, 'fresh', name), 'utf8')]);
    const before = contents();
    await importIncidentFile(fresh, file);
    expect(contents()).toEqual(before);
    expect(readdirSync(join(root, 'fresh', 'blobs')).length).toBeGreaterThan(0);
  });

  it('[I23] says that nothing can be written, and takes nothing in', async () => {
    recordEverything();
    const file = await exported(there);
    const fresh = open('fresh');
    writeFileSync(join(root, 'fresh', 'blobs'), 'in the way');
    expect(await importIncidentFile(fresh, file)).toMatchObject({ error: { code: 'not-saved' } });
    expect(fresh.journal.hasStream(incidentId)).toBe(false);
  });
});
