import { apply } from '#shared/domain/apply/index.ts';
import { foldKey } from '#shared/domain/fold-order.ts';
import type { Incident } from '#shared/domain/incident.ts';
import { readEvent } from '#shared/domain/read-event.ts';
import type { Journal, StoredEvent } from '../../journal/index.ts';
import { summarize } from '../summarize.ts';
import { deriveStream, isDesk, needsRefold } from './fold-stream.ts';
import { parseStored } from './parse-stored.ts';
import type { EntryRecord, IndexStatements, StreamRow } from './statements.ts';
import { StreamRows } from './stream-rows.ts';

/** The state that was written last, so that the next events need not parse it. */
interface KnownState {
  readonly position: number;
  readonly text: string | null;
  readonly state: Incident | undefined;
}

const KNOWN_STATES = 50;

/** Brings streams up to date in the index; only inside one of its write transactions. */
export class Projector {
  readonly #journal: Journal;
  readonly #known = new Map<string, KnownState>();

  constructor(journal: Journal) {
    this.#journal = journal;
  }

  /** Takes in the next events of one stream, in the order in which they were stored; those that are in are left out. */
  project(statements: IndexStatements, streamId: string, events: readonly StoredEvent[]): void {
    const stream = statements.stream(streamId) ?? statements.addStream(streamId);
    const fresh = events.filter(({ position }) => position > stream.position);
    const [first] = fresh;
    const position = fresh.at(-1)?.position;
    if (first === undefined || position === undefined) return;
    if (isDesk(first.event)) {
      statements.setStream({ ...stream, position }, null);
      return;
    }
    const last = lastInOrder(fresh, stream.last);
    if (last === undefined) this.#refold(statements, stream);
    else this.#add(statements, { ...stream, position, last }, fresh, this.#stateOf(stream));
  }

  #add(statements: IndexStatements, stream: StreamRow, fresh: readonly StoredEvent[], before: Incident | undefined) {
    const rows = new StreamRows(statements, this.#journal, stream);
    let state = before;
    for (const stored of fresh) {
      const event = readEvent(stored.event);
      state = apply(state, event);
      rows.add(event, stored);
    }
    this.#write(statements, { ...stream, entries: stream.entries + rows.flush() }, state);
  }

  /** Derives all of it again, and writes what differs. */
  #refold(statements: IndexStatements, stream: StreamRow): void {
    const { number } = stream;
    const { state, position, last, records, facts } = deriveStream(this.#journal, stream.id);
    const gone = new Set(statements.positions(number));
    let entries = 0;
    statements.dropPeople(number);
    for (const record of records()) {
      const former = gone.delete(record.position) ? statements.record(record.position) : undefined;
      entries += 1;
      if (former === undefined) statements.addEntry(number, record, position);
      else if (!isSame(record, former)) statements.setEntry(number, former, record, position);
      if (record.person !== null) statements.addPerson(number, record.person);
    }
    for (const former of gone) statements.dropEntry(number, former);
    statements.dropFacts(number);
    for (const [key, value] of facts) statements.setFact(number, key, value);
    const generation = stream.generation + (gone.size > 0 ? 1 : 0);
    this.#write(statements, { ...stream, position, last, generation, entries }, state);
  }

  #stateOf({ id, position, state: text }: StreamRow): Incident | undefined {
    const known = this.#known.get(id);
    if (known?.position === position && known.text === text) return known.state;
    return text === null ? undefined : parseStored<Incident>(text);
  }

  #write(statements: IndexStatements, stream: StreamRow, state: Incident | undefined): void {
    const text = state === undefined ? null : JSON.stringify(state);
    const summary = state === undefined ? null : JSON.stringify(summarize(state));
    statements.setStream({ ...stream, state: text, summary }, state?.timestamps.declaredAt ?? null);
    if (this.#known.size > KNOWN_STATES) this.#known.clear();
    this.#known.set(stream.id, { position: stream.position, text, state });
  }
}

/** The fold key of the last event; undefined when they can't simply be added. */
function lastInOrder(events: readonly StoredEvent[], before: string): string | undefined {
  let last = before;
  for (const stored of events) {
    if (needsRefold(stored, last)) return undefined;
    last = foldKey(stored.event);
  }
  return last;
}

function isSame(a: EntryRecord, b: EntryRecord): boolean {
  return a.row === b.row && a.entry === b.entry && a.words === b.words;
}
