import { DatabaseSync } from 'node:sqlite';
import { canonicalJson } from '#shared/domain/canonical-json.ts';
import { envelopeHash, sha256 } from './hashing.ts';
import { type EventRow, isPurged, toEnvelope } from './rows.ts';
import type { PageSource } from './salvage-pages.ts';
import { type FoundRecord, findRecords, type Reading } from './salvage-records.ts';
import { EVENT_COLUMNS, SHAPES, type ShapeName } from './salvage-shapes.ts';
import { isSignedHead, type SignedHead } from './signed-head.ts';

/**
 * Where what was found is kept meanwhile: a journal need not fit into memory. `traces` are places of events that
 * something other than a proven event speaks of.
 */
const SCHEMA = `
  PRAGMA journal_mode = OFF;
  PRAGMA synchronous = OFF;
  CREATE TABLE found (
    ${EVENT_COLUMNS.join(', ')}, committed INTEGER NOT NULL, forked INTEGER NOT NULL DEFAULT 0, UNIQUE (hash)
  );
  CREATE INDEX places ON found (incident_id, device_id, seq);
  CREATE INDEX ids ON found (id);
  CREATE TABLE traces (incident_id, device_id, seq, source, UNIQUE (incident_id, device_id, seq, source));
  CREATE TABLE fork_hashes (hash PRIMARY KEY);
  CREATE TABLE signatures (stream_id, device_id, seq, hash, signed_at, public_key, signature, UNIQUE (signature));
  CREATE TABLE purged_blobs (sha256 PRIMARY KEY, purge_id);
  BEGIN;
`;

// Where a row was found twice, with its payload and purged, it stays purged.
const ADD_EVENT = `
  INSERT INTO found (${EVENT_COLUMNS.join(', ')}, committed) VALUES (${'?, '.repeat(EVENT_COLUMNS.length)} ?)
  ON CONFLICT (hash) DO UPDATE SET
    payload = CASE excluded.payload WHEN x'' THEN x'' ELSE payload END,
    position = coalesce(position, excluded.position),
    committed = max(committed, excluded.committed)`;

/**
 * Reads all that pages give into a new database at `path`, events only when their hashes prove them, and closes it
 * again. Throws when the disk refuses.
 */
export function gatherEvidence(pages: PageSource, path: string): void {
  const database = new DatabaseSync(path);
  try {
    database.exec(SCHEMA);
    const add = additions(database);
    for (const record of findRecords(pages, SHAPES)) add(record);
    database.exec('COMMIT');
  } finally {
    database.close();
  }
}

function additions(database: DatabaseSync): (record: FoundRecord<ShapeName>) => void {
  const event = database.prepare(ADD_EVENT);
  const trace = database.prepare('INSERT OR IGNORE INTO traces VALUES (?, ?, ?, ?)');
  const fork = database.prepare('INSERT OR IGNORE INTO fork_hashes VALUES (?)');
  const signature = database.prepare('INSERT OR IGNORE INTO signatures VALUES (?, ?, ?, ?, ?, ?, ?)');
  const purgedBlob = database.prepare('INSERT OR IGNORE INTO purged_blobs VALUES (?, ?)');
  const addTrace = (place: Reading, source: string) => {
    if (isPlace(place)) trace.run(...place, source);
  };

  return ({ shape, readings, rowid, committed }) => {
    if (shape === 'event') {
      let last: Reading = [];
      for (const reading of readings) {
        last = reading;
        if (isProvenReading(reading)) return event.run(...toRow(reading, rowid), Number(committed));
      }
      return addTrace(last.slice(2, 5), 'record');
    }
    for (const reading of readings) {
      const [first, second, third, fourth, fifth, sixth, seventh] = reading;
      if (reading.some((value) => value === undefined)) continue;
      if (shape === 'place') addTrace([first, second, third], shape);
      else if (shape === 'foldPlace') addTrace([first, third, fourth], shape);
      else if (shape === 'fork') fork.run(String(fourth));
      else if (shape === 'purgedBlob') purgedBlob.run(String(first), String(second));
      else {
        const head = {
          incidentId: String(first),
          deviceId: String(second),
          seq: Number(third),
          publicKey: String(fourth),
          hash: String(fifth),
          signedAt: Number(sixth),
          signature: String(seventh),
        };
        if (isSignedHead(head)) signature.run(...toSignature(head));
      }
    }
  };
}

function toSignature({ incidentId, deviceId, seq, hash, signedAt, publicKey, signature }: SignedHead) {
  return [incidentId, deviceId, seq, hash, signedAt, publicKey, signature] as const;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function isPlace(values: Reading): values is [string, string, number] {
  const [incident, device, seq] = values;
  return UUID.test(String(incident)) && UUID.test(String(device)) && typeof seq === 'number' && seq > 0;
}

/** Whether the hashes vouch for every column that they cover: the payload's, unless it was purged, and the envelope's. */
export function isProven(row: EventRow): boolean {
  const envelope = toEnvelope(row);
  // An author that can't be read counts as the program itself, which is no proof.
  if (canonicalJson(envelope.actor) !== row.actor || envelopeHash(envelope) !== row.hash) return false;
  return isPurged(row) || sha256(row.payload) === row.payload_hash;
}

function isProvenReading(reading: Reading): boolean {
  if (reading.some((value) => value === undefined)) return false;
  const row = Object.fromEntries(EVENT_COLUMNS.map((column, index) => [column, reading[index]]));
  return isProven(row as unknown as EventRow);
}

function toRow(reading: Reading, rowid: number | undefined) {
  const covered = reading.slice(1, 16) as (string | number | Buffer)[];
  // No hash covers it, and where it came from is not known any more: as if it came from elsewhere.
  const imported = reading[16] === undefined || reading[16] === 0 ? 0 : 1;
  return [rowid ?? null, ...covered, imported];
}
