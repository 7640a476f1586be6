import type { JournalEvent } from './events/index.ts';
import { reduceTimeline, type TimelineLookup, type TimelineRow } from './timeline-rows.ts';

/** The rows of one stream, held in memory; takes its events one by one, in fold order. */
export class TimelineMemory implements TimelineLookup {
  readonly #rows = new Map<string, TimelineRow>();
  readonly #facts = new Map<string, string>();
  readonly #events = new Map<string, JournalEvent>();
  readonly #openIn = new Map<string, Set<string>>();

  add(event: JournalEvent, origin?: 'local' | 'foreign'): void {
    this.#events.set(event.id, event);
    const { rows, facts } = reduceTimeline(this, event, origin);
    for (const row of rows) this.#put(row);
    for (const [key, value] of facts) this.#facts.set(key, value);
  }

  /** In the order of their first events. */
  rows(): Iterable<TimelineRow> {
    return this.#rows.values();
  }

  facts(): Iterable<readonly [key: string, value: string]> {
    return this.#facts;
  }

  row(rowId: string): TimelineRow | undefined {
    return this.#rows.get(rowId);
  }

  fact(key: string): string | undefined {
    return this.#facts.get(key);
  }

  event(eventId: string): JournalEvent | undefined {
    return this.#events.get(eventId);
  }

  openRows(sessionId: string): readonly TimelineRow[] {
    return [...(this.#openIn.get(sessionId) ?? [])].flatMap((id) => this.#rows.get(id) ?? []);
  }

  #put(row: TimelineRow): void {
    const formerly = this.#rows.get(row.id)?.openIn;
    if (formerly !== undefined && formerly !== row.openIn) this.#openIn.get(formerly)?.delete(row.id);
    if (row.openIn !== undefined) {
      this.#openIn.set(row.openIn, (this.#openIn.get(row.openIn) ?? new Set()).add(row.id));
    }
    this.#rows.set(row.id, row);
  }
}
