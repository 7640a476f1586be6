import type { DatabaseSync } from 'node:sqlite';
import { EVENT_COLUMNS } from './salvage-shapes.ts';

/** Events of one chain, from and to inclusive. */
export interface MissingEvents {
  readonly incidentId: string;
  readonly deviceId: string;
  readonly from: number;
  readonly to: number;
}

export interface CarriedOver {
  readonly events: number;
  /** Events that claim a place which another one has. */
  readonly forks: number;
  readonly signatures: number;
  /** Numbers that were there once and are not among the events any more, by chain. */
  readonly missing: readonly MissingEvents[];
  /** Events that were found, and whose hashes show that they are not as they were written. */
  readonly unreadable: readonly { readonly incidentId: string; readonly deviceId: string; readonly seq: number }[];
}

const SAME_PLACE = 'other.incident_id = it.incident_id AND other.device_id = it.device_id';
const IS_NEXT = `${SAME_PLACE} AND other.seq = it.seq + 1 AND other.prev_hash = it.hash`;
const IS_BEFORE = `${SAME_PLACE} AND other.seq = it.seq - 1 AND other.hash = it.prev_hash`;

/** What was never committed counts only where it goes on from what was, or where nothing else speaks against it. */
const LEAVE_OUT = `
  DELETE FROM found AS it WHERE committed = 0 AND EXISTS (
    SELECT 1 FROM found AS other WHERE ${SAME_PLACE}
      AND (other.seq = it.seq AND other.committed = 1 OR other.seq = it.seq - 1 AND other.hash <> it.prev_hash)
  )`;

/** A copy from before a purge may still lie somewhere in the file: it must not bring the secret back. */
const PURGE_AGAIN = `
  UPDATE found SET payload = x'' WHERE (incident_id, id) IN (
    SELECT incident_id, json_extract(CAST(payload AS TEXT), '$.eventId') FROM found
    WHERE kind = 'entryPurged' AND payload <> x''
  )`;

/** Those that the index of the forks names. */
const KNOWN_FORKS = 'UPDATE found SET forked = 1 WHERE hash IN (SELECT hash FROM fork_hashes)';

/** Of several at one place the one stays that the chain goes through, or else the one that was stored first. */
const OTHER_FORKS = `
  UPDATE found SET forked = 1 WHERE rowid IN (
    SELECT place_rowid FROM (
      SELECT it.rowid AS place_rowid, row_number() OVER (
        PARTITION BY incident_id, device_id, seq
        ORDER BY EXISTS (SELECT 1 FROM found AS other WHERE ${IS_NEXT}) DESC,
          EXISTS (SELECT 1 FROM found AS other WHERE ${IS_BEFORE}) DESC, position, hash
      ) AS place
      FROM found AS it WHERE forked = 0
    ) WHERE place > 1
  )`;

/** An id is taken once; that of a purged event would otherwise be open to another. */
const TAKEN_IDS = `
  UPDATE found AS it SET forked = 1 WHERE forked = 0
    AND EXISTS (SELECT 1 FROM found AS other WHERE other.id = it.id AND other.forked = 0 AND other.rowid < it.rowid)`;

/** An event that lost its position was stored behind the one before it. */
const POSITIONS = `
  UPDATE found AS it SET position = coalesce(
    (SELECT max(other.position) + 0.5 FROM found AS other WHERE ${SAME_PLACE} AND other.seq < it.seq), 0.5
  ) WHERE position IS NULL`;

// Whether a purge had come to its end is not known: the next opening looks once more.
const columns = EVENT_COLUMNS.slice(1).join(', ');
const CARRY_OVER = `
  INSERT INTO main.events (${columns}) SELECT ${columns} FROM found WHERE forked = 0 ORDER BY position, seq;
  INSERT INTO main.forked_events (${columns}) SELECT ${columns} FROM found WHERE forked = 1 ORDER BY position, seq;
  INSERT INTO main.signed_heads (stream_id, device_id, seq, hash, signed_at, public_key, signature)
    SELECT stream_id, device_id, seq, hash, signed_at, public_key, signature FROM signatures WHERE TRUE
    GROUP BY stream_id, device_id, seq, public_key, hash;
  INSERT INTO main.purged_blobs (sha256, purge_id) SELECT sha256, purge_id FROM evidence.purged_blobs;
  INSERT INTO main.meta SELECT 'unfinished_purge', '1' WHERE EXISTS (SELECT 1 FROM evidence.purged_blobs);`;

/** A signature proves that its event was there. Everything else may be damaged itself, and counts when two agree. */
const KNOWN_PLACES = `
  SELECT incident_id, device_id, seq FROM traces GROUP BY incident_id, device_id, seq HAVING count(*) > 1
  UNION SELECT stream_id, device_id, seq FROM signatures
  UNION SELECT incident_id, device_id, seq FROM main.events`;

const MISSING = `
  WITH known AS (${KNOWN_PLACES}),
  lasts AS (SELECT incident_id, device_id, max(seq) + 1 AS seq FROM known GROUP BY 1, 2),
  there AS (
    SELECT incident_id, device_id, seq FROM main.events UNION ALL SELECT * FROM lasts
  )
  SELECT incident_id AS incidentId, device_id AS deviceId, before + 1 AS "from", seq - 1 AS "to" FROM (
    SELECT *, lag(seq, 1, 0) OVER (PARTITION BY incident_id, device_id ORDER BY seq) AS before FROM there
  ) WHERE seq > before + 1 ORDER BY 1, 2, 3`;

const UNREADABLE = `
  SELECT incident_id AS incidentId, device_id AS deviceId, seq FROM traces AS it WHERE source = 'record'
    AND NOT EXISTS (SELECT 1 FROM found AS other WHERE ${SAME_PLACE} AND other.seq = it.seq)
  ORDER BY 1, 2, 3`;

/**
 * Writes the evidence at `evidencePath` into a new journal's database, in the order in which it was stored, and says
 * what is missing. Chains may have gaps there: an event's number is its own. Throws when the disk refuses.
 */
export function carryOver(journal: DatabaseSync, evidencePath: string): CarriedOver {
  journal.prepare('ATTACH ? AS evidence').run(evidencePath);
  journal.exec('BEGIN IMMEDIATE');
  for (const step of [LEAVE_OUT, PURGE_AGAIN, KNOWN_FORKS, OTHER_FORKS, TAKEN_IDS, POSITIONS, CARRY_OVER])
    journal.exec(step);
  const count = (table: string) => Number(journal.prepare(`SELECT count(*) AS n FROM main.${table}`).get()?.n);
  const rows = <Row>(sql: string) =>
    journal
      .prepare(sql)
      .all()
      .map((row) => ({ ...row })) as unknown as Row;
  const carried = {
    events: count('events'),
    forks: count('forked_events'),
    signatures: count('signed_heads'),
    missing: rows<CarriedOver['missing']>(MISSING),
    unreadable: rows<CarriedOver['unreadable']>(UNREADABLE),
  };
  journal.exec('COMMIT');
  journal.exec('DETACH evidence');
  return carried;
}
