import type { RunbookSummary } from '#shared/contract/index.ts';

/** The library as the picker lists it: what matches every word of the query, the team's own first, by title. */
export function searchLibrary(library: readonly RunbookSummary[], query: string): readonly RunbookSummary[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return library
    .filter((runbook) => {
      const { title, owner, origin, category, folder, services, alerts, review } = runbook;
      const state = review.state === 'current' ? '' : review.state;
      const text = [title, owner, origin, category, folder, state, ...services, ...alerts].join(' ').toLowerCase();
      return words.every((word) => text.includes(word));
    })
    .sort((a, b) => origins.indexOf(a.origin) - origins.indexOf(b.origin) || a.title.localeCompare(b.title));
}

/** What is nearer to the team comes first. */
const origins: readonly RunbookSummary['origin'][] = ['team', 'folder', 'shipped'];

/** Runbooks under one heading of the library. */
export interface LibraryGroup {
  readonly title: string;
  readonly runbooks: readonly RunbookSummary[];
}

/**
 * The library by category, in the order in which the categories turn up among `found`; those that were `proposed` on top,
 * lists of links last. Each runbook stands once.
 */
export function groupLibrary(
  found: readonly RunbookSummary[],
  proposed: readonly RunbookSummary[],
): readonly LibraryGroup[] {
  const ids = new Set(proposed.map(({ id }) => id));
  const groups = new Map<string, RunbookSummary[]>();
  const add = (title: string, runbook: RunbookSummary) => {
    const group = groups.get(title);
    if (group) group.push(runbook);
    else groups.set(title, [runbook]);
  };
  for (const runbook of found) if (ids.has(runbook.id)) add('Answers an active alert', runbook);
  for (const runbook of found) if (!ids.has(runbook.id) && !runbook.isIndex) add(groupOf(runbook), runbook);
  for (const runbook of found) if (!ids.has(runbook.id) && runbook.isIndex) add('Lists of runbooks', runbook);
  return [...groups].map(([title, runbooks]) => ({ title, runbooks }));
}

function groupOf({ category, origin, folder }: RunbookSummary): string {
  if (category !== undefined) return category;
  return origin === 'team' ? 'Your team’s' : origin === 'shipped' ? 'Shipped' : (folder ?? 'Added folder');
}
