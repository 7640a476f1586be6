import { canonicalJson } from '#shared/domain/canonical-json.ts';
import type { Journal } from '../../journal/index.ts';
import { deriveStream, isDesk } from './fold-stream.ts';
import type { Projections } from './projections.ts';
import type { EntryRecord } from './statements.ts';

export interface DerivedReport {
  readonly ok: boolean;
  readonly entries: number;
  /** One line per difference, the first few; empty when what is kept is what the events yield. */
  readonly problems: readonly string[];
}

const SHOWN = 20;

/** Compares what is kept of a stream with what its events yield when they are folded from the first one on. */
export function verifyDerived(journal: Journal, projections: Projections, streamId: string): DerivedReport {
  const kept = projections.nowOf(streamId, (statements) => {
    const stream = statements.stream(streamId);
    return (
      stream && { stream, records: [...statements.records(stream.number)], found: statements.found(stream.number) }
    );
  });
  const derived = deriveStream(journal, streamId);
  const first = journal.readStored(streamId, 0, 1)[0];
  if (first === undefined || isDesk(first.event)) return { ok: true, entries: 0, problems: [] };
  const records = new Map(kept?.records.map((record) => [record.position, record]));
  const problems: string[] = [];
  if (kept?.stream.entries !== records.size) problems.push('The number of entries is not that of the entries.');
  if (!sameState(derived.state, kept?.stream.state)) problems.push('The kept state is not the one of the events.');
  const searchable = [...derived.records.values()].filter(({ words }) => words !== '').map(({ position }) => position);
  if (String(kept?.found) !== String(searchable.toSorted((a, b) => a - b))) {
    problems.push('What can be searched is not what the entries say.');
  }
  for (const record of derived.records.values()) {
    const found = records.get(record.position);
    if (!found) problems.push(`The entry of event ${idOf(record)} is missing.`);
    else if (!sameRecord(record, found)) problems.push(`The entry of event ${idOf(record)} reads differently.`);
    records.delete(record.position);
  }
  for (const extra of records.values()) problems.push(`An entry at ${extra.position} comes from no event.`);
  const more = problems.length - SHOWN;
  const shown = more > 0 ? [...problems.slice(0, SHOWN), `And ${more} more.`] : problems;
  return { ok: problems.length === 0, entries: derived.records.size, problems: shown };
}

function sameState(state: unknown, kept: string | null | undefined): boolean {
  if (state === undefined || kept === null || kept === undefined) return state === undefined && !kept;
  return sameJson(JSON.stringify(state), kept);
}

function sameRecord(a: EntryRecord, b: EntryRecord): boolean {
  const { row: _rowA, entry: _entryA, ...columnsA } = a;
  const { row: _rowB, entry: _entryB, ...columnsB } = b;
  return (
    sameJson(a.row, b.row) && sameJson(a.entry, b.entry) && canonicalJson(columnsA) === canonicalJson({ ...columnsB })
  );
}

function sameJson(a: string, b: string): boolean {
  if (a === b) return true;
  try {
    return canonicalJson(JSON.parse(a)) === canonicalJson(JSON.parse(b));
  } catch {
    return false;
  }
}

/** What a damaged text can't spoil. */
function idOf({ row }: EntryRecord): string {
  return (JSON.parse(row) as { id: string }).id;
}
