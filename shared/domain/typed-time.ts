import type { ZonedTime } from './zoned-time.ts';

interface Context {
  /** UTC ms. */
  readonly now: number;
  readonly zone: ZonedTime;
}

const DAY = 86_400_000;
const units = { s: 1000, m: 60_000, h: 3_600_000 } as const;

/**
 * The instant (UTC ms) that a person typed: "14:05", "14:05:30", "14:05Z" for UTC, "2026-11-21 14:05" with a day,
 * "-10m" for ten minutes ago. A time of day that lies ahead is yesterday's. Undefined for anything else.
 */
export function readTypedTime(text: string, { now, zone }: Context): number | undefined {
  const ago = /^-(\d{1,4})(s|m|h)?$/.exec(text);
  if (ago?.[1]) return now - Number(ago[1]) * units[(ago[2] ?? 'm') as keyof typeof units];

  const typed = /^(?:(\d{4}-\d{2}-\d{2})[T ]\s*)?(\d{1,2}):(\d{2})(?::(\d{2}))?(Z?)$/i.exec(text);
  if (!typed) return undefined;
  const [hours, minutes, seconds] = [typed[2], typed[3], typed[4] ?? '0'].map(Number) as [number, number, number];
  if (hours > 23 || minutes > 59 || seconds > 59) return undefined;
  const sinceMidnight = ((hours * 60 + minutes) * 60 + seconds) * 1000;
  const utc = Boolean(typed[5]);
  if (typed[1] !== undefined) {
    const midnight = midnightOf(typed[1]);
    return midnight === undefined ? undefined : onClock(midnight + sinceMidnight, zone, utc);
  }
  const onDayOf = (moment: number) => {
    const local = moment + (utc ? 0 : zone.offsetAt(moment));
    return onClock(Math.floor(local / DAY) * DAY + sinceMidnight, zone, utc);
  };
  const today = onDayOf(now);
  return today <= now ? today : onDayOf(now - DAY);
}

/** The instant at which that clock shows `wall`, which is read as if it were UTC. */
function onClock(wall: number, zone: ZonedTime, utc: boolean): number {
  if (utc) return wall;
  // The offset at that time of day may be another than at midnight, on the day the clocks change.
  const first = wall - zone.offsetAt(wall);
  return wall - zone.offsetAt(first);
}

/** Midnight of a calendar day in UTC; undefined for the 31st of February. */
function midnightOf(day: string): number | undefined {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(midnight) || new Date(midnight).toISOString().slice(0, 10) !== day ? undefined : midnight;
}
