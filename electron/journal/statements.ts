import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { Envelope } from '#shared/domain/events/index.ts';
import { type EventRow, INSERT_EVENT, toParameters } from './rows.ts';

export type Statements = ReturnType<typeof prepareStatements>;

const FOLD_PAGE = `
  SELECT * FROM events
  WHERE incident_id = ? AND position <= ? AND (hlc, device_id, seq) > (?, ?, ?)
  ORDER BY hlc, device_id, seq LIMIT ?`;

/** The queries of the journal, each prepared once. */
export function prepareStatements(database: DatabaseSync) {
  const statement = (sql: string) => {
    const prepared = database.prepare(sql);
    return {
      all: (...values: SQLInputValue[]) => prepared.all(...values),
      get: (...values: SQLInputValue[]) => prepared.get(...values),
      run: (...values: SQLInputValue[]) => prepared.run(...values),
      rows: (...values: SQLInputValue[]) => prepared.all(...values) as unknown as EventRow[],
    };
  };
  const insert = statement(INSERT_EVENT);
  const head = statement('SELECT max(position) AS position FROM events');
  const dataVersion = statement('PRAGMA data_version');
  const quickCheck = statement('PRAGMA quick_check(1)');
  const chainHead = statement(
    'SELECT seq, hash FROM events WHERE incident_id = ? AND device_id = ? ORDER BY seq DESC LIMIT 1',
  );
  const lastHlc = statement('SELECT max(hlc) AS hlc FROM events WHERE incident_id = ?');
  const stored = statement('SELECT * FROM events WHERE incident_id = ? AND position > ? ORDER BY position LIMIT ?');
  const folded = statement(FOLD_PAGE);
  const chained = statement(
    'SELECT * FROM events WHERE incident_id = ? AND (device_id, seq) > (?, ?) ORDER BY device_id, seq LIMIT ?',
  );
  const byId = statement('SELECT 1 FROM events WHERE id = ? AND incident_id = ?');
  const any = statement('SELECT 1 FROM events WHERE incident_id = ? LIMIT 1');
  const declared = statement("SELECT DISTINCT incident_id AS id FROM events WHERE kind = 'declared'");

  return {
    /** Returns the position it got. */
    insert: (envelope: Envelope, actorJson: string, payload: Uint8Array): number =>
      Number(insert.run(...toParameters(envelope, actorJson, payload)).lastInsertRowid),
    head: (): number => Number(head.get()?.position ?? 0),
    dataVersion: (): number => Number(dataVersion.get()?.data_version),
    /** 'ok', or the first thing that is wrong. */
    quickCheck: (): string => String(quickCheck.get()?.quick_check),
    chainHead: (streamId: string, deviceId: string) =>
      chainHead.get(streamId, deviceId) as { readonly seq: number; readonly hash: string } | undefined,
    lastHlc: (streamId: string): string | undefined => (lastHlc.get(streamId)?.hlc as string | null) ?? undefined,
    stored: (streamId: string, after: number, limit: number) => stored.rows(streamId, after, limit),
    folded: (streamId: string, upTo: number, after: FoldPlace, limit: number) =>
      folded.rows(streamId, upTo, after.hlc, after.device_id, after.seq, limit),
    chained: (streamId: string, after: FoldPlace, limit: number) =>
      chained.rows(streamId, after.device_id, after.seq, limit),
    has: (streamId: string, eventId: string): boolean => byId.get(eventId, streamId) !== undefined,
    hasStream: (streamId: string): boolean => any.get(streamId) !== undefined,
    declared: (): string[] => declared.all().map((row) => String(row.id)),
  };
}

export type FoldPlace = Pick<EventRow, 'hlc' | 'device_id' | 'seq'>;
/** Before every event. */
export const FOLD_START: FoldPlace = { hlc: '', device_id: '', seq: 0 };
