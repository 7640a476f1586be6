import type { EntryCategory, TimelineEntry } from '#shared/domain/timeline.ts';

export interface TimelineFilter {
  readonly category: EntryCategory | 'all' | 'pinned';
  /** A name, or everybody. */
  readonly person: string | undefined;
  readonly text: string;
}

export const noFilter: TimelineFilter = { category: 'all', person: undefined, text: '' };

export function isFiltering(filter: TimelineFilter): boolean {
  return filter.category !== 'all' || filter.person !== undefined || filter.text.trim() !== '';
}

/** The entries that a filter lets through, in their order. Every word of the text has to stand somewhere in the row. */
export function filterEntries(entries: readonly TimelineEntry[], filter: TimelineFilter): readonly TimelineEntry[] {
  if (!isFiltering(filter)) return entries;
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  return entries.filter((entry) => {
    if (filter.category === 'pinned' ? !entry.pinned : filter.category !== 'all' && entry.category !== filter.category)
      return false;
    if (filter.person !== undefined && entry.actorName !== filter.person) return false;
    if (words.length === 0) return true;
    const row = [entry.label, entry.headline, ...entry.details, entry.evidence ?? ''].join('\n').toLowerCase();
    return words.every((word) => row.includes(word));
  });
}

/** Everybody who stands in the timeline, by name. */
export function peopleOf(entries: readonly TimelineEntry[]): readonly string[] {
  return [...new Set(entries.map(({ actorName }) => actorName).filter((name) => name !== undefined))].sort();
}
