import { authorOf } from '../author.ts';
import type { EventOf, Role } from '../events/index.ts';
import type { Incident } from '../incident.ts';

/** The first acknowledgement stops the clock; later ones count for their level of the ladder. */
export function acknowledge(state: Incident, event: EventOf<'acknowledged'>): Incident {
  const { level } = event.payload;
  const { acknowledgedAt = event.occurredAt } = state.timestamps;
  return {
    ...state,
    timestamps: { ...state.timestamps, acknowledgedAt },
    acknowledgements: [
      ...state.acknowledgements,
      { ...(level !== undefined && { level }), at: event.occurredAt, by: authorOf(event) },
    ],
  };
}

/** One person per role, so exactly one commander; whoever has a role takes part. */
export function assignRole(state: Incident, role: Role, personName: string, at: number): Incident {
  return join({ ...state, roles: { ...state.roles, [role]: personName } }, personName, at);
}

export function join(state: Incident, name: string, at: number): Incident {
  if (state.responders.some((responder) => responder.name === name && responder.leftAt === undefined)) return state;
  return { ...state, responders: [...state.responders, { name, joinedAt: at }] };
}

/** Who leaves gives up their roles, but never the command: that is handed over. */
export function leave(state: Incident, name: string, at: number): Incident {
  const kept = Object.entries(state.roles).filter(([role, holder]) => holder !== name || role === 'incident commander');
  return {
    ...state,
    roles: Object.fromEntries(kept),
    responders: state.responders.map((responder) =>
      responder.name === name && responder.leftAt === undefined ? { ...responder, leftAt: at } : responder,
    ),
  };
}

export function escalate(state: Incident, event: EventOf<'escalated'>): Incident {
  const { level, who, contact } = event.payload;
  const escalation = {
    level,
    who,
    ...(contact !== undefined && { contact }),
    at: event.occurredAt,
    by: authorOf(event),
  };
  return { ...state, escalations: [...state.escalations, escalation] };
}
