import { apply } from '#shared/domain/apply/index.ts';
import { foldKey } from '#shared/domain/fold-order.ts';
import type { Incident } from '#shared/domain/incident.ts';
import { readEvent } from '#shared/domain/read-event.ts';
import type { Journal, Position, StoredEvent } from '../journal/index.ts';
import { needsRefold, type Projections } from './projections/index.ts';
import { readShown } from './read-shown.ts';

interface Folded {
  state: Incident | undefined;
  /** The newest position that is folded in. */
  position: Position;
  /** Fold key of the last event. */
  last: string;
}

const PAGE = 500;

/**
 * The folded state of each incident, kept in memory and brought up to date whenever it is asked for. What was kept on
 * disk is where it begins, so that a long incident opens fast.
 */
export class IncidentStates {
  readonly #journal: Journal;
  readonly #projections: Projections;
  readonly #folded = new Map<string, Folded>();

  constructor(journal: Journal, projections: Projections) {
    this.#journal = journal;
    this.#projections = projections;
  }

  /** As of now, other processes' events included; inside a write transaction nothing can be newer. */
  get(incidentId: string): Incident | undefined {
    const folded = this.#folded.get(incidentId) ?? this.#load(incidentId) ?? this.#fold(incidentId);
    for (;;) {
      const page = this.#journal.readStored(incidentId, folded.position, PAGE);
      for (const stored of page) {
        if (needsRefold(stored, folded.last)) return this.#fold(incidentId).state;
        add(folded, stored);
      }
      if (page.length < PAGE) return folded.state;
    }
  }

  /** The journal holds other events now. */
  clear(): void {
    this.#folded.clear();
  }

  #load(incidentId: string): Folded | undefined {
    const snapshot = this.#projections.snapshot(incidentId);
    if (snapshot === undefined) return undefined;
    const folded = { ...snapshot };
    this.#folded.set(incidentId, folded);
    return folded;
  }

  #fold(incidentId: string): Folded {
    const folded: Folded = { state: undefined, position: 0, last: '' };
    // No limit on the position: inside a transaction the head may still lag behind another process.
    for (const page of readShown(this.#journal, incidentId, Number.MAX_SAFE_INTEGER)) {
      for (const stored of page) add(folded, stored);
    }
    // Ids that were only guessed leave nothing behind.
    if (folded.state) this.#folded.set(incidentId, folded);
    return folded;
  }
}

function add(folded: Folded, stored: StoredEvent): void {
  folded.state = apply(folded.state, readEvent(stored.event));
  folded.position = Math.max(folded.position, stored.position);
  folded.last = foldKey(stored.event);
}
