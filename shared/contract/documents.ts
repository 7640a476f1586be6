import { oc } from '@orpc/contract';
import { z } from 'zod';
import { outcomeSchema } from './outcome.ts';

/** 'markdown' is the post-mortem; 'json' the incident file, which another data directory can import. */
export const documentFormatSchema = z.enum(['markdown', 'json']);
export type DocumentFormat = z.infer<typeof documentFormatSchema>;

/** IANA zone name for the second time column; UTC is always shown. */
const options = { incidentId: z.uuid(), format: documentFormatSchema, timeZone: z.string().optional() };

export const documents = {
  /** A long file is cut; a warning says so. */
  preview: oc
    .input(z.object(options))
    .output(
      outcomeSchema(z.object({ text: z.string(), warnings: z.array(z.string()) }), [
        'unknown-incident',
        'invalid-time-zone',
      ]),
    ),
  /** Asks the host where to save (Electron: a dialog; browser host: the data directory's `exports/`, numbered). */
  export: oc
    .input(z.object(options))
    .output(
      outcomeSchema(z.object({ path: z.string(), bytes: z.number().int() }), [
        'unknown-incident',
        'invalid-time-zone',
        'cancelled',
        'not-written',
        'not-saved',
        'read-only',
      ]),
    ),
};
