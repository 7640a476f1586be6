import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import type { Envelope } from '#shared/domain/events/index.ts';
import type { ChainHead, StoredEvent } from './journal.ts';
import { type EventRow, INSERT_EVENT, INSERT_FORK, toParameters } from './rows.ts';
import type { SignedHead } from './signed-head.ts';

export type Statements = ReturnType<typeof prepareStatements>;

/** The queries of the journal, each prepared once. */
export function prepareStatements(database: DatabaseSync) {
  const query: Query = (sql) => onFirstUse(() => database.prepare(sql));
  return {
    ...transactionStatements(query),
    ...writingStatements(query),
    ...readingStatements(query),
    ...purgeStatements(query),
  };
}

interface Statement {
  all(...values: SQLInputValue[]): ReturnType<StatementSync['all']>;
  get(...values: SQLInputValue[]): ReturnType<StatementSync['get']>;
  run(...values: SQLInputValue[]): ReturnType<StatementSync['run']>;
}
type Query = (sql: string) => Statement;

/** An older file that can only be read lacks a column that is only written; most programs use few of the queries. */
function onFirstUse(prepare: () => StatementSync): Statement {
  let prepared: StatementSync | undefined;
  const statement = () => {
    prepared ??= prepare();
    return prepared;
  };
  return {
    all: (...values: SQLInputValue[]) => statement().all(...values),
    get: (...values: SQLInputValue[]) => statement().get(...values),
    run: (...values: SQLInputValue[]) => statement().run(...values),
  };
}

/** node:sqlite types a row as a record of any values; the columns are those of `EventRow`. */
function eventRows(query: Query, sql: string): (...values: SQLInputValue[]) => EventRow[] {
  const statement = query(sql);
  return (...values) => statement.all(...values) as unknown as EventRow[];
}

function transactionStatements(query: Query) {
  const begin = query('BEGIN IMMEDIATE');
  const commit = query('COMMIT');
  const rollback = query('ROLLBACK');
  return { begin: () => begin.run(), commit: () => commit.run(), rollback: () => rollback.run() };
}

function writingStatements(query: Query) {
  const event = query(INSERT_EVENT);
  const fork = query(INSERT_FORK);
  const signature = query('INSERT INTO signed_heads VALUES (?, ?, ?, ?, ?, ?, ?)');
  return {
    /** Returns the position it got. */
    insert: (envelope: Envelope, actorJson: string, payload: Uint8Array, origin: StoredEvent['origin']): number =>
      Number(event.run(...toParameters(envelope, actorJson, payload, origin)).lastInsertRowid),
    insertFork: (envelope: Envelope, actorJson: string, payload: Uint8Array): void => {
      fork.run(...toParameters(envelope, actorJson, payload, 'foreign'));
    },
    insertSignature: (head: SignedHead): void => {
      const { incidentId, deviceId, seq, hash, signedAt, publicKey } = head;
      signature.run(incidentId, deviceId, seq, hash, signedAt, publicKey, head.signature);
    },
  };
}

const FOLD_PAGE = `
  SELECT * FROM events
  WHERE incident_id = ? AND position <= ? AND (hlc, device_id, seq) > (?, ?, ?)
  ORDER BY hlc, device_id, seq LIMIT ?`;

// From each stream, or device, straight to the next one: an index says which, without reading what is between. CROSS
// JOIN keeps SQLite from going through the stream's events first.
const STREAMS = `
  WITH RECURSIVE streams (id) AS (
    SELECT min(incident_id) FROM events
    UNION ALL
    SELECT (SELECT min(incident_id) FROM events WHERE incident_id > streams.id) FROM streams WHERE streams.id IS NOT NULL
  )
  SELECT id FROM streams WHERE id IS NOT NULL`;
