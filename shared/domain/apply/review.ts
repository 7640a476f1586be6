import { authorOf } from '../author.ts';
import type { EventOf } from '../events/index.ts';
import type { Incident } from '../incident.ts';

/** The newest text of a section is the section; an empty one takes it out. */
export function writeSection(state: Incident, event: EventOf<'reviewSectionWritten'>): Incident {
  const { section, text } = event.payload;
  const { [section]: _former, ...others } = state.review.sections;
  const sections =
    text.trim() === '' ? others : { ...others, [section]: { text, by: authorOf(event), at: event.occurredAt } };
  return { ...state, review: { ...state.review, sections } };
}

/** The first approval counts until the review goes back to its writers. */
export function changeReviewStatus(state: Incident, event: EventOf<'reviewStatusChanged'>): Incident {
  const status = event.payload.to;
  const { approvedAt = event.occurredAt, ...review } = state.review;
  const approved = status === 'approved' || status === 'published';
  return { ...state, review: { ...review, status, ...(approved && { approvedAt }) } };
}

/** A clock is breached once per origin and limit, also when two devices saw it. */
export function addBreach(state: Incident, event: EventOf<'clockBreached'>): Incident {
  const { clock, severity, originAt, limitMs, dueAt } = event.payload;
  const known = state.breaches.some(
    (breach) => breach.clock === clock && breach.originAt === originAt && breach.limitMs === limitMs,
  );
  if (known) return state;
  return { ...state, breaches: [...state.breaches, { clock, severity, originAt, limitMs, dueAt }] };
}
