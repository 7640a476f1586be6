import { assertNever } from '../assert-never.ts';
import type { JournalEvent, KnownEvent } from '../events/index.ts';
import type { Incident } from '../incident.ts';
import { changeDetails, changeSeverity, declare, enterStatus, mergeIncident, setTimestamp } from './course.ts';
import { addBackfilled, hideEntry, noteSkew, pinEntry } from './entries.ts';
import { acknowledge, assignRole, escalate, join, leave } from './people.ts';
import { addActionItem, changeActionItem, closeActionItem, publishUpdate, setImpact, tick } from './response.ts';
import { addBreach, changeReviewStatus, writeSection } from './review.ts';
import { applyToRunbooks } from './runbooks.ts';

/**
 * The state after one more event, in fold order. Total: whatever comes, it yields a state. Nothing counts before
 * `declared`, and a second `declared` changes nothing.
 */
export function apply(state: Incident | undefined, event: JournalEvent): Incident | undefined {
  if (state === undefined) return event.kind === 'declared' ? declare(event) : undefined;
  const counted = { ...state, eventCount: state.eventCount + 1 };
  if (event.kind !== 'unknown') return applyKnown(counted, event);
  if (event.purged !== true) return { ...counted, unknownEvents: state.unknownEvents + 1 };
  // What an update said may be gone; that it went out still restarts the cadence.
  if (event.originalKind !== 'updatePublished') return counted;
  return { ...counted, lastUpdateAt: Math.max(state.lastUpdateAt ?? 0, event.occurredAt) };
}

function applyKnown(state: Incident, event: KnownEvent): Incident {
  switch (event.kind) {
    case 'detailsChanged':
      return changeDetails(state, event);
    case 'severityChanged':
      return changeSeverity(state, event);
    case 'statusChanged':
      return enterStatus(state, event);
    case 'timestampSet':
      return setTimestamp(state, event);
    case 'incidentMerged':
      return mergeIncident(state, event);
    case 'acknowledged':
      return acknowledge(state, event);
    case 'roleAssigned':
      return assignRole(state, event.payload.role, event.payload.personName, event.occurredAt);
    case 'roleHandedOver':
      return assignRole(state, event.payload.role, event.payload.to, event.occurredAt);
    case 'responderJoined':
      return join(state, event.payload.personName, event.occurredAt);
    case 'responderLeft':
      return leave(state, event.payload.personName, event.occurredAt);
    case 'escalated':
      return escalate(state, event);
    case 'noteAdded':
      return event.payload.pinned === true ? pinEntry(state, event.id, true) : state;
    case 'entryPinned':
      return pinEntry(state, event.payload.eventId, event.payload.pinned);
    case 'entryRetracted':
      return hideEntry(state, 'retracted', event.payload.eventId);
    case 'entryPurged':
      return hideEntry(state, 'purged', event.payload.eventId);
    case 'backfilled':
      return addBackfilled(state, event);
    case 'clockSkewDetected':
      return noteSkew(state, event);
    case 'clockBreached':
      return addBreach(state, event);
    case 'checklistItemChecked':
      return tick(state, event);
    case 'updatePublished':
      return publishUpdate(state, event);
    case 'impactChanged':
      return setImpact(state, event);
    case 'actionItemAdded':
      return addActionItem(state, event);
    case 'actionItemChanged':
      return changeActionItem(state, event);
    case 'actionItemClosed':
      return closeActionItem(state, event);
    case 'reviewSectionWritten':
      return writeSection(state, event);
    case 'reviewStatusChanged':
      return changeReviewStatus(state, event);
    case 'runbookAttached':
    case 'stepStarted':
    case 'stepFinished':
    case 'stepSkipped':
      return { ...state, runbooks: applyToRunbooks(state.runbooks, event) };
    case 'parametersSet':
      return { ...state, parameters: { ...state.parameters, ...event.payload.values } };
    case 'declared':
    case 'entryAmended':
    case 'attachmentAdded':
    case 'alertFired':
    case 'alertResolved':
    case 'probeFailed':
    case 'probeRecovered':
    case 'snapshotTaken':
    case 'sessionOpened':
    case 'sessionClosed':
    case 'recordingStopped':
    case 'sessionMoved':
    case 'recordingLevelChanged':
    case 'transcriptSealed':
    case 'commandStarted':
    case 'commandFinished':
    case 'documentExported':
      return state;
    default:
      return assertNever(event);
  }
}