const CHAIN_HEADS = `
  WITH RECURSIVE devices (id) AS (
    SELECT min(device_id) FROM events WHERE incident_id = ?1
    UNION ALL
    SELECT (SELECT min(device_id) FROM events WHERE incident_id = ?1 AND device_id > devices.id)
    FROM devices WHERE devices.id IS NOT NULL
  )
  SELECT device_id AS deviceId, seq, hash FROM devices
  CROSS JOIN events ON incident_id = ?1 AND device_id = devices.id
    AND seq = (SELECT max(seq) FROM events WHERE incident_id = ?1 AND device_id = devices.id)
  ORDER BY device_id`;

const SIGNATURE_COLUMNS = `
  stream_id AS incidentId, device_id AS deviceId, seq, hash, signed_at AS signedAt, public_key AS publicKey, signature`;

function readingStatements(query: Query) {
  const head = query('SELECT max(position) AS position FROM events');
  const dataVersion = query('PRAGMA data_version');
  const userVersion = query('PRAGMA user_version');
  const quickCheck = query('PRAGMA quick_check(1)');
  const chainHead = query(
    'SELECT seq, hash FROM events WHERE incident_id = ? AND device_id = ? ORDER BY seq DESC LIMIT 1',
  );
  const lastHlc = query('SELECT max(hlc) AS hlc FROM events WHERE incident_id = ?');
  const skewSince = query(
    "SELECT 1 FROM events WHERE incident_id = ? AND device_id = ? AND kind = 'clockSkewDetected' AND hlc >= ? LIMIT 1",
  );
  const any = query('SELECT 1 FROM events WHERE incident_id = ? LIMIT 1');
  const hasId = query('SELECT 1 FROM events WHERE id = ?');
  const has = query('SELECT 1 FROM events WHERE id = ? AND incident_id = ?');
  const purges = query("SELECT payload FROM events WHERE kind = 'entryPurged' AND incident_id = ?");
  const declared = query("SELECT DISTINCT incident_id AS id FROM events WHERE kind = 'declared'");
  const streams = query(STREAMS);
  const chainHeads = query(CHAIN_HEADS);
  const links = query('SELECT seq, hash, prev_hash AS prevHash FROM events WHERE incident_id = ? AND device_id = ?');
  const signatures = query(
    `SELECT ${SIGNATURE_COLUMNS} FROM signed_heads WHERE stream_id = ? ORDER BY device_id, seq, public_key, hash`,
  );
  const isSigned = query(
    'SELECT 1 FROM signed_heads WHERE stream_id = ? AND device_id = ? AND seq = ? AND public_key = ? AND hash = ?',
  );
  const folded = eventRows(query, FOLD_PAGE);
  const chained = eventRows(
    query,
    'SELECT * FROM events WHERE incident_id = ? AND (device_id, seq) > (?, ?) ORDER BY device_id, seq LIMIT ?',
  );
  const event = eventRows(query, 'SELECT * FROM events WHERE id = ? AND incident_id = ?');

  return {
    head: (): number => Number(head.get()?.position ?? 0),
    dataVersion: (): number => Number(dataVersion.get()?.data_version),
    userVersion: (): number => Number(userVersion.get()?.user_version),
    /** 'ok', or the first thing that is wrong. */
    quickCheck: (): string => String(quickCheck.get()?.quick_check),
    chainHead: (streamId: string, deviceId: string) =>
      chainHead.get(streamId, deviceId) as Pick<ChainHead, 'seq' | 'hash'> | undefined,
    lastHlc: (streamId: string): string | undefined => (lastHlc.get(streamId)?.hlc as string | null) ?? undefined,
    hasSkewSince: (streamId: string, deviceId: string, hlc: string): boolean =>
      skewSince.get(streamId, deviceId, hlc) !== undefined,
    stored: eventRows(query, 'SELECT * FROM events WHERE incident_id = ? AND position > ? ORDER BY position LIMIT ?'),
    after: eventRows(query, 'SELECT * FROM events WHERE position > ? ORDER BY position LIMIT ?'),
    folded: (streamId: string, upTo: number, after: FoldPlace, limit: number) =>
      folded(streamId, upTo, after.hlc, after.device_id, after.seq, limit),
    chained: (streamId: string, after: FoldPlace, limit: number) =>
      chained(streamId, after.device_id, after.seq, limit),
    forks: eventRows(query, 'SELECT * FROM forked_events WHERE incident_id = ? ORDER BY device_id, seq, hash'),
    event: (streamId: string, eventId: string) => event(eventId, streamId)[0],
    has: (streamId: string, eventId: string): boolean => has.get(eventId, streamId) !== undefined,
    hasId: (eventId: string): boolean => hasId.get(eventId) !== undefined,
    hasStream: (streamId: string): boolean => any.get(streamId) !== undefined,
    purges: (streamId: string): Uint8Array[] => purges.all(streamId).map((row) => row.payload as Uint8Array),
    declared: (): string[] => declared.all().map((row) => String(row.id)),
    streams: (): string[] => streams.all().map((row) => String(row.id)),
    chainHeads: (stream: string) => chainHeads.all(stream) as unknown as ChainHead[],
    /** Place and hashes of each event of a chain. */
    links: (streamId: string, deviceId: string) => links.all(streamId, deviceId) as unknown as ChainLink[],
    isSigned: (streamId: string, { deviceId, seq, hash }: ChainHead, publicKey: string): boolean =>
      isSigned.get(streamId, deviceId, seq, publicKey, hash) !== undefined,
    signatures: (streamId: string) => signatures.all(streamId) as unknown as SignedHead[],
  };
}

