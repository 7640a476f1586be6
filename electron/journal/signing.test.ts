import { generateKeyPairSync, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { canonicalJson } from '#shared/domain/canonical-json.ts';
import { sha256 } from './hashing.ts';
import { type Journal, newUuidV7, signedHeadSchema } from './index.ts';
import { type SignedHead, signHead } from './signed-head.ts';
import { append, bundleOf, note, scratchJournals, tamper } from './testing.ts';
import { verifyEvents } from './verify.ts';

let scratch: ReturnType<typeof scratchJournals>;
let journal: Journal;
const streamId = newUuidV7();
const NOW = 1_800_000_000_000;

beforeEach(() => {
  scratch = scratchJournals();
  journal = scratch.open('here', { now: () => NOW });
});
afterEach(() => scratch.remove());

function sign(): SignedHead {
  const outcome = journal.signHeads(streamId);
  if (!outcome.ok || !outcome.value[0]) throw new Error('not signed');
  return outcome.value[0];
}

const codes = (from = journal) => from.verify(streamId).problems.map(({ code, seq }) => `${code} ${seq}`);

describe('signed heads', () => {
  it('[J15] are made with the device’s key over the canonical JSON of the head, once for each', () => {
    const [, event] = append(journal, streamId, note('one'), note('two'));
    const head = sign();
    expect(signedHeadSchema.parse(head)).toEqual(head);
    const { publicKey, signature, ...statement } = head;
    expect(statement).toEqual({
      incidentId: streamId,
      deviceId: journal.deviceId,
      seq: 2,
      hash: event?.hash,
      signedAt: NOW,
    });
    const key = readFileSync(join(scratch.root, 'here', 'device.key'), 'utf8');
    expect(key).toContain('BEGIN PRIVATE KEY');
    expect(verify(null, Buffer.from(canonicalJson(statement)), key, Buffer.from(signature, 'base64'))).toBe(true);
    expect(sign()).toEqual(head);
    expect(journal.signatures(streamId)).toEqual([head]);
    expect(journal.signHeads(newUuidV7())).toEqual({ ok: true, value: [] });
    expect(publicKey.length).toBeLessThan(100);
  });

  it('[J15] come by themselves every 100 events', () => {
    for (let index = 1; index <= 99; index += 1) append(journal, streamId, note(`${index}`));
    expect(journal.signatures(streamId)).toEqual([]);
    append(journal, streamId, note('100'), note('101'), note('102'));
    append(journal, streamId, ...Array.from({ length: 98 }, (_, index) => note(`${index}`)));
    append(journal, streamId, note('201'));
    expect(journal.signatures(streamId).map(({ seq }) => seq)).toEqual([102, 200]);
    expect(journal.verify(streamId)).toMatchObject({ ok: true, chains: [{ headSeq: 201, signedSeq: 200 }] });
  });

  it('[J15] can’t be changed, deleted or replaced by any program that opens the file', () => {
    append(journal, streamId, note('one'));
    const head = sign();
    const database = new DatabaseSync(join(scratch.root, 'here', 'journal.db'));
    for (const sql of [
      'UPDATE signed_heads SET signed_at = 1',
      'DELETE FROM signed_heads',
      'REPLACE INTO signed_heads SELECT * FROM signed_heads',
    ]) {
      expect(() => database.exec(sql)).toThrow('a signature');
    }
    database.close();
    expect(journal.signatures(streamId)).toEqual([head]);
  });

  it('[J15] say in the report who signed what, and when', () => {
    append(journal, streamId, note('one'));
    const { publicKey } = sign();
    const report = journal.verify(streamId);
    expect(report.signatures).toEqual([
      {
        deviceId: journal.deviceId,
        seq: 1,
        signedAt: NOW,
        keyFingerprint: sha256(Buffer.from(publicKey, 'base64')),
        ours: true,
        valid: true,
      },
    ]);
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
    const { events, signatures } = bundleOf(journal, streamId);
    const blobs = { get: journal.getBlob };
    const elsewhere = verifyEvents(streamId, events, blobs, { signatures });
    expect(elsewhere).toMatchObject({ ok: true, signatures: [{ ours: false, valid: true }] });
  });
});

describe('verify', () => {
  beforeEach(() => {
    append(journal, streamId, note('one'), note('two'), note('three'));
    sign();
  });
  const dataDir = () => join(scratch.root, 'here');

  it('[J15] finds a chain that was cut off behind its signed head', () => {
    tamper(dataDir(), 'DELETE FROM events WHERE seq > 1');
    expect(codes()).toEqual(['cut-off 3']);
  });

  it('[J15] finds an end that was written anew and hashed again', () => {
    const database = new DatabaseSync(join(dataDir(), 'journal.db'));
    const last = database.prepare('SELECT hash FROM events WHERE seq = 3').get();
    database.close();
    tamper(dataDir(), 'DELETE FROM events WHERE seq = 3');
    append(journal, streamId, note('never said'));
    expect(codes()).toEqual(['signed-otherwise 3']);
    expect(journal.chainHeads(streamId)[0]?.hash).not.toBe(last?.hash);
  });

  it('[J15] finds a signature that is none, and one of another key', () => {
    tamper(dataDir(), 'UPDATE signed_heads SET signed_at = signed_at + 1');
    expect(codes()).toEqual(['signature-invalid 3']);
    const { privateKey } = generateKeyPairSync('ed25519');
    const [head] = journal.chainHeads(streamId);
    if (!head) throw new Error('no head');
    const forged = signHead({ incidentId: streamId, ...head, signedAt: NOW }, privateKey);
    const insert = `'${[streamId, head.deviceId].join("','")}', 3, '${head.hash}', ${NOW}, '${forged.publicKey}', '${forged.signature}'`;
    tamper(dataDir(), `DELETE FROM signed_heads; INSERT INTO signed_heads VALUES (${insert})`);
    expect(codes()).toEqual(['key-changed 3']);
  });
});
