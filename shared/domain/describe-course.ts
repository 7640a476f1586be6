import { assertNever } from './assert-never.ts';
import type { Details, EventOf, Moment } from './events/index.ts';
import type { EntryText } from './timeline.ts';
import { capitalize, some } from './words.ts';

type CourseEvent = EventOf<
  | 'detailsChanged'
  | 'timestampSet'
  | 'roleHandedOver'
  | 'responderJoined'
  | 'responderLeft'
  | 'incidentMerged'
  | 'escalated'
>;

/** How a moment is called where a person reads it. */
export const momentNames: Readonly<Record<Moment, string>> = {
  startedAt: 'started',
  detectedAt: 'detected',
  acknowledgedAt: 'acknowledged',
  declaredAt: 'declared',
  identifiedAt: 'identified',
  mitigatedAt: 'mitigated',
  resolvedAt: 'resolved',
  closedAt: 'closed',
};

/** The words of what changes an incident's course or its people. `person` is who wrote it. */
export function describeCourse(event: CourseEvent, person: string | undefined): EntryText {
  switch (event.kind) {
    case 'detailsChanged': {
      const { changes, reason } = event.payload;
      const headline = changedWords(changes).join('; ');
      const evidence = changes.summary === undefined || changes.summary === '' ? {} : { evidence: changes.summary };
      return {
        category: 'incident',
        label: 'details',
        headline: capitalize(headline),
        details: some(reason, person),
        ...evidence,
        tone: 'neutral',
      };
    }
    case 'timestampSet': {
      const { moment, at, reason } = event.payload;
      const name = capitalize(momentNames[moment]);
      const headline = at === null ? `${name}: time taken away` : `${name} at ${new Date(at).toISOString()}`;
      return { category: 'incident', label: 'time set', headline, details: some(reason, person), tone: 'neutral' };
    }
    case 'roleHandedOver': {
      const { role, from, to, summary } = event.payload;
      const headline = `${capitalize(role)} handed over: ${from} → ${to}`;
      return {
        category: 'people',
        label: 'handover',
        headline,
        details: some(person),
        evidence: summary,
        tone: 'accent',
      };
    }
    case 'responderJoined':
    case 'responderLeft': {
      const { personName, reason } = event.payload;
      const [label, verb] = event.kind === 'responderJoined' ? ['joined', 'joined'] : ['left', 'left'];
      const by = person === personName ? undefined : person;
      return {
        category: 'people',
        label,
        headline: `${personName} ${verb}`,
        details: some(reason, by),
        tone: 'neutral',
      };
    }
    case 'incidentMerged': {
      const { direction, otherId, otherTitle } = event.payload;
      const headline =
        direction === 'into' ? `Duplicate of: ${otherTitle}` : `Duplicate merged into this one: ${otherTitle}`;
      return { category: 'incident', label: 'merged', headline, details: some(otherId, person), tone: 'neutral' };
    }
    case 'escalated': {
      const { level, who, contact, reason } = event.payload;
      return {
        category: 'people',
        label: 'escalated',
        headline: `Escalated to ${level}: ${who}`,
        details: some(contact, reason, person),
        tone: 'warning',
      };
    }
    default:
      return assertNever(event);
  }
}

function changedWords(changes: Details): readonly string[] {
  const { title, summary, services, rootCauseTags, drill, links = {} } = changes;
  const linked = Object.entries(links).map(([kind, target]) =>
    target === '' ? `${kind} removed` : `${kind}: ${target}`,
  );
  return some(
    title !== undefined && `title: ${title}`,
    summary !== undefined && (summary === '' ? 'summary removed' : 'summary written'),
    services !== undefined && `services: ${services.join(', ') || 'none'}`,
    rootCauseTags !== undefined && `root cause: ${rootCauseTags.join(', ') || 'none'}`,
    drill !== undefined && (drill ? 'marked as a drill' : 'not a drill'),
    ...linked,
  );
}