function purgeStatements(query: Query) {
  const erase = query("UPDATE events SET payload = x'' WHERE id = ?");
  const eraseForks = query(
    "UPDATE forked_events SET payload = x'' WHERE id = ? AND incident_id = ? AND payload <> x''",
  );
  const named = query(`
    SELECT 1 FROM events WHERE instr(payload, CAST(?1 AS BLOB))
    UNION ALL SELECT 1 FROM forked_events WHERE instr(payload, CAST(?1 AS BLOB)) LIMIT 1`);
  const isPurgedBlob = query('SELECT 1 FROM purged_blobs WHERE sha256 = ?');
  const purgedBlobs = query('SELECT sha256 FROM purged_blobs');
  const addPurgedBlob = query('INSERT OR IGNORE INTO purged_blobs VALUES (?, ?)');
  const unfinished = query("SELECT 1 FROM meta WHERE key = 'unfinished_purge'");
  const setUnfinished = query("INSERT OR REPLACE INTO meta VALUES ('unfinished_purge', '1')");
  const clearUnfinished = query("DELETE FROM meta WHERE key = 'unfinished_purge'");
  return {
    eventAnywhere: eventRows(query, 'SELECT * FROM events WHERE id = ?'),
    backfills: eventRows(query, "SELECT * FROM events WHERE kind = 'backfilled'"),
    forksOf: eventRows(query, 'SELECT * FROM forked_events WHERE id = ? AND incident_id = ?'),
    erase: (eventId: string) => erase.run(eventId),
    eraseForks: (eventId: string, streamId: string) => eraseForks.run(eventId, streamId),
    /** Whether any payload holds that text. */
    isNamed: (text: string): boolean => named.get(text) !== undefined,
    isPurgedBlob: (sha256: string): boolean => isPurgedBlob.get(sha256) !== undefined,
    purgedBlobs: (): string[] => purgedBlobs.all().map((row) => String(row.sha256)),
    addPurgedBlob: (sha256: string, purgeId: string) => addPurgedBlob.run(sha256, purgeId),
    /** A purge whose traces are perhaps still in the file. */
    hasUnfinishedPurge: (): boolean => unfinished.get() !== undefined,
    setUnfinishedPurge: (is: boolean) => (is ? setUnfinished : clearUnfinished).run(),
  };
}

export type FoldPlace = Pick<EventRow, 'hlc' | 'device_id' | 'seq'>;
/** Before every event. */
export const FOLD_START: FoldPlace = { hlc: '', device_id: '', seq: 0 };

export interface ChainLink {
  readonly seq: number;
  readonly hash: string;
  readonly prevHash: string;
}
