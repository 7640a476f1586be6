import { z } from 'zod';

/**
 * The schema of an `Outcome`: the value, or a problem with one of `codes`. Expected failures cross the contract as
 * values; an oRPC error means a bug or a lost connection.
 */
export function outcomeSchema<Value extends z.ZodType, const Codes extends readonly [string, ...string[]]>(
  value: Value,
  codes: Codes,
) {
  return z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), value }),
    z.object({
      ok: z.literal(false),
      error: z.object({ code: z.enum(codes), message: z.string(), action: z.string() }),
    }),
  ]);
}
