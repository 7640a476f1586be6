import type { EntryFilter } from '#shared/contract/index.ts';
import type { EntryCategory } from '#shared/domain/timeline.ts';

/** Kinds of entry as the filter names them, what people write first. */
export const categoryNames: Readonly<Record<EntryCategory, string>> = {
  note: 'Notes',
  command: 'Commands',
  alert: 'Alerts',
  graph: 'Graphs',
  incident: 'Incident',
  status: 'Status changes',
  people: 'People',
  clock: 'Clocks',
  update: 'Updates',
  impact: 'Impact',
  checklist: 'Checklists',
  'action item': 'Action items',
  runbook: 'Runbooks',
  session: 'Terminals',
  probe: 'Probes',
  attachment: 'Attachments',
  document: 'Documents',
  review: 'Review',
  unknown: 'Unknown',
};

export const categoryOrder = Object.keys(categoryNames) as readonly EntryCategory[];

/** What the menu's button says: "All", "Commands, Ada", "3 kinds, pinned". Words stand in a field of their own. */
export function filterWords({ categories = [], people = [], pinned }: EntryFilter): string {
  const [first] = categories;
  const kinds = categories.length > 1 ? `${categories.length} kinds` : first && categoryNames[first];
  return [kinds, pinned && (kinds ? 'pinned' : 'Pinned'), ...people].filter(Boolean).join(', ') || 'All';
}

/** With a member added or taken away, in a fixed order; without any member there is no such list. */
export function toggled<Item>(items: readonly Item[] | undefined, item: Item, order?: readonly Item[]): Item[] {
  const now = items ?? [];
  const next = now.includes(item) ? now.filter((other) => other !== item) : [...now, item];
  return order ? order.filter((other) => next.includes(other)) : next;
}

/** The filter with what narrows nothing left out. */
export function tidyFilter({ categories = [], people = [], text = '', pinned }: EntryFilter): EntryFilter {
  return {
    ...(categories.length > 0 && { categories }),
    ...(people.length > 0 && { people }),
    ...(text.trim() !== '' && { text: text.trim() }),
    ...(pinned && { pinned }),
  };
}
