import type { EventOf } from '../events/index.ts';
import type { Incident } from '../incident.ts';

export function pinEntry(state: Incident, eventId: string, on: boolean): Incident {
  if (state.pinned.includes(eventId) === on) return state;
  const pinned = on ? [...state.pinned, eventId] : state.pinned.filter((id) => id !== eventId);
  return { ...state, pinned };
}

export function hideEntry(state: Incident, how: 'retracted' | 'purged', eventId: string): Incident {
  return state[how].includes(eventId) ? state : { ...state, [how]: [...state[how], eventId] };
}

export function addBackfilled(state: Incident, event: EventOf<'backfilled'>): Incident {
  return { ...state, backfilledIds: [...state.backfilledIds, event.payload.original.id] };
}

export function noteSkew(state: Incident, event: EventOf<'clockSkewDetected'>): Incident {
  const skew = { at: event.recordedAt, skewMs: event.payload.skewMs, deviceId: event.deviceId };
  return { ...state, clockSkews: [...state.clockSkews, skew] };
}
