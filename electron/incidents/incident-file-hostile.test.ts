import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { canonicalJson } from '#shared/domain/canonical-json.ts';
import { GENESIS_HASH } from '#shared/domain/events/index.ts';
import { testPayloads } from '#shared/domain/test-payloads.ts';
import { envelopeHash, payloadBytes } from '../journal/hashing.ts';
import { newUuidV7, sha256 } from '../journal/index.ts';
import { type IncidentRecord, openRecord } from '../record.ts';
import { exportIncidentFile } from './export-json.ts';
import { importIncidentFile } from './import-json.ts';

const resourcesDir = join(import.meta.dirname, '../../resources');
const options = { signal: new AbortController().signal };
const SECRET = 'hunter2-very-secret';

let root = '';
let opened: IncidentRecord[];
let here: IncidentRecord;
let there: IncidentRecord;
let incidentId = '';

function open(name: string): IncidentRecord {
  const record = openRecord({ dataDir: join(root, name), resourcesDir, actorName: `Person of ${name}` });
  opened.push(record);
  return record;
}

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'war-room-hostile-file-'));
  opened = [];
  here = open('here');
  there = open('there');
  const declared = await here.incidents.declare({ title: 'Checkout is down', severity: 'SEV-1' }, options);
  if (!declared.ok) throw new Error(declared.error.message);
  ({ incidentId } = declared.value);
});
afterEach(() => {
  for (const record of opened) record.close();
  rmSync(root, { recursive: true, force: true });
});

async function exported(record: IncidentRecord): Promise<Buffer> {
  const file = await exportIncidentFile(record, incidentId);
  if (!file.ok) throw new Error(file.error.message);
  const pieces: Uint8Array[] = [];
  for await (const piece of file.value.bytes) pieces.push(piece);
  return Buffer.concat(pieces);
}

function recorded(record: IncidentRecord, command: Parameters<IncidentRecord['incidents']['act']>[1]): string {
  const appended = record.incidents.act(incidentId, command);
  const event = appended.ok ? appended.value.events.at(-1) : undefined;
  if (event === undefined) throw new Error(JSON.stringify(appended));
  return event.id;
}

/** Files of a data directory that hold the secret, evidence included. */
function filesWithSecret(name: string): readonly string[] {
  const files = readdirSync(join(root, name), { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
  return files
    .map((file) => join(file.parentPath, file.name))
    .filter((path) => readFileSync(path).includes(SECRET))
    .map((path) => path.slice(join(root, name).length + 1));
}

describe('an incident file and what was purged', () => {
  it('[I23] an older file does not bring back the evidence that was erased here', async () => {
    const bytes = Buffer.from(SECRET).toString('base64');
    const input = { incidentId, name: 'keys.txt', bytes, mediaType: 'text/plain' };
    const attached = await here.timeline.attach(input, options);
    const eventId = attached.ok ? attached.value.events.at(-1)?.id : undefined;
    const older = await exported(here);
    const reason = 'a password';
    expect(await here.timeline.purge({ incidentId, eventId: eventId ?? '', reason }, options)).toMatchObject({
      ok: true,
    });
    expect(filesWithSecret('here')).toEqual([]);
    expect(await importIncidentFile(here, older)).toMatchObject({ ok: true, value: { appended: 0, evidence: 0 } });
    expect(filesWithSecret('here')).toEqual([]);
    expect(here.journal.verify(incidentId)).toMatchObject({ ok: true });
  });

  it('[I23] what was purged elsewhere is named, erased by no file, and can be purged here', async () => {
    const eventId = recorded(here, { type: 'addNote', text: `The password is ${SECRET}.` });
    expect(await importIncidentFile(there, await exported(here))).toMatchObject({ ok: true });
    const reason = 'a password';
    await here.timeline.purge({ incidentId, eventId, reason }, options);
    const file = await exported(here);
    expect(file.includes(SECRET)).toBe(false);
    expect(await importIncidentFile(there, file)).toMatchObject({ ok: true, value: { purgedElsewhere: [eventId] } });
    expect(filesWithSecret('there').length).toBeGreaterThan(0);
    expect(await there.timeline.purge({ incidentId, eventId, reason }, options)).toMatchObject({
      ok: true,
      value: { purged: 1, remains: false },
    });
    expect(filesWithSecret('there')).toEqual([]);
    expect(await importIncidentFile(there, file)).toMatchObject({ ok: true, value: { purgedElsewhere: [] } });
    expect(there.verify(incidentId)).toMatchObject({ ok: true });
  });
});

describe('an incident file by somebody who means harm', () => {
  /** A chain of another device, whose hashes fit, in this incident. */
  function forged(hlc: string, instant: number, kind: 'declared' | 'noteAdded'): Buffer {
    const payload = testPayloads[kind];
    const sealed = {
      id: newUuidV7(),
      incidentId,
      deviceId: '99999999-9999-4999-8999-999999999999',
      seq: 1,
      hlc,
      recordedAt: instant,
      recordedOffset: 0,
      occurredAt: instant,
      actor: { type: 'system' as const },
      kind,
      version: 1,
      payloadHash: sha256(payloadBytes(payload)),
      prevHash: GENESIS_HASH,
    };
    const event = { ...sealed, payload, hash: envelopeHash(sealed) };
    return Buffer.from(canonicalJson(event));
  }

  /** The file with that event in front of, or behind, those that are in it. */
  async function fileWith(event: Buffer, place: 'first' | 'last'): Promise<Buffer> {
    const text = (await exported(here)).toString();
    if (place === 'first') return Buffer.from(text.replace('"events":[\n', `"events":[\n${event},\n`));
    return Buffer.from(text.replace('\n],\n"forks"', `,\n${event}\n],\n"forks"`));
  }

  it('[I23] cannot put another declaration before the one that is here', async () => {
    const before = here.incidents.incident(incidentId);
    const declaration = forged('000000000000001-000000', 1, 'declared');
    expect(await importIncidentFile(here, await fileWith(declaration, 'first'))).toMatchObject({
      error: { code: 'wrong-stream', message: 'Event 1: it declares the incident once more.' },
    });
    const text = (await exported(here)).toString();
    const alone = `${text.slice(0, text.indexOf('"events":'))}"events":[${declaration}],"forks":[],"signatures":[],"blobs":{}}`;
    expect(await importIncidentFile(here, Buffer.from(alone))).toMatchObject({
      error: { code: 'wrong-stream', message: 'Event 1: it declares an incident that is declared here already.' },
    });
    expect(here.incidents.incident(incidentId)).toEqual(before);
  });

  it('[I23] cannot take the last place in order for ever', async () => {
    const late = [
      forged('999999999999999-999999', 1, 'noteAdded'),
      forged('001795271492524-000000', 253_402_300_800_000, 'noteAdded'),
    ];
    for (const event of late) {
      expect(await importIncidentFile(here, await fileWith(event, 'last'))).toMatchObject({
        error: { code: 'invalid-value' },
      });
    }
    const inTime = forged('253402300799999-000000', 253_402_300_799_999, 'noteAdded');
    expect(await importIncidentFile(here, await fileWith(inTime, 'last'))).toMatchObject({ ok: true });
    recorded(here, { type: 'changeStatus', to: 'investigating' });
    expect(here.incidents.incident(incidentId)).toMatchObject({ status: 'investigating' });
  });
});
