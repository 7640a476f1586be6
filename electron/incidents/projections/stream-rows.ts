import type { JournalEvent } from '#shared/domain/events/index.ts';
import { readEvent } from '#shared/domain/read-event.ts';
import { reduceTimeline, type TimelineLookup, type TimelineRow } from '#shared/domain/timeline-rows.ts';
import type { Journal, Position, StoredEvent } from '../../journal/index.ts';
import { asShown } from '../read-shown.ts';
import { toRecord } from './entry-record.ts';
import { parseStored } from './parse-stored.ts';
import type { EntryRecord, IndexStatements, StreamRow } from './statements.ts';

interface HeldRow {
  row: TimelineRow;
  readonly position: Position;
  /** What the index has; undefined for a new row. */
  readonly former: EntryRecord | undefined;
  /** Where it was changed last; 0 while it was only read. */
  changedAt: Position;
}

/** The rows of one stream in the index: takes events in fold order, and writes with `flush` what they changed. */
export class StreamRows implements TimelineLookup {
  readonly #statements: IndexStatements;
  readonly #journal: Journal;
  readonly #stream: Pick<StreamRow, 'id' | 'number'>;
  readonly #held = new Map<string, HeldRow>();
  readonly #facts = new Map<string, string>();
  readonly #events = new Map<string, JournalEvent>();
  #purgedIds: ReadonlySet<string> | undefined;

  constructor(statements: IndexStatements, journal: Journal, stream: Pick<StreamRow, 'id' | 'number'>) {
    this.#statements = statements;
    this.#journal = journal;
    this.#stream = stream;
  }

  add(event: JournalEvent, { position, origin }: StoredEvent): void {
    this.#events.set(event.id, event);
    const { rows, facts } = reduceTimeline(this, event, origin);
    for (const [key, value] of facts) {
      this.#facts.set(key, value);
      this.#statements.setFact(this.#stream.number, key, value);
    }
    for (const row of rows) {
      const held = this.#held.get(row.id);
      if (held) Object.assign(held, { row, changedAt: position });
      else this.#held.set(row.id, { row, position, former: undefined, changedAt: position });
    }
  }

  /** Writes what changed; gives the number of entries that are new. */
  flush(): number {
    const { number } = this.#stream;
    let added = 0;
    for (const { row, position, former, changedAt } of this.#held.values()) {
      if (changedAt === 0) continue;
      const record = toRecord(row, position, (id) => this.event(id));
      if (record === undefined) continue;
      if (former) this.#statements.setEntry(number, former, record, changedAt);
      else this.#statements.addEntry(number, record, changedAt);
      if (!former) added += 1;
      if (record.person !== null) this.#statements.addPerson(number, record.person);
    }
    return added;
  }

  row(rowId: string): TimelineRow | undefined {
    const held = this.#held.get(rowId);
    if (held) return held.row;
    const position = this.#journal.event(this.#stream.id, rowId)?.position;
    const former = position === undefined ? undefined : this.#statements.record(position);
    if (position === undefined || former === undefined) return undefined;
    const row = parseStored<TimelineRow>(former.row);
    this.#held.set(rowId, { row, position, former, changedAt: 0 });
    return row;
  }

  openRows(sessionId: string): readonly TimelineRow[] {
    const stored = this.#statements.openRows(this.#stream.number, sessionId);
    const ids = stored.map((row) => parseStored<TimelineRow>(row).id);
    const held = [...this.#held.values()].filter(({ row }) => row.openIn === sessionId).map(({ row }) => row.id);
    // What is held is newer than what is stored.
    return [...new Set([...ids, ...held])]
      .flatMap((id) => this.row(id) ?? [])
      .filter((row) => row.openIn === sessionId);
  }

  fact(key: string): string | undefined {
    return this.#facts.get(key) ?? this.#statements.fact(this.#stream.number, key);
  }

  #purged(): ReadonlySet<string> {
    this.#purgedIds ??= this.#journal.purgedIds(this.#stream.id);
    return this.#purgedIds;
  }

  event(eventId: string): JournalEvent | undefined {
    const known = this.#events.get(eventId);
    if (known) return known;
    const stored = this.#journal.event(this.#stream.id, eventId);
    const event = stored && readEvent(asShown(stored, this.#purged()).event);
    if (event) this.#events.set(eventId, event);
    return event;
  }
}
