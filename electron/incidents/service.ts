import type { IncidentSummary } from '#shared/contract/index.ts';
import { countingClocks } from '#shared/domain/counting-clocks.ts';
import {
  type Command,
  type DecideContext,
  type DecideProblemCode,
  decide,
  decideBackfill,
  decideMerge,
  type OpenCommand,
} from '#shared/domain/decide/index.ts';
import type { Actor, WireEvent } from '#shared/domain/events/index.ts';
import type { Incident } from '#shared/domain/incident.ts';
import { isOver } from '#shared/domain/lifecycle.ts';
import { fail, type Outcome, succeed } from '#shared/domain/outcome.ts';
import { readEvent } from '#shared/domain/read-event.ts';
import type { Taxonomy } from '#shared/domain/taxonomy.ts';
import { toTimelineEntries } from '#shared/domain/timeline.ts';
import {
  type AppendProblemCode,
  type Journal,
  newUuidV7,
  type StoredEvent,
  type VerifyReport,
} from '../journal/index.ts';
import type { CallOptions, Handlers } from '../rpc/handlers.ts';
import { commandHandlers } from './commands.ts';
import { deskSince } from './desk.ts';
import { exportIncidentFile } from './export-json.ts';
import { IncidentStates } from './incident-states.ts';
import { type Integrity, integrityOf } from './integrity.ts';
import { Projections } from './projections/index.ts';
import { readShown } from './read-shown.ts';
import type { Recorder } from './recorder.ts';
import { createRecorder } from './recorder-of-journal.ts';
import type { TaxonomyLibrary } from './taxonomies.ts';
import { watchPaced } from './watch-paced.ts';
import { watchState } from './watch-state.ts';

export interface IncidentsDependencies {
  readonly journal: Journal;
  /** What is derived from the journal. Default: its own, in memory. */
  readonly projections?: Projections;
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
  /** Does what one command says; see `decide`. */
  act(incidentId: string, command: OpenCommand): Appended;
  /** Folded state; undefined for an unknown incident. */
  incident(incidentId: string): Incident | undefined;
  /** All events in fold order; empty for an unknown incident. */
  events(incidentId: string): readonly WireEvent[];
  taxonomyOf(incident: Incident): Taxonomy | undefined;
  /** Signs this device's head, and says what the chains are signed with; what cannot be signed is as it was. */
  integrity(incidentId: string): Integrity;
  /** The whole record of an incident as a file. */
  exportFile(incidentId: string): ReturnType<typeof exportIncidentFile>;
  /** undefined for an unknown incident. */
  verify(incidentId: string): VerifyReport | undefined;
  /** After the journal was repaired: what was folded of it is void. */
  forget(): void;
  close(): void;
}

type Appended = Outcome<{ events: WireEvent[] }, DecideProblemCode | AppendProblemCode>;

