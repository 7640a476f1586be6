import type { IncidentSummary } from '#shared/contract/index.ts';
import { type Command, type DecideProblemCode, decide } from '#shared/domain/decide.ts';
import type { Actor, WireEvent } from '#shared/domain/events/index.ts';
import type { Incident } from '#shared/domain/incident.ts';
import { fail, type Outcome, succeed } from '#shared/domain/outcome.ts';
import type { Taxonomy } from '#shared/domain/taxonomy.ts';
import { type AppendProblemCode, type Journal, newUuidV7, type VerifyReport } from '../journal/index.ts';
import type { CallOptions, Handlers } from '../rpc/handlers.ts';
import { IncidentStates } from './incident-states.ts';
import type { Recorder } from './recorder.ts';
import { createRecorder } from './recorder-of-journal.ts';
import type { TaxonomyLibrary } from './taxonomies.ts';
import { watchEvents } from './watch-events.ts';

export interface IncidentsDependencies {
  readonly journal: Journal;
  readonly taxonomies: TaxonomyLibrary;
  /** Who acts now: the settings' person, or the command line's `--actor`. */
  readonly actor: () => Actor;
  readonly defaultTaxonomyId: () => string;
  /** Whether the metrics come from the in-process simulation now. Default: no. */
  readonly simulated?: () => boolean;
  /** Wall clock, UTC ms. Default: the machine's. */
  readonly now?: () => number;
  /** Ids of new incidents. Default: UUIDv7. */
  readonly newId?: () => string;
}

export interface IncidentsService extends Handlers<'incidents'> {
  readonly recorder: Recorder;
  /** Folded state; undefined for an unknown incident. */
  incident(incidentId: string): Incident | undefined;
  /** All events in fold order; empty for an unknown incident. */
  events(incidentId: string): readonly WireEvent[];
  taxonomyOf(incident: Incident): Taxonomy | undefined;
  /** undefined for an unknown incident. */
  verify(incidentId: string): VerifyReport | undefined;
  close(): void;
}

type Appended = Outcome<{ events: WireEvent[] }, DecideProblemCode | AppendProblemCode>;

/** Incidents over one journal: commands are decided inside its write transaction, on the state read there. */
export function createIncidentsService(dependencies: IncidentsDependencies): IncidentsService {
  const { journal, actor, now = Date.now, newId = newUuidV7 } = dependencies;
  const { taxonomies } = dependencies.taxonomies;
  const states = new IncidentStates(journal);
  const findTaxonomy = (id: string | undefined) => taxonomies.find((taxonomy) => taxonomy.id === id);
  // A team's file may have broken since it was chosen; declaring must not wait for its repair.
  const defaultTaxonomy = () => findTaxonomy(dependencies.defaultTaxonomyId()) ?? taxonomies[0];

  function act(incidentId: string, command: Command, declareTaxonomy?: Taxonomy): Appended {
    const appended = journal.append(incidentId, actor(), () => {
      const state = states.get(incidentId);
      return decide(state, command, {
        now: now(),
        taxonomy: state ? findTaxonomy(state.taxonomyId) : declareTaxonomy,
        hasEvent: (eventId) => journal.hasEvent(incidentId, eventId),
      });
    });
    return appended.ok ? succeed({ events: appended.value.map((stored) => stored.event) }) : appended;
  }

  function list(): IncidentSummary[] {
    return journal
      .declaredStreamIds()
      .map((incidentId) => states.get(incidentId))
      .filter((state) => state !== undefined)
      .map(summarize)
      .sort((a, b) => b.declaredAt - a.declaredAt);
  }

  async function* watchList(_: unknown, { signal }: CallOptions): AsyncGenerator<IncidentSummary[], void, void> {
    let sent: string | undefined;
    for await (const _head of journal.head.watch(signal)) {
      const summaries = list();
      const text = JSON.stringify(summaries);
      if (text === sent) continue;
      sent = text;
      yield summaries;
    }
  }

  return {
    declare: (input) => {
      const { taxonomyId, ...rest } = input;
      const incidentId = newId();
      const taxonomy = taxonomyId === undefined ? defaultTaxonomy() : findTaxonomy(taxonomyId);
      const simulated = dependencies.simulated?.() ?? false;
      const appended = act(incidentId, { type: 'declare', ...rest, simulated }, taxonomy);
      return appended.ok ? succeed({ incidentId, events: appended.value.events }) : appended;
    },
    acknowledge: ({ incidentId, ...rest }) => act(incidentId, { type: 'acknowledge', ...rest }),
    changeStatus: ({ incidentId, ...rest }) => act(incidentId, { type: 'changeStatus', ...rest }),
    changeSeverity: ({ incidentId, ...rest }) => act(incidentId, { type: 'changeSeverity', ...rest }),
    assignRole: ({ incidentId, ...rest }) => act(incidentId, { type: 'assignRole', ...rest }),
    addNote: ({ incidentId, ...rest }) => act(incidentId, { type: 'addNote', ...rest }),
    pin: ({ incidentId, ...rest }) => act(incidentId, { type: 'pin', ...rest }),
    list,
    watchEvents: ({ incidentId }, { signal }) => watchEvents(journal, incidentId, signal),
    watchList,
    taxonomies: () => [...taxonomies],
    readBlob: ({ sha256 }) => {
      const blob = journal.getBlob(sha256);
      return blob.ok ? decodeText(blob.value) : blob;
    },

    recorder: createRecorder(journal, states, actor),
    incident: (incidentId) => states.get(incidentId),
    events: (incidentId) =>
      states.get(incidentId) === undefined
        ? []
        : [...journal.readFolded(incidentId)].flatMap((page) => page.map((stored) => stored.event)),
    taxonomyOf: (incident) => findTaxonomy(incident.taxonomyId),
    verify: (incidentId) => (journal.hasStream(incidentId) ? journal.verify(incidentId) : undefined),
    close: () => undefined,
  };
}

function summarize(incident: Incident): IncidentSummary {
  const { id, title, severity, taxonomyId, status, drill, timestamps, roles, eventCount } = incident;
  const commander = roles['incident commander'];
  return {
    id,
    title,
    severity,
    taxonomyId,
    status,
    drill,
    declaredAt: timestamps.declaredAt,
    ...(timestamps.resolvedAt !== undefined && { resolvedAt: timestamps.resolvedAt }),
    ...(commander !== undefined && { commander }),
    eventCount,
  };
}

function decodeText(bytes: Uint8Array): Outcome<{ text: string }, 'damaged'> {
  try {
    return succeed({ text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) });
  } catch {
    return fail('damaged', 'This evidence is not text.', 'Open it from an evidence bundle.');
  }
}
