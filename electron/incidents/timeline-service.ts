import type { EntryFilter, SearchHit, TimelineChange } from '#shared/contract/index.ts';
import { checkPurge, decide } from '#shared/domain/decide/index.ts';
import type { Actor } from '#shared/domain/events/index.ts';
import { fail, type Outcome, succeed } from '#shared/domain/outcome.ts';
import { readEvent } from '#shared/domain/read-event.ts';
import { compareEntries, type TimelineEntry, toTimelineEntries } from '#shared/domain/timeline.ts';
import type { Journal } from '../journal/index.ts';
import type { Handlers } from '../rpc/handlers.ts';
import type { IncidentsService } from './service.ts';

export interface TimelineDependencies {
  readonly journal: Journal;
  readonly incidents: Pick<IncidentsService, 'incident' | 'events' | 'recorder'>;
  readonly actor: () => Actor;
  readonly now?: () => number;
}

/** The entries of incidents: what a screen shows of them, search, and what is done to single ones. */
export function createTimelineService({ journal, incidents, actor, now = Date.now }: TimelineDependencies) {
  const entriesOf = (incidentId: string, filter: EntryFilter | undefined) =>
    toTimelineEntries(incidents.events(incidentId).map(readEvent)).filter((entry) => matches(entry, filter));

  return {
    async *watch({ incidentId, filter, newest }, { signal }): AsyncGenerator<TimelineChange, void, void> {
      for await (const _head of journal.head.watch(signal)) {
        const entries = entriesOf(incidentId, filter);
        const people = [...new Set(entries.flatMap(({ actorName }) => actorName ?? []))];
        yield {
          kind: 'newest',
          entries: entries.slice(-newest),
          older: entries.length > newest,
          total: entries.length,
          people,
        };
      }
    },
    page({ incidentId, filter, before, limit }) {
      const earlier = entriesOf(incidentId, filter).filter((entry) => compareEntries(entry, before) < 0);
      return { entries: earlier.slice(-limit), older: earlier.length > limit };
    },
    search({ text, incidentId, limit = 100 }) {
      if (text.trim() === '') return fail('nothing-to-find', 'There is nothing to look for.', 'Type a word.');
      const ids = incidentId === undefined ? journal.declaredStreamIds() : [incidentId];
      const hits: SearchHit[] = ids.flatMap((id) =>
        entriesOf(id, { text }).map((entry) => ({
          incidentId: id,
          incidentTitle: incidents.incident(id)?.title ?? id,
          entry,
          snippet: entry.headline,
        })),
      );
      hits.sort((a, b) => b.entry.occurredAt - a.entry.occurredAt);
      return succeed({ hits: hits.slice(0, limit), more: hits.length > limit });
    },
    purge({ incidentId, eventId, reason }) {
      const state = incidents.incident(incidentId);
      if (state === undefined) return fail('unknown-incident', 'There is no such incident.', 'Look at the list.');
      const allowed = checkPurge(state, eventId, {
        event: (id) => {
          const stored = journal.event(incidentId, id);
          return stored && readEvent(stored.event);
        },
      });
      if (!allowed.ok) return allowed;
      const purged = journal.purge(incidentId, eventId, actor(), reason);
      if (!purged.ok) return fail('not-possible', purged.error.message, purged.error.action);
      return succeed({ purged: 1, remains: false });
    },
    attach({ incidentId, bytes, ...rest }) {
      const data = Buffer.from(bytes, 'base64');
      const appended = journal.append(incidentId, actor(), () =>
        decide(
          incidents.incident(incidentId),
          { type: 'attach', ...rest, size: data.byteLength, blob: journal.putBlob(data) },
          {
            now: now(),
            today: '',
            taxonomy: undefined,
            actorName: undefined,
            event: () => undefined,
            newId: () => '',
          },
        ),
      );
      return appended.ok ? succeed({ events: appended.value.map(({ event }) => event) }) : appended;
    },
    readBlob({ sha256 }) {
      const blob = journal.getBlob(sha256);
      return blob.ok ? decodeText(blob.value) : blob;
    },
  } satisfies Handlers<'timeline'>;
}

function matches(entry: TimelineEntry, filter: EntryFilter = {}): boolean {
  const { categories, people, text, pinned } = filter;
  if (categories !== undefined && !categories.includes(entry.category)) return false;
  if (people !== undefined && !people.includes(entry.actorName ?? '')) return false;
  if (pinned === true && !entry.pinned) return false;
  const haystack = [entry.label, entry.headline, ...entry.details, entry.evidence ?? ''].join('\n').toLowerCase();
  return (text ?? '')
    .toLowerCase()
    .split(/\s+/)
    .every((word) => haystack.includes(word));
}

function decodeText(bytes: Uint8Array): Outcome<{ text: string }, 'damaged'> {
  try {
    return succeed({ text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) });
  } catch {
    return fail('damaged', 'This evidence is not text.', 'Open it from an evidence bundle.');
  }
}
