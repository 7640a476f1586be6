import { oc } from '@orpc/contract';
import { z } from 'zod';
import { runbookSchema } from '../domain/runbook.ts';
import { outcomeSchema } from './outcome.ts';

/** Characters of the longest text that is edited here: some 10,000 steps, and what one message can carry. */
export const MAX_EDITED_LENGTH = 1_000_000;

const textSchema = z.string().max(MAX_EDITED_LENGTH);
/** SHA-256 of a file's bytes, hexadecimal. */
const revisionSchema = z.string().length(64);

/** A runbook's file as an editor needs it. */
export const runbookSourceSchema = z.object({
  /** Decoded, without byte order mark, lines ended by LF whatever the file has. */
  text: z.string(),
  /** What the bytes were read as; saving always writes UTF-8. */
  encoding: z.enum(['UTF-8', 'UTF-16', 'Windows-1252']),
  /** What ends most of its lines; saving keeps it. */
  lineEnds: z.enum(['LF', 'CRLF']),
  revision: revisionSchema,
  /** Absolute. */
  path: z.string(),
  /** False for what comes with War Room, and where the file system refuses. */
  writable: z.boolean(),
});
export type RunbookSource = z.infer<typeof runbookSourceSchema>;

/** What an editor does with runbook files. Changes from outside show in `watchLibrary`: `source` is asked again then. */
export const runbookEditing = {
  /** The file as it is now, also when it is no runbook that could be read. */
  source: oc
    .input(z.object({ runbookId: z.string() }))
    .output(outcomeSchema(runbookSourceSchema, ['unknown-runbook', 'unreadable', 'too-long'])),
  /** What the text would be as a runbook, with its problems. Nothing is written. */
  check: oc
    .input(z.object({ text: textSchema, runbookId: z.string().optional() }))
    .output(outcomeSchema(z.object({ runbook: runbookSchema }), ['unreadable'])),
  /**
   * Puts the text in the file's place, whole or not at all, as UTF-8 with the line ends it had. 'changed-outside' where
   * its bytes are not `revision` any more: saving with the newer revision overwrites them.
   */
  save: oc
    .input(z.object({ runbookId: z.string(), revision: revisionSchema, text: textSchema }))
    .output(
      outcomeSchema(z.object({ revision: revisionSchema }), [
        'unknown-runbook',
        'changed-outside',
        'read-only',
        'not-saved',
      ]),
    ),
  /** Writes a new file, named after `name`, into a folder of the library: the team's unless told. Never over another. */
  create: oc
    .input(z.object({ name: z.string().trim().min(1).max(200), text: textSchema, folder: z.string().optional() }))
    .output(
      outcomeSchema(z.object({ runbookId: z.string(), path: z.string(), revision: revisionSchema }), [
        'exists',
        'unknown-folder',
        'read-only',
        'not-saved',
      ]),
    ),
  /** A Markdown draft of a runbook made of the commands that were run in an incident. Nothing is written. */
  fromIncident: oc
    .input(z.object({ incidentId: z.uuid() }))
    .output(outcomeSchema(z.object({ title: z.string(), text: z.string() }), ['unknown-incident', 'no-commands'])),
};
