import { oc } from '@orpc/contract';
import { z } from 'zod';
import { instantSchema, sha256Schema } from '../domain/events/index.ts';
import { outcomeSchema } from './outcome.ts';

/** One recording, as the record knows it. A long one has several parts, each with its own blob. */
export const transcriptSchema = z.object({
  sessionId: z.uuid(),
  incidentId: z.uuid().optional(),
  incidentTitle: z.string().optional(),
  title: z.string(),
  startedAt: instantSchema,
  durationMs: z.number(),
  /** Bytes, all parts together. */
  size: z.number().int(),
  /** Sealed parts, in order; empty while it still runs. */
  blobs: z.array(sha256Schema),
  live: z.boolean(),
  /** Commands in the order in which they ran; `atMs` is where their output begins in the recording. */
  commands: z.array(
    z.object({
      commandId: z.uuid(),
      commandLine: z.string(),
      atMs: z.number().optional(),
      exitCode: z.number().int().optional(),
      durationMs: z.number().optional(),
    }),
  ),
});
export type Transcript = z.infer<typeof transcriptSchema>;

/** `[ms, kind, data]`: 'o' output, 'r' size as "80x24", 'm' marker. */
export const castEventSchema = z.tuple([z.number(), z.enum(['o', 'r', 'm']), z.string()]);

const problems = ['unknown-session', 'absent', 'damaged'] as const;
const target = { sessionId: z.uuid() };

export const transcripts = {
  /** Newest first. `incidentId` absent: of all incidents and the desk. */
  list: oc.input(z.object({ incidentId: z.uuid().optional() })).output(z.array(transcriptSchema)),
  /** The recording in pages of a few hundred kilobytes; `next` is undefined on the last one. */
  read: oc.input(z.object({ ...target, from: z.number().int().min(0).optional() })).output(
    outcomeSchema(
      z.object({
        columns: z.number().int(),
        rows: z.number().int(),
        events: z.array(castEventSchema),
        next: z.number().int().optional(),
      }),
      problems,
    ),
  ),
  /** What a command printed, as plain text. */
  commandText: oc
    .input(z.object({ ...target, commandId: z.uuid() }))
    .output(outcomeSchema(z.object({ text: z.string(), truncated: z.boolean() }), [...problems, 'unknown-command'])),
  /** Words in what terminals printed, newest recording first. */
  search: oc.input(z.object({ text: z.string().max(1000), incidentId: z.uuid().optional() })).output(
    outcomeSchema(
      z.object({
        hits: z.array(
          z.object({
            sessionId: z.uuid(),
            incidentId: z.uuid().optional(),
            incidentTitle: z.string().optional(),
            title: z.string(),
            atMs: z.number(),
            /** The line, the words found between U+E000 and U+E001. */
            line: z.string(),
          }),
        ),
        more: z.boolean(),
      }),
      ['nothing-to-find'],
    ),
  ),
  /** Saves it where the host asks. 'cast': asciicast v2, which `asciinema play` plays. */
  export: oc
    .input(z.object({ ...target, format: z.enum(['cast', 'text']) }))
    .output(outcomeSchema(z.object({ path: z.string() }), [...problems, 'cancelled', 'not-written'])),
};
