import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { outcomeSchema } from './outcome.ts';

/** Raised whenever a change would make an older page or an older service misread the other. */
export const CONTRACT_VERSION = 2;

export const journalStatusSchema = z.object({
  state: z.enum(['ready', 'read-only', 'damaged']),
  /** Events in the whole journal. */
  events: z.number().int().min(0),
  /** What is wrong, for a person; absent when ready. */
  detail: z.string().optional(),
});
export type JournalStatus = z.infer<typeof journalStatusSchema>;

/** Something to hear of wherever one looks: the host shows it on the desktop, a page as a passing note. */
export const noticeSchema = z.object({
  title: z.string(),
  body: z.string(),
  tone: z.enum(['neutral', 'critical']),
  incidentId: z.uuid().optional(),
});
export type Notice = z.infer<typeof noticeSchema>;

export const app = {
  /** First call of every page: refuses a page of another version before anything can be misread. */
  hello: oc.input(z.object({ contractVersion: z.number().int() })).output(
    outcomeSchema(
      z.object({
        appVersion: z.string(),
        platform: z.string(),
        dataDir: z.string(),
        journal: journalStatusSchema,
      }),
      ['version-mismatch'],
    ),
  ),
  watchJournal: oc.output(eventIterator(journalStatusSchema)),
  /** Every notice as it is given, and first those that no page has had yet. */
  watchNotices: oc.output(eventIterator(noticeSchema)),
  /** Shows it on the desktop, where the host can: for a window that nobody looks at. */
  notify: oc.input(z.object({ title: z.string().max(300), body: z.string().max(1000) })).output(z.object({})),
  /** http and https only; the page has shown the full URL and got a yes. */
  openExternal: oc
    .input(z.object({ url: z.string().max(8192) }))
    .output(outcomeSchema(z.object({}), ['not-a-web-address', 'cannot-open'])),
};
