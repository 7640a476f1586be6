import { assertNever } from '#shared/domain/assert-never.ts';
import { checkPurge } from '#shared/domain/decide/index.ts';
import type { Actor } from '#shared/domain/events/index.ts';
import { fail, type Outcome, succeed } from '#shared/domain/outcome.ts';
import { readEvent } from '#shared/domain/read-event.ts';
import type { Journal, PurgeReport } from '../journal/index.ts';
import type { Handlers } from '../rpc/handlers.ts';
import { newestEntries, type Projections, rowOfEvent, searchEntries } from './projections/index.ts';
import { purgeFromRecordings } from './purge-recordings.ts';
import { putBlob } from './put-blob.ts';
import type { IncidentsService } from './service.ts';
import { watchTimeline } from './watch-timeline.ts';

export interface TimelineDependencies {
  readonly journal: Journal;
  readonly dataDir: string;
  readonly projections: Projections;
  readonly incidents: Pick<IncidentsService, 'incident' | 'act'>;
  readonly actor: () => Actor;
}

const SEARCH_HITS = 100;

/** The entries of incidents: what a screen shows of them, search, and what is done to single ones. */
export function createTimelineService({ journal, dataDir, projections, incidents, actor }: TimelineDependencies) {
  return {
    watch: (input, { signal }) => watchTimeline({ journal, projections }, input, signal),
    async page({ incidentId, filter, before, limit }, { signal }) {
      await projections.catchUpStream(incidentId, signal);
      return projections.nowOf(incidentId, (statements) => {
        const stream = statements.stream(incidentId);
        return stream ? newestEntries(statements, stream, filter, limit, before) : { entries: [], older: false };
      });
    },
    async search({ text, incidentId, limit = SEARCH_HITS }, { signal }) {
      await (incidentId === undefined ? projections.catchUp(signal) : projections.catchUpStream(incidentId, signal));
      const found =
        incidentId === undefined
          ? projections.now((statements) => searchEntries(statements, text, limit))
          : projections.nowOf(incidentId, (statements) =>
              // Numbers begin at 1: an incident that is not there has no entries.
              searchEntries(statements, text, limit, statements.stream(incidentId) ?? { number: 0, entries: 0 }),
            );
      return found ? succeed(found) : fail('nothing-to-find', 'There is nothing to look for.', 'Type a word.');
    },
    purge({ incidentId, eventId, reason }) {
      if (incidents.incident(incidentId) === undefined)
        return fail('unknown-incident', 'There is no such incident.', 'Look at the list.');
      const event = (id: string) => {
        const stored = journal.event(incidentId, id);
        return stored && readEvent(stored.event);
      };
      const allowed = checkPurge(eventId, reason, { event });
      if (!allowed.ok) return allowed;
      const row = projections.nowOf(incidentId, (statements) => {
        const stream = statements.stream(incidentId);
        return stream && rowOfEvent(statements, stream, eventId, (id) => journal.event(incidentId, id)?.position);
      });
      // What it said before it was amended is as secret, and goes first: a purge that stops half-way leaves a row.
      const ids = row ? [...row.amendedBy, ...row.eventIds] : [eventId];
      const recorded = purgeFromRecordings({ journal, dataDir, actor: actor(), reason }, incidentId, ids);
      if (!recorded.ok) return recorded;
      const reports: PurgeReport[] = [...recorded.value.reports];
      for (const id of ids.filter((of) => journal.event(incidentId, of)?.event.purged !== true)) {
        const purged = journal.purge(incidentId, id, actor(), reason);
        if (!purged.ok) return notPurged(purged.error);
        reports.push(purged.value);
      }
      // Copies in other streams, too: the record of their purge is what makes them read anew.
      projections.now(() => undefined);
      const erased = projections.erase() && reports.every((report) => report.erased);
      const purged = reports.flatMap(({ purgedEventIds }) => purgedEventIds).length;
      return succeed({ purged, remains: !erased, ...(recorded.value.underWay && { underWay: true as const }) });
    },
    attach({ incidentId, bytes, mediaType, ...rest }) {
      const data = Buffer.from(bytes, 'base64');
      if (incidents.incident(incidentId) === undefined) {
        return fail('unknown-incident', 'There is no such incident.', 'Look at the list of incidents.');
      }
      const blob = putBlob(journal, data);
      if (!blob.ok) return blob;
      const type = mediaType === '' ? 'application/octet-stream' : mediaType;
      const size = data.byteLength;
      return incidents.act(incidentId, { type: 'attach', ...rest, mediaType: type, size, blob: blob.value });
    },
    readBlob({ sha256 }) {
      const blob = journal.getBlob(sha256);
      return blob.ok ? decodeText(blob.value) : blob;
    },
  } satisfies Handlers<'timeline'>;
}

type PurgeFailure = Extract<ReturnType<Journal['purge']>, { ok: false }>['error'];

function notPurged({ code, message, action }: PurgeFailure) {
  switch (code) {
    case 'already-purged':
      return fail('no-change', message, action);
    case 'not-purgeable':
      return fail('not-possible', message, action);
    case 'unknown-event':
    case 'not-saved':
    case 'read-only':
      return fail(code, message, action);
    default:
      return assertNever(code);
  }
}

function decodeText(bytes: Uint8Array): Outcome<{ text: string }, 'damaged'> {
  try {
    return succeed({ text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) });
  } catch {
    return fail('damaged', 'This evidence is not text.', 'Open it from an evidence bundle.');
  }
}
