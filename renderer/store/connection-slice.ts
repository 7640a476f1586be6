import type { StateCreator } from 'zustand';
import type { Client, JournalStatus } from '#shared/contract/index.ts';
import { followStream } from './follow-stream.ts';

export type ConnectionStatus =
  | { readonly kind: 'connected' }
  /** Since when, UTC ms. `final`: no more attempts are made, the page has to be opened again. */
  | { readonly kind: 'lost'; readonly since: number; readonly final: boolean; readonly detail?: string };

export interface ConnectionSlice {
  readonly connection: ConnectionStatus;
  readonly journal: JournalStatus | undefined;
  setConnection(status: ConnectionStatus): void;
  followJournal(signal: AbortSignal): void;
}

/** Whether the services answer, and what the journal says of itself. */
export function createConnectionSlice(client: Client): StateCreator<ConnectionSlice, [], [], ConnectionSlice> {
  return (set) => ({
    connection: { kind: 'connected' },
    journal: undefined,

    setConnection(connection) {
      set({ connection });
    },

    followJournal(signal) {
      void followStream({
        open: () => client.app.watchJournal(undefined, { signal }),
        onValue: (journal) => set({ journal }),
        signal,
      });
    },
  });
}
