import { z } from 'zod';

const isoSchema = z.union([
  z.iso.datetime({ offset: true, local: true }),
  z.iso.datetime({ offset: true, local: true, precision: -1 }),
]);

/**
 * UTC milliseconds of an ISO 8601 date and time; without a zone it is this machine's. Undefined for anything else: a
 * date that was guessed wrong would stand in the record for ever.
 */
export function parseInstant(text: string): number | undefined {
  if (!isoSchema.safeParse(text).success) return undefined;
  const instant = Date.parse(text);
  return Number.isNaN(instant) || instant < 0 ? undefined : instant;
}

/** For yargs: throws the one line that a wrong date deserves. */
export function instantOption(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const instant = parseInstant(text);
  if (instant === undefined) {
    throw new Error(`"${text}" is not a date and time; write it like 2026-11-21T14:05:00Z or 2026-11-21T14:05`);
  }
  return instant;
}
