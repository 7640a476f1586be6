import { oc } from '@orpc/contract';
import { z } from 'zod';
import { instantSchema } from '../domain/events/index.ts';
import { outcomeSchema } from './outcome.ts';

/** One recording, as the record knows it. */
export const transcriptSchema = z.object({
  sessionId: z.uuid(),
  /** Absent: the desk. */
  incidentId: z.uuid().optional(),
  incidentTitle: z.string().optional(),
  title: z.string(),
  startedAt: instantSchema,
  durationMs: z.number(),
  /** Bytes, all parts together. */
  size: z.number().int(),
  /** 'live': still being written, as far as the disk has it; 'purged': nothing is left to be played. */
  state: z.enum(['live', 'kept', 'purged']),
});
export type Transcript = z.infer<typeof transcriptSchema>;

/** `[ms, kind, data]`: 'o' output, 'r' size as "80x24", 'm' marker. */
export const castEventSchema = z.tuple([z.number(), z.enum(['o', 'r', 'm']), z.string()]);

const sessionProblems = ['unknown-session', 'purged', 'absent', 'damaged'] as const;
export type TranscriptProblemCode = (typeof sessionProblems)[number];
const target = { sessionId: z.uuid() };

export const transcriptHitSchema = z.object({
  sessionId: z.uuid(),
  incidentId: z.uuid().optional(),
  incidentTitle: z.string().optional(),
  title: z.string(),
  startedAt: instantSchema,
  /** When the line was complete in the recording. */
  atMs: z.number(),
  /** The line, the words found between U+E000 and U+E001. */
  line: z.string(),
});

export const transcripts = {
  /** Newest first. `incidentId` absent: of all incidents and the desk. */
  list: oc.input(z.object({ incidentId: z.uuid().optional() })).output(z.array(transcriptSchema)),
  /** The recording in pages of about a megabyte; `next` is absent on the last one. */
  read: oc.input(z.object({ ...target, from: z.number().int().min(0).optional() })).output(
    outcomeSchema(
      z.object({
        columns: z.number().int(),
        rows: z.number().int(),
        events: z.array(castEventSchema),
        /** Lines that could not be read. */
        skipped: z.number().int(),
        next: z.number().int().optional(),
        /** On the last page of a recording that is still written: from where what comes is read. */
        continuesAt: z.number().int().optional(),
      }),
      sessionProblems,
    ),
  ),
  /** Where the command of an event is recorded. Refused when its session has no recording. */
  locate: oc
    .input(z.object({ incidentId: z.uuid().optional(), eventId: z.uuid() }))
    .output(outcomeSchema(z.object({ ...target, commandId: z.uuid() }), ['not-recorded'])),
  /** First and last lines of what a command printed, as plain text. */
  commandText: oc
    .input(z.object({ ...target, commandId: z.uuid() }))
    .output(
      outcomeSchema(z.object({ text: z.string(), truncated: z.boolean() }), [...sessionProblems, 'unknown-command']),
    ),
  /** Words in what terminals printed: first what is still being recorded, then sealed recordings, the last one read in first. */
  search: oc.input(z.object({ text: z.string().max(1000), incidentId: z.uuid().optional() })).output(
    outcomeSchema(
      z.object({
        hits: z.array(transcriptHitSchema),
        more: z.boolean(),
        /** Recordings that are not read in yet, or of which only the end was: what else is in them is not among the hits. */
        waiting: z.number().int(),
      }),
      ['nothing-to-find'],
    ),
  ),
  /** Saves it where the host asks. 'cast': asciicast v2, which `asciinema play` plays. */
  export: oc
    .input(z.object({ ...target, format: z.enum(['cast', 'text']) }))
    .output(outcomeSchema(z.object({ path: z.string() }), [...sessionProblems, 'cancelled', 'not-written'])),
};