/** Incidents over one journal: commands are decided inside its write transaction, on the state read there. */
export function createIncidentsService(dependencies: IncidentsDependencies): IncidentsService {
  const { journal, actor, now = Date.now, newId = newUuidV7 } = dependencies;
  // Asked anew each time: a team's file may have been repaired meanwhile.
  const taxonomies = () => dependencies.taxonomies.taxonomies;
  const projections = dependencies.projections ?? new Projections({ journal });
  const states = new IncidentStates(journal, projections);
  const findTaxonomy = (id: string | undefined) => taxonomies().find((taxonomy) => taxonomy.id === id);
  // A team's file may have broken since it was chosen; declaring must not wait for its repair.
  const defaultTaxonomy = () => findTaxonomy(dependencies.defaultTaxonomyId()) ?? taxonomies()[0];

  const contextOf = (incidentId: string, by: Actor, taxonomy: Taxonomy | undefined, at: number): DecideContext => ({
    now: at,
    today: dayOf(at),
    taxonomy,
    actorName: by.type === 'person' ? by.name : undefined,
    event: (eventId) => {
      const stored = journal.event(incidentId, eventId);
      return stored && readEvent(stored.event);
    },
    newId,
  });

  function act(incidentId: string, command: Command, declareTaxonomy?: Taxonomy): Appended {
    const by = actor();
    // By the clock that the events will carry: what is recorded now did not happen a millisecond later.
    const appended = journal.append(incidentId, by, ({ now: at }) => {
      const state = states.get(incidentId);
      const taxonomy = state ? findTaxonomy(state.taxonomyId) : declareTaxonomy;
      return decide(state, command, contextOf(incidentId, by, taxonomy, at));
    });
    if (appended.ok && command.type === 'changeStatus' && command.to === 'closed') journal.signHeads(incidentId);
    return eventsOf(appended);
  }

  /** The clocks are no part of what is kept: they also follow from the taxonomy, which a team can change. */
  function list(): IncidentSummary[] {
    return projections.summaries().map((summary) => {
      const incident = isOver(summary.status) ? undefined : states.get(summary.id);
      const taxonomy = incident && findTaxonomy(incident.taxonomyId);
      const clocks = taxonomy ? countingClocks(incident, taxonomy, now()) : [];
      return clocks.length === 0 ? summary : { ...summary, clocks };
    });
  }

  async function* watchList(_: unknown, { signal }: CallOptions): AsyncGenerator<IncidentSummary[], void, void> {
    let sent: string | undefined;
    for await (const _head of watchPaced(journal.head, signal)) {
      await projections.catchUp(signal);
      if (signal.aborted) return;
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
    ...commandHandlers(act),
    act: (incidentId, command) => act(incidentId, command),
    merge: ({ incidentId, intoId, reason }) => {
      const appended = journal.appendAll(actor(), () => {
        const merged = decideMerge(states.get(incidentId), states.get(intoId), reason);
        if (!merged.ok) return merged;
        return succeed([
          { streamId: incidentId, drafts: merged.value.duplicate },
          { streamId: intoId, drafts: merged.value.survivor },
        ]);
      });
      return eventsOf(appended);
    },
    deskSince: ({ incidentId, since }) => {
      const known = new Set(states.get(incidentId)?.backfilledIds);
      const events = deskSince(journal, since).filter(({ id }) => !known.has(id));
      return { events: events.length, entries: toTimelineEntries(events.map(readEvent)).length };
    },
    backfill: ({ incidentId, since }) =>
      eventsOf(
        journal.append(incidentId, actor(), () => {
          const state = states.get(incidentId);
          if (state === undefined) return unknownIncident();
          return decideBackfill(state, deskSince(journal, since));
        }),
      ),
    list,
    watch: ({ incidentId }, { signal }) => watchState({ journal, states, projections }, incidentId, signal),
    watchList,
    taxonomies: () => [...taxonomies()],

    recorder: createRecorder(journal, states, actor),
    incident: (incidentId) => states.get(incidentId),
    events: (incidentId) =>
      states.get(incidentId) === undefined
        ? []
        : [...readShown(journal, incidentId)].flatMap((page) => page.map((stored) => stored.event)),
    taxonomyOf: (incident) => findTaxonomy(incident.taxonomyId),
    integrity: (incidentId) => integrityOf(journal, incidentId),
    exportFile: (incidentId) => exportIncidentFile({ journal }, incidentId),
    verify: (incidentId) => (journal.hasStream(incidentId) ? journal.verify(incidentId) : undefined),
    forget: () => {
      states.clear();
      projections.forget();
    },
    close: () => undefined,
  };
}

function eventsOf(appended: Outcome<readonly StoredEvent[], DecideProblemCode | AppendProblemCode>): Appended {
  return appended.ok ? succeed({ events: appended.value.map((stored) => stored.event) }) : appended;
}

function unknownIncident() {
  return fail('unknown-incident', 'There is no such incident.', 'Look at the list of incidents.');
}

/** The calendar day in this machine's zone, where the person who asks sits. */
function dayOf(now: number): string {
  const date = new Date(now);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
