import { authorOf } from '../author.ts';
import type { EventOf, Moment, Status } from '../events/index.ts';
import type { Incident } from '../incident.ts';
import { statusRank } from '../lifecycle.ts';

type Timestamps = Incident['timestamps'];
type Mutable<Value> = { -readonly [Key in keyof Value]: Value[Key] };

/** The first state of an incident. */
export function declare(event: EventOf<'declared'>): Incident {
  const { title, severity, taxonomyId, drill, simulated, detectedAt } = event.payload;
  return {
    id: event.incidentId,
    title,
    services: [],
    rootCauseTags: [],
    links: {},
    severity,
    severityHistory: [{ severity, from: Math.min(detectedAt, event.occurredAt) }],
    taxonomyId,
    status: 'detected',
    statusHistory: [{ status: 'detected', at: event.occurredAt }],
    drill,
    simulated,
    timestamps: { declaredAt: event.occurredAt, detectedAt },
    corrections: [],
    roles: {},
    responders: [],
    acknowledgements: [],
    escalations: [],
    breaches: [],
    checklists: {},
    impact: {},
    updates: [],
    actionItems: [],
    review: { status: 'draft', sections: {} },
    mergedFrom: [],
    backfilledIds: [],
    clockSkews: [],
    pinned: [],
    retracted: [],
    purged: [],
    runbooks: [],
    parameters: {},
    eventCount: 1,
    unknownEvents: 0,
  };
}

/** Takes what is given, and leaves the rest; an empty text or link takes away. */
export function changeDetails(state: Incident, event: EventOf<'detailsChanged'>): Incident {
  const { title, summary, services, rootCauseTags, drill, links } = event.payload.changes;
  const merged = Object.entries({ ...state.links, ...links }).filter(([, target]) => target !== '');
  const { summary: former, ...rest } = state;
  const text = summary ?? former;
  return {
    ...rest,
    ...(title !== undefined && { title }),
    ...(text !== undefined && text !== '' && { summary: text }),
    ...(services !== undefined && { services }),
    ...(rootCauseTags !== undefined && { rootCauseTags }),
    ...(drill !== undefined && { drill }),
    links: Object.fromEntries(merged),
  };
}

/**
 * The newest statement holds from its moment on, also against what was recorded before it for a later moment; the
 * history so stays in order, and its last entry is the present severity.
 */
export function changeSeverity(state: Incident, event: EventOf<'severityChanged'>): Incident {
  const severity = event.payload.to;
  const history = state.severityHistory;
  const from = Math.max(event.occurredAt, history[0]?.from ?? event.occurredAt);
  return {
    ...state,
    severity,
    severityHistory: [...history.filter((entry) => entry.from < from), { severity, from }],
  };
}

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
export function enterStatus(state: Incident, event: EventOf<'statusChanged'>): Incident {
  const { to } = event.payload;
  const at = event.occurredAt;
  const entered: Mutable<Timestamps> = { ...state.timestamps };
  if (to !== 'detected') entered.triagedAt ??= at;
  for (const [status, key] of stamps) {
    if (status === to) entered[key] ??= at;
    else if (statusRank(status) > statusRank(to)) delete entered[key];
  }
  // Open again, it is an incident of its own: a merge that was a mistake is undone so.
  const { mergedInto, ...own } = state;
  const kept = to === 'closed' && mergedInto !== undefined ? state : own;
  return { ...kept, status: to, statusHistory: [...state.statusHistory, { status: to, at }], timestamps: entered };
}

/** A correction takes the place of what was there, which the history keeps. */
export function setTimestamp(state: Incident, event: EventOf<'timestampSet'>): Incident {
  const { moment, at, reason } = event.payload;
  const correction = {
    moment,
    from: state.timestamps[moment] ?? null,
    to: at,
    by: authorOf(event),
    recordedAt: event.recordedAt,
    ...(reason !== undefined && { reason }),
  };
  return {
    ...state,
    timestamps: at === null ? withoutMoment(state.timestamps, moment) : { ...state.timestamps, [moment]: at },
    corrections: [...state.corrections, correction],
  };
}

/** An incident was always detected and declared at some moment. */
function withoutMoment(timestamps: Timestamps, moment: Moment): Timestamps {
  if (moment === 'declaredAt' || moment === 'detectedAt') return timestamps;
  const { [moment]: _removed, ...rest } = timestamps;
  return rest;
}

export function mergeIncident(state: Incident, event: EventOf<'incidentMerged'>): Incident {
  const { direction, otherId, otherTitle } = event.payload;
  const other = { id: otherId, title: otherTitle, at: event.occurredAt };
  if (direction === 'into') return { ...state, mergedInto: other };
  return { ...state, mergedFrom: [...state.mergedFrom.filter(({ id }) => id !== otherId), other] };
}
