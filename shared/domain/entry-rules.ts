import type { EventKind } from './events/index.ts';

/** Entries whose words a person wrote, and may write again. Everything else is corrected by its own command. */
const amendable: ReadonlySet<string> = new Set<EventKind>(['noteAdded', 'attachmentAdded']);

/** Statements and evidence. What moved the incident (its status, its roles) is undone by moving it again. */
const retractable: ReadonlySet<string> = new Set<EventKind>([
  'noteAdded',
  'attachmentAdded',
  'snapshotTaken',
  'alertFired',
  'alertResolved',
  'probeFailed',
  'probeRecovered',
  'sessionOpened',
  'sessionClosed',
  'recordingStopped',
  'sessionMoved',
  'recordingLevelChanged',
  'transcriptSealed',
  'commandStarted',
  'commandFinished',
  'stepStarted',
  'stepFinished',
  'stepSkipped',
  'backfilled',
]);

/**
 * What may be overwritten when it holds a secret: everything that carries text, but not what the incident's course
 * hangs on, which could not be folded without it.
 */
const purgeable: ReadonlySet<string> = new Set<EventKind>([
  ...(retractable as ReadonlySet<EventKind>),
  'entryAmended',
  'entryRetracted',
  'detailsChanged',
  'updatePublished',
  'impactChanged',
  'checklistItemChecked',
  'actionItemAdded',
  'actionItemChanged',
  'actionItemClosed',
  'reviewSectionWritten',
  'runbookAttached',
  'parametersSet',
]);

export function isAmendable(kind: string): boolean {
  return amendable.has(kind);
}

export function isRetractable(kind: string): boolean {
  return retractable.has(kind);
}

export function isPurgeable(kind: string): boolean {
  return purgeable.has(kind);
}
