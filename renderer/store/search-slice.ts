import type { StateCreator } from 'zustand';
import type { Client, SearchHit } from '#shared/contract/index.ts';
import type { Problem } from '#shared/domain/outcome.ts';
import { servicesSilent } from './services-silent.ts';

/** More than anybody reads; a search that finds so many wants another word. */
const LIMIT = 200;

export type SearchAnswer =
  | { readonly kind: 'none' }
  /** For that text, newest first; `more` were found than are here. */
  | { readonly kind: 'found'; readonly text: string; readonly hits: readonly SearchHit[]; readonly more: boolean }
  | { readonly kind: 'failed'; readonly problem: Problem };

export interface SearchSlice {
  /** Of the last text that was answered: it stays on the screen while the next one is looked for. */
  readonly searchAnswer: SearchAnswer;
  readonly searching: boolean;
  /** Looks in the entries of all incidents. A blank text clears the answer. */
  searchEverywhere(text: string): Promise<void>;
}

/** Search over all incidents; the services do the finding. */
export function createSearchSlice(client: Client): StateCreator<SearchSlice, [], [], SearchSlice> {
  return (set) => {
    let newest = new AbortController();
    return {
      searchAnswer: { kind: 'none' },
      searching: false,

      async searchEverywhere(text) {
        newest.abort();
        const mine = new AbortController();
        newest = mine;
        if (text.trim() === '') {
          set({ searchAnswer: { kind: 'none' }, searching: false });
          return;
        }
        set({ searching: true });
        const { signal } = mine;
        const answer = await client.timeline.search({ text, limit: LIMIT }, { signal }).catch(servicesSilent);
        // Another text was typed meanwhile; its own answer is on the way.
        if (newest !== mine) return;
        const searchAnswer: SearchAnswer = answer.ok
          ? { kind: 'found', text, ...answer.value }
          : answer.error.code === 'nothing-to-find'
            ? { kind: 'none' }
            : { kind: 'failed', problem: answer.error };
        set({ searchAnswer, searching: false });
      },
    };
  };
}
