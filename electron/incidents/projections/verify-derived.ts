import { canonicalJson } from '#shared/domain/canonical-json.ts';
import type { Journal } from '../../journal/index.ts';
import { summarize } from '../summarize.ts';
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
  const first = journal.readStored(streamId, 0, 1)[0];
  if (first === undefined || isDesk(first.event)) return { ok: true, entries: 0, problems: [] };
  return projections.nowOf(streamId, (statements) => {
    const stream = statements.stream(streamId);
    const number = stream?.number ?? 0;
    const derived = deriveStream(journal, streamId, stream?.position);
    const extra = new Set(statements.positions(number));
    const problems: string[] = [];
    if (stream?.entries !== extra.size) problems.push('The number of entries is not that of the entries.');
    if (!sameState(derived.state, stream?.state)) problems.push('The kept state is not the one of the events.');
    const summary = derived.state && summarize(derived.state);
    if (!sameState(summary, stream?.summary) || (summary?.declaredAt ?? null) !== (stream?.declared_at ?? null))
      problems.push('The list shows the incident otherwise than its events do.');
    if (stream !== undefined && stream.last !== derived.last) problems.push('The last event is another one.');
    if (canonicalJson(statements.facts(number)) !== canonicalJson(sorted(derived.facts)))
      problems.push('What entries have to do with one another is not what the events say.');
    const people = new Set<string>();
    const searchable: number[] = [];
    let entries = 0;
    for (const record of derived.records()) {
      const { position, words } = record;
      const kept = extra.delete(position) ? statements.record(position) : undefined;
      if (kept === undefined) problems.push(`The entry of event ${idOf(record)} is missing.`);
      else if (!sameRecord(record, kept)) problems.push(`The entry of event ${idOf(record)} reads differently.`);
      if (words !== '') searchable.push(position);
      if (record.person !== null) people.add(record.person);
      entries += 1;
    }
    for (const position of extra) problems.push(`An entry at ${position} comes from no event.`);
    if (canonicalJson(statements.people(number).sort()) !== canonicalJson([...people].sort()))
      problems.push('The people to choose from are not those of the entries.');
    if (String(statements.found(number)) !== String(searchable.sort((a, b) => a - b))) {
      problems.push('What can be searched is not what the entries say.');
    }
    return { ok: problems.length === 0, entries, problems: someOf(problems) };
  });
}

/** As SQLite sorts texts: by their bytes. */
function sorted(facts: readonly (readonly [key: string, value: string])[]): readonly (readonly [string, string])[] {
  return facts.toSorted(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

function someOf(problems: readonly string[]): readonly string[] {
  const more = problems.length - SHOWN;
  return more > 0 ? [...problems.slice(0, SHOWN), `And ${more} more.`] : problems;
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
