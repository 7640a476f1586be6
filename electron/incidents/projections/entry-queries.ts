import type { EntryFilter, EntryPage, EntryPlace, IncidentSummary, SearchHit } from '#shared/contract/index.ts';
import type { TimelineEntry } from '#shared/domain/timeline.ts';
import { findRow, type TimelineRow } from '#shared/domain/timeline-rows.ts';
import { parseStored } from './parse-stored.ts';
import { toMatch } from './search-words.ts';
import type { IndexStatements, StreamRow } from './statements.ts';

type Parameters = Record<string, string | number>;
type Stream = Pick<StreamRow, 'number' | 'entries'>;

/** What a filter adds to a WHERE; empty for one that does not narrow. */
function conditionsOf(filter: EntryFilter = {}, stream: number): { readonly sql: string; readonly values: Parameters } {
  const { categories, people, text = '', pinned } = filter;
  const values: Parameters = {};
  let sql = '';
  if (categories) {
    sql += ' AND category IN (SELECT value FROM json_each(:categories))';
    values.categories = JSON.stringify(categories);
  }
  if (people) {
    sql += ' AND person IN (SELECT value FROM json_each(:people))';
    values.people = JSON.stringify(people);
  }
  if (pinned) sql += ' AND pinned = 1';
  const match = toMatch(text, stream);
  if (match !== undefined) {
    sql += ' AND position IN (SELECT rowid FROM entry_words WHERE entry_words MATCH :match)';
    values.match = match;
  }
  return { sql, values };
}

/** The newest entries that match, oldest first. */
export function newestEntries(
  statements: IndexStatements,
  { number }: Stream,
  filter: EntryFilter | undefined,
  limit: number,
  before?: EntryPlace,
): EntryPage {
  const { sql, values } = conditionsOf(filter, number);
  const place = before === undefined ? '' : ' AND (occurred_at, fold_key) < (:occurredAt, :order)';
  const found = statements.all(
    `SELECT entry FROM entries WHERE stream = :stream${place}${sql} ORDER BY occurred_at DESC, fold_key DESC LIMIT :limit`,
    {
      ...values,
      ...(before && { occurredAt: before.occurredAt, order: before.order }),
      stream: number,
      limit: limit + 1,
    },
  );
  const entries = found.slice(0, limit).map(({ entry }) => parseStored<TimelineEntry>(String(entry)));
  return { entries: entries.reverse(), older: found.length > limit };
}

/** How many entries match. */
export function countEntries(statements: IndexStatements, { number, entries }: Stream, filter?: EntryFilter): number {
  const { sql, values } = conditionsOf(filter, number);
  if (sql === '') return entries;
  const [row] = statements.all(`SELECT count(*) AS n FROM entries WHERE stream = :stream${sql}`, {
    ...values,
    stream: number,
  });
  return Number(row?.n);
}

/** Entries that changed after that position: those that match, and the ids of those that do not; undefined for many. */
export function changedEntries(
  statements: IndexStatements,
  { number }: Stream,
  filter: EntryFilter | undefined,
  after: number,
  limit: number,
): { readonly entries: readonly TimelineEntry[]; readonly gone: readonly string[] } | undefined {
  const { sql, values } = conditionsOf(filter, number);
  const matches = sql === '' ? '1' : `(1${sql})`;
  const found = statements.all(
    `SELECT entry, ${matches} AS matches FROM entries WHERE stream = :stream AND changed_at > :after
     ORDER BY occurred_at, fold_key LIMIT :limit`,
    { ...values, stream: number, after, limit: limit + 1 },
  );
  if (found.length > limit) return undefined;
  const changed = found.map((row) => ({
    entry: parseStored<TimelineEntry>(String(row.entry)),
    matches: row.matches === 1,
  }));
  return {
    entries: changed.filter(({ matches: is }) => is).map(({ entry }) => entry),
    gone: changed.filter(({ matches: is }) => !is).map(({ entry }) => entry.eventId),
  };
}

/** Newest recorded first, which is the order in which the index of words holds them. Undefined without a word. */
export function searchEntries(
  statements: IndexStatements,
  text: string,
  limit: number,
  stream?: Stream,
): { readonly hits: readonly SearchHit[]; readonly more: boolean } | undefined {
  const match = toMatch(text, stream?.number);
  if (match === undefined) return undefined;
  const found = statements.all(
    `SELECT streams.summary, entries.entry,
            snippet(entry_words, 0, char(0xE000), char(0xE001), '…', 24) AS snippet
     FROM entry_words
     CROSS JOIN entries ON entries.position = entry_words.rowid
     CROSS JOIN streams ON streams.number = entries.stream
     WHERE entry_words MATCH :match AND streams.summary IS NOT NULL
     ORDER BY entry_words.rowid DESC LIMIT :limit`,
    { match, limit: limit + 1 },
  );
  const hits = found.slice(0, limit).map((row): SearchHit => {
    const { id, title } = parseStored<IncidentSummary>(String(row.summary));
    const entry = parseStored<TimelineEntry>(String(row.entry));
    return { incidentId: id, incidentTitle: title, entry, snippet: String(row.snippet).replaceAll('\n', ' ') };
  });
  return { hits, more: found.length > limit };
}

/** The row that an event went into; `positionOf` knows where the journal has an event. */
export function rowOfEvent(
  statements: IndexStatements,
  { number }: Stream,
  eventId: string,
  positionOf: (eventId: string) => number | undefined,
): TimelineRow | undefined {
  const row = (rowId: string) => {
    const position = positionOf(rowId);
    const record = position === undefined ? undefined : statements.record(position);
    return record && parseStored<TimelineRow>(record.row);
  };
  return findRow({ row, fact: (key) => statements.fact(number, key) }, eventId);
}
