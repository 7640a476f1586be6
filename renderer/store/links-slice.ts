import type { StateCreator } from 'zustand';
import type { Client } from '#shared/contract/index.ts';
import type { Problem } from '#shared/domain/outcome.ts';
import { servicesSilent } from './services-silent.ts';

export interface LinksSlice {
  /** A web address that was clicked; the person is shown all of it and asked (T5). */
  readonly offeredLink: string | undefined;
  readonly linkProblem: Problem | undefined;
  /** Asks before opening; anything but http and https is not even asked about. */
  offerLink(url: string): void;
  dropLink(): void;
  /** Opens the offered address outside the program. */
  openLink(): Promise<void>;
}

/** Addresses on their way out of the program. */
export function createLinksSlice(client: Client): StateCreator<LinksSlice, [], [], LinksSlice> {
  return (set, get) => ({
    offeredLink: undefined,
    linkProblem: undefined,

    offerLink(text) {
      if (!URL.canParse(text)) return;
      const { protocol, href } = new URL(text);
      if (protocol === 'http:' || protocol === 'https:') set({ offeredLink: href, linkProblem: undefined });
    },

    dropLink() {
      set({ offeredLink: undefined, linkProblem: undefined });
    },

    async openLink() {
      const url = get().offeredLink;
      if (url === undefined) return;
      const answer = await client.app.openExternal({ url }).catch(servicesSilent);
      if (get().offeredLink !== url) return;
      if (answer.ok) get().dropLink();
      else set({ linkProblem: answer.error });
    },
  });
}
