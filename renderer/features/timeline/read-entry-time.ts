import type { TimelineEntry } from '#shared/domain/timeline.ts';
import { readTypedTime } from '#shared/domain/typed-time.ts';
import type { ZonedTime } from '#shared/domain/zoned-time.ts';

interface Context {
  readonly entry: Pick<TimelineEntry, 'occurredAt'>;
  /** UTC ms. */
  readonly now: number;
  readonly zone: ZonedTime;
}

/**
 * The instant (UTC ms) that a person typed for an entry, as in the composer, with or without the "@". A time of day
 * alone is one of the entry's own day; "-10m" is before now. Undefined: no time.
 */
export function readEntryTime(typed: string, { entry, now, zone }: Context): number | undefined {
  const text = typed.trim().replace(/^@/, '');
  if (!/^\d{1,2}:/.test(text)) return readTypedTime(text, { now, zone });
  // In UTC the entry's day may be another one than in the zone of the screen.
  const day = /z$/i.test(text) ? new Date(entry.occurredAt).toISOString().slice(0, 10) : zone.day(entry.occurredAt);
  return readTypedTime(`${day} ${text}`, { now, zone });
}
