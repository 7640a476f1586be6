import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { outcomeSchema } from './outcome.ts';

/** Bytes of the file in each part but the last: well below a message's limit, and a short wait under a socket's rate. */
export const IMPORT_PART_BYTES = 512 * 1024;

/** Every way in which a file can be refused. */
export const importProblemCodes = [
  // Before its hashes are looked at.
  'unreadable',
  'too-large',
  'not-text',
  'not-an-incident-file',
  'newer-format',
  'incomplete',
  'not-json',
  'too-deep',
  'too-many-events',
  'missing-member',
  'unknown-member',
  'invalid-value',
  'ambiguous',
  'not-declared',
  'evidence-changed',
  'evidence-unnamed',
  // What its hashes, chains and signatures say, by themselves and beside what is here.
  'changed',
  'chain-broken',
  'seq-missing',
  'wrong-stream',
  'id-taken',
  'own-chain',
  'signature-invalid',
  // On the way, and when it is written.
  'busy',
  'abandoned',
  'not-saved',
  'read-only',
] as const;
export type ImportCode = (typeof importProblemCodes)[number];

const importedSchema = z.object({
  incidentId: z.uuid(),
  /** Events that are new here. */
  appended: z.number().int(),
  /** Events that were here already. */
  skipped: z.number().int(),
  /** Events that contradict what is here; both are kept. */
  forked: z.number().int(),
  signatures: z.number().int(),
  /** Pieces of evidence that came with it. */
  evidence: z.number().int(),
  /** Events that were purged where the file comes from, and still say here what they said. */
  purgedElsewhere: z.array(z.uuid()).readonly(),
});
export type Imported = z.infer<typeof importedSchema>;

/** How far an import is. What comes in while it is 'sending' are parts; after 'taking-in' it is not given up any more. */
const importStateSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('sending'), uploadId: z.uuid() }),
  z.object({ kind: z.literal('checking') }),
  z.object({ kind: z.literal('taking-in'), events: z.number().int() }),
  z.object({ kind: z.literal('done'), outcome: outcomeSchema(importedSchema, importProblemCodes) }),
]);
export type ImportState = z.infer<typeof importStateSchema>;

export const imports = {
  /**
   * Takes in an incident file that a page has, all of it or nothing; one at a time in the program. `bytes` is its size.
   * Whoever leaves the stream gives it up, and nothing of it is kept.
   */
  receive: oc.input(z.object({ bytes: z.int().min(0) })).output(eventIterator(importStateSchema)),
  /** The next part, counted from 0, in Base64; the answer is how many bytes are there. */
  part: oc
    .input(
      z.object({
        uploadId: z.uuid(),
        part: z.int().min(0),
        bytes: z.string().max(Math.ceil(IMPORT_PART_BYTES / 3) * 4),
      }),
    )
    .output(
      outcomeSchema(z.object({ received: z.number().int() }), ['no-upload', 'wrong-part', 'not-saved', 'read-only']),
    ),
};
