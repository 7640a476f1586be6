import type { StateCreator } from 'zustand';
import type { Client } from '#shared/contract/index.ts';
import type { Outcome } from '#shared/domain/outcome.ts';
import { servicesSilent } from './services-silent.ts';

/** What happened on this device before an incident was declared, and could be brought into it. */
export interface DeskOffer {
  readonly incidentId: string;
  /** UTC ms. */
  readonly since: number;
  readonly entries: number;
}

export interface DeskSlice {
  readonly deskOffer: DeskOffer | undefined;
  /** Looks for what an incident could take in from the desk since then (UTC ms); answers how many entries. */
  lookAtDesk(incidentId: string, since: number): Promise<number>;
  bringIn(): Promise<Outcome<unknown>>;
  dismissDesk(): void;
}

/** The last hour before a declaration: alerts, commands, probes that are on no incident's timeline yet. */
export function createDeskSlice(client: Client): StateCreator<DeskSlice, [], [], DeskSlice> {
  return (set, get) => ({
    deskOffer: undefined,

    async lookAtDesk(incidentId, since) {
      try {
        const { entries } = await client.incidents.deskSince({ incidentId, since });
        set({ deskOffer: entries > 0 ? { incidentId, since, entries } : undefined });
        return entries;
      } catch {
        // Nothing is offered then; the palette asks again.
        return 0;
      }
    },

    async bringIn() {
      const { deskOffer } = get();
      if (!deskOffer) return servicesSilent();
      const { incidentId, since } = deskOffer;
      const answer = await client.incidents.backfill({ incidentId, since }).catch(servicesSilent);
      if (answer.ok) set({ deskOffer: undefined });
      return answer;
    },

    dismissDesk() {
      set({ deskOffer: undefined });
    },
  });
}
