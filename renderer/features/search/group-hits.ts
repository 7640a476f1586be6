import type { SearchHit } from '#shared/contract/index.ts';

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

export interface SnippetPart {
  readonly text: string;
  /** One of the words that were looked for. */
  readonly found: boolean;
}

/** The parts of a snippet: what stands between U+E000 and U+E001 was looked for. */
export function snippetParts(snippet: string): readonly SnippetPart[] {
  return snippet
    .split(/(\uE000[^\uE001]*\uE001?)/)
    .filter((part) => part !== '')
    .map((part) => ({ text: part.replaceAll(/[\uE000\uE001]/g, ''), found: part.startsWith('\uE000') }));
}
