import type { EntryFilter, TimelineChange } from '#shared/contract/index.ts';
import type { Journal } from '../journal/index.ts';
import { changedEntries, countEntries, newestEntries, type Projections } from './projections/index.ts';
import { watchPaced } from './watch-paced.ts';

export interface WatchedTimeline {
  readonly incidentId: string;
  readonly filter?: EntryFilter | undefined;
  /** How many entries it begins with. */
  readonly newest: number;
}

/** So many changes at once are better said by beginning anew. */
const MOST_CHANGES = 1000;

/**
 * The newest entries of one incident, then what changes, whichever process writes: gapless and exact, because each
 * entry knows at which position it changed last. Fast changes come as one.
 */
export async function* watchTimeline(
  { journal, projections }: { readonly journal: Journal; readonly projections: Projections },
  { incidentId, filter, newest }: WatchedTimeline,
  signal: AbortSignal,
): AsyncGenerator<TimelineChange, void, void> {
  let sent: { readonly generation: string; readonly position: number } | undefined;
  for await (const _head of watchPaced(journal.head, signal)) {
    await projections.catchUpStream(incidentId, signal);
    if (signal.aborted) return;
    const from = sent;
    const next = projections.nowOf(incidentId, (statements) => {
      const stream = statements.stream(incidentId) ?? { number: 0, entries: 0, generation: 0, position: 0 };
      const place = { generation: `${statements.meta('epoch')}/${stream.generation}`, position: stream.position };
      if (from?.generation === place.generation && from.position === place.position) return undefined;
      const told = { total: countEntries(statements, stream, filter), people: statements.people(stream.number) };
      const changed =
        from?.generation === place.generation
          ? changedEntries(statements, stream, filter, from.position, MOST_CHANGES)
          : undefined;
      const change: TimelineChange = changed
        ? { kind: 'changed', ...changed, ...told }
        : { kind: 'newest', ...newestEntries(statements, stream, filter, newest), ...told };
      return { place, change };
    });
    if (next === undefined) continue;
    sent = next.place;
    if (next.change.kind === 'newest' || next.change.entries.length + next.change.gone.length > 0) yield next.change;
  }
}
