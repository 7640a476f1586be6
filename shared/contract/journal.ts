import { oc } from '@orpc/contract';
import { z } from 'zod';
import { outcomeSchema } from './outcome.ts';

export const journal = {
  /** Checks the chains, signatures, evidence and derived data of one incident. */
  verify: oc.input(z.object({ incidentId: z.uuid() })).output(
    outcomeSchema(
      z.object({
        ok: z.boolean(),
        events: z.number().int(),
        problems: z.array(z.string()),
        notes: z.array(z.string()),
      }),
      ['unknown-incident'],
    ),
  ),
  /** Sets a damaged file aside untouched and carries over every event that can be read. */
  salvage: oc.output(
    outcomeSchema(
      z.object({
        events: z.number().int(),
        /** Numbers that are lost, one line per chain. */
        missing: z.array(z.string()),
        setAside: z.string(),
      }),
      ['not-damaged', 'in-use', 'not-written'],
    ),
  ),
  /** Writes the whole record into one file of the host's choosing, while the program runs. */
  backup: oc.output(
    outcomeSchema(z.object({ path: z.string(), bytes: z.number().int(), events: z.number().int() }), [
      'cancelled',
      'not-written',
    ]),
  ),
};
