import { type Moment, momentSchema } from '#shared/domain/events/index.ts';
import type { Incident } from '#shared/domain/incident.ts';
import { readTypedTime } from '#shared/domain/typed-time.ts';
import type { ZonedTime } from '#shared/domain/zoned-time.ts';

/** "2026-11-21 14:05:09", on the clock of the zone. */
export function printMoment(at: number, zone: ZonedTime): string {
  return `${zone.day(at)} ${zone.seconds(at)}`;
}

/** "2026-11-21 13:05:09 UTC". */
export function printUtc(at: number): string {
  return `${new Date(at).toISOString().slice(0, 10)} ${new Date(at).toISOString().slice(11, 19)} UTC`;
}

export type TypedMoment =
  | { readonly ok: true; readonly at: number }
  /** What is wrong with it, for beside the field. */
  | { readonly ok: false; readonly message: string };

/** Reads when something happened. What already happened cannot lie ahead. */
export function readMoment(text: string, now: number, zone: ZonedTime): TypedMoment {
  const at = readTypedTime(text.trim(), { now, zone });
  if (at === undefined)
    return { ok: false, message: 'Write it like 2026-11-21 14:05:09, 14:05, or -10m for ten minutes ago.' };
  if (at > now) return { ok: false, message: 'That lies in the future.' };
  return { ok: true, at };
}

/** Every moment in the order of an incident's life, and whether it was corrected. */
export function momentsOf({ timestamps, corrections }: Incident) {
  const order: readonly Moment[] = [...momentSchema.options];
  return order.map((moment) => ({
    moment,
    at: timestamps[moment],
    // Set for the first time it was not wrong before.
    corrected: corrections.some((correction) => correction.moment === moment && correction.from !== null),
  }));
}
