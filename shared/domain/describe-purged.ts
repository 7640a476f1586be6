import type { EventKind } from './events/index.ts';
import type { EntryCategory, EntryText } from './timeline.ts';
import { some } from './words.ts';

/** Under what an entry of that kind is filtered when nothing else of it is left. */
const categories: { readonly [Kind in EventKind]?: EntryCategory } = {
  detailsChanged: 'incident',
  noteAdded: 'note',
  attachmentAdded: 'attachment',
  alertFired: 'alert',
  alertResolved: 'alert',
  probeFailed: 'probe',
  probeRecovered: 'probe',
  snapshotTaken: 'graph',
  sessionOpened: 'session',
  sessionClosed: 'session',
  recordingStopped: 'session',
  commandStarted: 'command',
  stepStarted: 'command',
  stepSkipped: 'runbook',
  runbookAttached: 'runbook',
  parametersSet: 'runbook',
  updatePublished: 'update',
  impactChanged: 'impact',
  checklistItemChecked: 'checklist',
  actionItemAdded: 'action item',
  actionItemChanged: 'action item',
  actionItemClosed: 'action item',
  reviewSectionWritten: 'review',
};

/** An entry whose words were overwritten: its kind and its author are all that is left. `person` is who wrote it. */
export function describePurged(kind: string, person: string | undefined): EntryText {
  const category = Object.hasOwn(categories, kind) ? categories[kind as EventKind] : undefined;
  return {
    category: category ?? 'unknown',
    label: 'purged',
    headline: 'Purged entry',
    details: some(person),
    tone: 'neutral',
  };
}
