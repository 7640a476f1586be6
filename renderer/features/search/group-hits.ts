import type { SearchHit } from '#shared/contract/index.ts';
import { type SnippetPart, snippetParts } from '../../components/index.ts';

export interface HitGroup {
  readonly incidentId: string;
  readonly incidentTitle: string;
  readonly hits: readonly SearchHit[];
}

/** Hits under their incidents; both in the order in which the search found them. */
export function groupHits(hits: readonly SearchHit[]): readonly HitGroup[] {
  const groups = Map.groupBy(hits, ({ incidentId }) => incidentId);
  return [...groups].map(([incidentId, members]) => ({
    incidentId,
    incidentTitle: members[0]?.incidentTitle ?? incidentId,
    hits: members,
  }));
}

/** A longer headline would be cut where the words may stand. */
const SHORT_HEADLINE = 160;

/**
 * What a hit says in its row: the headline, where the words that were found stand in it; else the snippet, which also
 * holds what else belongs to the entry.
 */
export function partsOf({ entry: { headline }, snippet }: SearchHit): readonly SnippetPart[] {
  const parts = snippetParts(snippet);
  const found = [...new Set(parts.filter((part) => part.found).map(({ text }) => text))];
  if (headline.length > SHORT_HEADLINE || found.length === 0 || !found.every((word) => headline.includes(word))) {
    return parts;
  }
  return found.reduce<readonly SnippetPart[]>(
    (split, word) => split.flatMap((part) => (part.found ? [part] : splitAt(part.text, word))),
    [{ text: headline, found: false }],
  );
}

function splitAt(text: string, word: string): readonly SnippetPart[] {
  return text
    .split(word)
    .flatMap((between, index) => [...(index > 0 ? [{ text: word, found: true }] : []), { text: between, found: false }])
    .filter((part) => part.text !== '');
}
