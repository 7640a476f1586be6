import type { StateCreator } from 'zustand';
import type { Client, IncidentSummary } from '#shared/contract/index.ts';
import type { Outcome } from '#shared/domain/outcome.ts';
import type { Taxonomy } from '#shared/domain/taxonomy.ts';
import { followStream } from './follow-stream.ts';
import { servicesSilent } from './services-silent.ts';

type Declaration = Parameters<Client['incidents']['declare']>[0];

export interface IncidentsSlice {
  /** Newest first as the services send them; undefined until then. */
  readonly incidents: readonly IncidentSummary[] | undefined;
  readonly taxonomies: readonly Taxonomy[];
  followIncidents(signal: AbortSignal): void;
  declareIncident(declaration: Declaration): Promise<Outcome<{ readonly incidentId: string }>>;
}

/** All incidents of the journal, in short, and the taxonomies they are measured by. */
export function createIncidentsSlice(client: Client): StateCreator<IncidentsSlice, [], [], IncidentsSlice> {
  return (set, get) => ({
    incidents: undefined,
    taxonomies: [],

    followIncidents(signal) {
      const loadTaxonomies = async () => {
        try {
          set({ taxonomies: await client.incidents.taxonomies(undefined, { signal }) });
        } catch {
          // The list's stream broke with it, and asks again when it is back.
        }
      };
      void followStream({
        open: () => client.incidents.watchList(undefined, { signal }),
        onValue: (incidents) => {
          set({ incidents });
          if (get().taxonomies.length === 0) void loadTaxonomies();
        },
        signal,
      });
    },

    declareIncident(declaration) {
      return client.incidents.declare(declaration).catch(servicesSilent);
    },
  });
}
