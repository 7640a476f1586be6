import type { DatabaseSync } from 'node:sqlite';
import { setImmediate as breathe } from 'node:timers/promises';
import { sha256 } from './hashing.ts';
import type { EventRow } from './rows.ts';
import { isProven } from './salvage-evidence.ts';

/** What this program writes; one that is raised can't be restored by an older program. */
export const BACKUP_FORMAT = 1;

/** Beside the journal's own tables. `backup` tells what the file is, and how much has to be in it. */
export const BACKUP_SCHEMA = `
  CREATE TABLE backup (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE blobs (sha256 TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
`;

/** What is not in a backup, for whoever relies on one. */
export const NOT_IN_A_BACKUP =
  "Not in it: settings (config.json), the team's own runbooks, taxonomies and templates, exported documents, and the key that this device signs with. Copy those files yourself.";

export interface Counts {
  readonly events: number;
  readonly forks: number;
  readonly signatures: number;
  readonly blobs: number;
}

const EVENT_TABLES = ['events', 'forked_events'];
const COUNTED = { events: 'events', forks: 'forked_events', signatures: 'signed_heads', blobs: 'blobs' } as const;

export function countRows(database: DatabaseSync): Counts {
  const tables = tableNames(database);
  const count = (table: string) =>
    tables.has(table) ? Number(database.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.n) : 0;
  return {
    events: count(COUNTED.events),
    forks: count(COUNTED.forks),
    signatures: count(COUNTED.signatures),
    blobs: count(COUNTED.blobs),
  };
}

export function tableNames(database: DatabaseSync): ReadonlySet<string> {
  const rows = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
  return new Set(rows.map((row) => String(row.name)));
}

/** What a backup says of itself; undefined for a file that is none. */
export function readLabel(database: DatabaseSync): ReadonlyMap<string, string> | undefined {
  if (!tableNames(database).has('backup')) return undefined;
  return new Map(
    database
      .prepare('SELECT key, value FROM backup')
      .all()
      .map((row) => [String(row.key), String(row.value)]),
  );
}

/** How many rows are looked at before others get their turn: the window goes on while a backup is made. */
const TURN = 200;

/**
 * The first thing that is wrong with a backup, undefined when nothing is: the file's structure, what its label counts,
 * every event's hashes and every blob's. Throws SQLite's error where it can't be read at all.
 */
export async function findFault(database: DatabaseSync): Promise<string | undefined> {
  const check = database.prepare('PRAGMA integrity_check(1)').get()?.integrity_check;
  if (check !== 'ok') return String(check);
  const label = readLabel(database);
  for (const [name, count] of Object.entries(countRows(database)))
    if (label?.get(name) !== String(count)) return `${count} ${name} of ${label?.get(name) ?? 'an unknown number'}`;
  const tables = tableNames(database);
  for (const table of EVENT_TABLES.filter((name) => tables.has(name)))
    for await (const row of inTurns(database, `SELECT * FROM ${table}`))
      if (!isProven(row as unknown as EventRow)) return `event ${String(row.id)} is not as it was written`;
  for await (const { sha256: name, bytes } of inTurns(database, 'SELECT sha256, bytes FROM blobs'))
    if (sha256(bytes as Uint8Array) !== name) return `the evidence ${String(name).slice(0, 12)} is not as it was kept`;
  return undefined;
}

async function* inTurns(database: DatabaseSync, query: string) {
  let seen = 0;
  for (const row of database.prepare(query).iterate()) {
    yield row;
    seen += 1;
    if (seen % TURN === 0) await breathe();
  }
}
