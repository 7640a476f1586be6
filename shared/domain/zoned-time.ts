/** Prints instants (UTC ms) on the clock of one zone. Making one is slow (Intl), using it is not: keep it. */
export interface ZonedTime {
  /** "14:03". */
  minutes(instant: number): string;
  /** "14:03:09". */
  seconds(instant: number): string;
  /** "2026-11-21". */
  day(instant: number): string;
  /** "14:03:09" in UTC. */
  utcSeconds(instant: number): string;
  /** The zone's offset from UTC at an instant, milliseconds east. */
  offsetAt(instant: number): number;
  /** "UTC+5:30"; "UTC" for none. */
  zoneName(instant: number): string;
}

/** The clock of an IANA zone, or of the device for 'local'. An unknown name, as from an old setting, means the device's. */
export function createZonedTime(zone: string): ZonedTime {
  const format = formatter(zone);
  const fieldsAt = (instant: number) => {
    const fields: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(instant)) fields[type] = Number(value);
    const { year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = fields;
    return { year, month, day, hour, minute, second };
  };
  const offsetAt = (instant: number) => {
    const { year, month, day, hour, minute, second } = fieldsAt(instant);
    const whole = Math.floor(instant / 1000) * 1000;
    return Date.UTC(year, month - 1, day, hour, minute, second) - whole;
  };
  const minutes = (instant: number) => {
    const { hour, minute } = fieldsAt(instant);
    return `${two(hour)}:${two(minute)}`;
  };
  return {
    minutes,
    seconds: (instant) => `${minutes(instant)}:${two(fieldsAt(instant).second)}`,
    day: (instant) => {
      const { year, month, day } = fieldsAt(instant);
      return `${year}-${two(month)}-${two(day)}`;
    },
    utcSeconds: (instant) => new Date(instant).toISOString().slice(11, 19),
    offsetAt,
    zoneName: (instant) => {
      const total = Math.round(offsetAt(instant) / 60_000);
      if (total === 0) return 'UTC';
      const hours = Math.floor(Math.abs(total) / 60);
      const rest = Math.abs(total) % 60;
      return `UTC${total < 0 ? '-' : '+'}${hours}${rest === 0 ? '' : `:${two(rest)}`}`;
    },
  };
}

function formatter(zone: string): Intl.DateTimeFormat {
  const options: Intl.DateTimeFormatOptions = {
    calendar: 'iso8601',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  };
  if (zone === 'local') return new Intl.DateTimeFormat('en', options);
  try {
    return new Intl.DateTimeFormat('en', { ...options, timeZone: zone });
  } catch {
    return new Intl.DateTimeFormat('en', options);
  }
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
