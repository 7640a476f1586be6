import { applyToRunbooks } from './apply-runbook.ts';
import { assertNever } from './assert-never.ts';
import type { JournalEvent, KnownEvent, Status } from './events/index.ts';
import type { Incident } from './incident.ts';
import { statusRank } from './lifecycle.ts';

/**
 * The state after one more event, in fold order. Total: whatever comes, it yields a state. Nothing counts before
 * `declared`, and a second `declared` changes nothing.
 */
export function apply(state: Incident | undefined, event: JournalEvent): Incident | undefined {
  if (state === undefined) return event.kind === 'declared' ? declare(event) : undefined;
  const counted = { ...state, eventCount: state.eventCount + 1 };
  if (event.kind === 'unknown') return { ...counted, unknownEvents: state.unknownEvents + 1 };
  return applyKnown(counted, event);
}

function applyKnown(state: Incident, event: KnownEvent): Incident {
  switch (event.kind) {
    case 'severityChanged':
      return {
        ...state,
        severity: event.payload.to,
        severityHistory: changeSeverity(state.severityHistory, event.payload.to, event.occurredAt),
      };
    case 'statusChanged':
      return {
        ...state,
        status: event.payload.to,
        timestamps: enterStatus(state.timestamps, event.payload.to, event.occurredAt),
      };
    case 'acknowledged': {
      const { acknowledgedAt = event.occurredAt } = state.timestamps;
      return { ...state, timestamps: { ...state.timestamps, acknowledgedAt } };
    }
    case 'roleAssigned':
      return { ...state, roles: { ...state.roles, [event.payload.role]: event.payload.personName } };
    case 'noteAdded': {
      const pinned = event.payload.pinned === true ? pin(state.pinned, event.id, true) : state.pinned;
      if (event.payload.noteKind !== 'communication') return { ...state, pinned };
      return { ...state, pinned, lastUpdateAt: Math.max(state.lastUpdateAt ?? 0, event.occurredAt) };
    }
    case 'entryPinned':
      return { ...state, pinned: pin(state.pinned, event.payload.eventId, event.payload.pinned) };
    case 'runbookAttached':
    case 'stepStarted':
    case 'stepFinished':
    case 'stepSkipped':
      return { ...state, runbooks: applyToRunbooks(state.runbooks, event) };
    case 'declared':
    case 'alertFired':
    case 'alertResolved':
    case 'snapshotTaken':
    case 'sessionOpened':
    case 'sessionClosed':
    case 'commandStarted':
    case 'commandFinished':
    case 'documentExported':
      return state;
    default:
      return assertNever(event);
  }
}

function declare(event: KnownEvent & { readonly kind: 'declared' }): Incident {
  const { title, severity, taxonomyId, drill, simulated, detectedAt } = event.payload;
  return {
    id: event.incidentId,
    title,
    severity,
    severityHistory: [{ severity, from: Math.min(detectedAt, event.occurredAt) }],
    taxonomyId,
    status: 'detected',
    drill,
    simulated,
    timestamps: { declaredAt: event.occurredAt, detectedAt },
    roles: {},
    pinned: [],
    runbooks: [],
    eventCount: 1,
    unknownEvents: 0,
  };
}

/**
 * The newest statement holds from its moment on, also against what was recorded before it for a later moment; the
 * history so stays in order, and its last entry is the present severity.
 */
function changeSeverity(
  history: Incident['severityHistory'],
  severity: string,
  at: number,
): Incident['severityHistory'] {
  const from = Math.max(at, history[0]?.from ?? at);
  return [...history.filter((entry) => entry.from < from), { severity, from }];
}

type Timestamps = Incident['timestamps'];

/** Which statuses leave a timestamp, in lifecycle order. */
const stamps = [
  ['identified', 'identifiedAt'],
  ['monitoring', 'mitigatedAt'],
  ['resolved', 'resolvedAt'],
  ['closed', 'closedAt'],
] as const satisfies readonly (readonly [Status, keyof Timestamps])[];

/**
 * Entering a status stamps it once. Going back takes the stamps of what lies ahead away, so that a reopened incident
 * is measured by its last resolution; a status that was skipped stays without one.
 */
function enterStatus(timestamps: Timestamps, to: Status, at: number): Timestamps {
  const entered: { -readonly [Key in keyof Timestamps]: Timestamps[Key] } = { ...timestamps };
  if (to !== 'detected') entered.triagedAt ??= at;
  for (const [status, key] of stamps) {
    if (status === to) entered[key] ??= at;
    else if (statusRank(status) > statusRank(to)) delete entered[key];
  }
  return entered;
}

function pin(pinned: readonly string[], eventId: string, on: boolean): readonly string[] {
  if (pinned.includes(eventId) === on) return pinned;
  return on ? [...pinned, eventId] : pinned.filter((id) => id !== eventId);
}
