import type { TimelineEntry } from '#shared/domain/timeline.ts';
import type { ZonedTime } from '#shared/domain/zoned-time.ts';

/** What is being done to an entry, in its place. */
export type EntryTask = 'amend' | 'change time' | 'retract';

/** What a person can do to an entry. The same object as long as the list is there. */
export interface EntryActions {
  /** Undefined: no longer. */
  begin(eventId: string, task: EntryTask | undefined): void;
  pin(entry: TimelineEntry): void;
  copy(entry: TimelineEntry): void;
  purge(entry: TimelineEntry): void;
  toggleHistory(eventId: string): void;
}

/** What is left to be done to an entry: of a purged one there is nothing to change, and a retracted one stays as it was. */
export function allowedFor({ can, purged, retracted }: TimelineEntry): TimelineEntry['can'] {
  return {
    amend: can.amend && !purged && !retracted,
    retract: can.retract && !purged && !retracted,
    purge: can.purge && !purged,
  };
}

/** One key on a row that has the focus; undefined: no key of ours, or the entry does not allow it. */
export function actionOfKey(key: string, entry: TimelineEntry): ((actions: EntryActions) => void) | undefined {
  const { eventId } = entry;
  const can = allowedFor(entry);
  switch (key.toLowerCase()) {
    case 'e':
      return can.amend ? (actions) => actions.begin(eventId, 'amend') : undefined;
    case 't':
      return can.amend ? (actions) => actions.begin(eventId, 'change time') : undefined;
    case 'r':
      return can.retract ? (actions) => actions.begin(eventId, 'retract') : undefined;
    case 'p':
      return entry.purged ? undefined : (actions) => actions.pin(entry);
    case 'c':
      return (actions) => actions.copy(entry);
    case 'h':
      return entry.amendments.length > 0 ? (actions) => actions.toggleHistory(eventId) : undefined;
    default:
      return undefined;
  }
}

/** When an entry happened, in the zone of the screen and in UTC, and when it was recorded where that differs. */
export function describeTime(entry: TimelineEntry, time: ZonedTime): string {
  const at = `${time.day(entry.occurredAt)} ${time.seconds(entry.occurredAt)} ${time.zoneName(entry.occurredAt)}`;
  const lines = [at, utcOf(entry.occurredAt)];
  const former = entry.amendments.find(({ formerOccurredAt }) => formerOccurredAt !== undefined)?.formerOccurredAt;
  if (entry.backdated || former !== undefined) {
    lines.push(`recorded ${time.day(entry.recordedAt)} ${time.seconds(entry.recordedAt)}`);
  }
  return [...new Set(lines)].join('\n');
}

/** An entry as plain text, with its time in UTC: for a chat or a ticket. */
export function entryAsText(entry: TimelineEntry): string {
  const first = `${utcOf(entry.occurredAt)}  ${entry.headline}`;
  const second = [entry.label, ...entry.details.filter((detail) => detail !== entry.label)].filter(Boolean).join(' · ');
  const whole = entry.text ?? entry.evidence;
  const rest = whole === undefined || whole.trim() === entry.headline ? [] : ['', whole.trim()];
  return [first, second, ...rest].filter((line, index) => index > 1 || line !== '').join('\n');
}

function utcOf(instant: number): string {
  return new Date(instant)
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z/, ' UTC');
}
