import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { instantSchema, reasonSchema, sha256Schema } from '../domain/events/index.ts';
import { entryCategorySchema, type TimelineEntry } from '../domain/timeline.ts';
import { appendedSchema, incidentProblemCodes } from './incidents.ts';
import { outcomeSchema } from './outcome.ts';

const target = { incidentId: z.uuid() };

/**
 * Which entries; what is absent does not narrow. `text` finds as `search` does, so no retracted or purged entries; one
 * without a letter or digit does not narrow.
 */
export const entryFilterSchema = z.object({
  categories: z.array(entryCategorySchema).optional(),
  people: z.array(z.string()).optional(),
  text: z.string().max(1000).optional(),
  pinned: z.literal(true).optional(),
});
export type EntryFilter = z.infer<typeof entryFilterSchema>;

/** The place of an entry in the order of the screen: by occurredAt, then `order`. */
export const entryPlaceSchema = z.object({ occurredAt: instantSchema, order: z.string().max(100), eventId: z.uuid() });
export type EntryPlace = z.infer<typeof entryPlaceSchema>;

/** Entries, oldest first, that follow one another without a gap. */
export interface EntryPage {
  readonly entries: readonly TimelineEntry[];
  /** There are earlier ones that match. */
  readonly older: boolean;
}

/**
 * First, and whenever it has to begin anew, the newest entries; then what changed: entries that are new or read
 * differently now, of whatever age, and the ids of those that are gone or no longer match.
 */
export type TimelineChange =
  | ({ readonly kind: 'newest'; readonly total: number; readonly people: readonly string[] } & EntryPage)
  | {
      readonly kind: 'changed';
      readonly entries: readonly TimelineEntry[];
      readonly gone: readonly string[];
      readonly total: number;
      readonly people: readonly string[];
    };

/** One entry that a search found, over all incidents. */
export interface SearchHit {
  readonly incidentId: string;
  readonly incidentTitle: string;
  readonly entry: TimelineEntry;
  /** Where the words occur, the words between U+E000 and U+E001. */
  readonly snippet: string;
}

export const timeline = {
  watch: oc
    .input(z.object({ ...target, filter: entryFilterSchema.optional(), newest: z.number().int().min(1).max(1000) }))
    .output(eventIterator(z.custom<TimelineChange>())),
  /** The entries before that place. */
  page: oc
    .input(
      z.object({
        ...target,
        filter: entryFilterSchema.optional(),
        before: entryPlaceSchema,
        limit: z.number().int().min(1).max(1000),
      }),
    )
    .output(z.custom<EntryPage>()),
  /**
   * Newest recorded first. All words have to occur, the last one at least as a beginning; accents and case do not count.
   * Retracted and purged entries are not found, amended ones by what they say now. `incidentId` absent: in all incidents.
   */
  search: oc
    .input(
      z.object({
        text: z.string().max(1000),
        incidentId: z.uuid().optional(),
        limit: z.number().int().min(1).max(500).optional(),
      }),
    )
    .output(
      outcomeSchema(z.object({ hits: z.custom<readonly SearchHit[]>(), more: z.boolean() }), ['nothing-to-find']),
    ),
  /** Overwrites what every event of the entry says, because it holds a secret. It cannot be undone. */
  purge: oc.input(z.object({ ...target, eventId: z.uuid(), reason: reasonSchema })).output(
    outcomeSchema(
      z.object({
        purged: z.number().int(),
        /** A copy may still lie in the file: another program held it open. */
        remains: z.boolean(),
        /** Its terminal is still being recorded: that file shows it no more, and holds it until the terminal is closed. */
        underWay: z.literal(true).optional(),
      }),
      incidentProblemCodes,
    ),
  ),
  /** Keeps a file as an entry. `bytes` are base64 of at most 2.5 MB: a message has a limit. */
  attach: oc
    .input(
      z.object({
        ...target,
        name: z.string().trim().min(1).max(255),
        mediaType: z.string().max(200),
        bytes: z.base64().max(3_500_000),
        caption: z.string().trim().max(500).optional(),
      }),
    )
    .output(appendedSchema),
  /** A blob as text; only kinds that are JSON or text. */
  readBlob: oc
    .input(z.object({ sha256: sha256Schema }))
    .output(outcomeSchema(z.object({ text: z.string() }), ['absent', 'damaged'])),
};
