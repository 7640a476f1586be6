import type { RunbookSummary } from '#shared/contract/index.ts';
import type { Runbook } from '#shared/domain/runbook.ts';
import type { LibraryFolder } from './folders.ts';

/** A runbook without `review_every` is looked at again after this long. */
const DEFAULT_REVIEW_DAYS = 365;
/** From this many days before its date on, a review is due. */
const DUE_SOON_DAYS = 14;
/** What a calendar can hold, and far beyond what anybody means. */
const MAX_REVIEW_DAYS = 36_500;
const DAY_MS = 86_400_000;

/** Where a runbook was found. */
export interface RunbookPlace {
  readonly folder: LibraryFolder;
  readonly path: string;
  readonly category: string | undefined;
}

/** What the list of the library shows. `now` in UTC ms. */
export function summarize(runbook: Runbook, place: RunbookPlace, now: number): RunbookSummary {
  const { id, title, owner, lastReviewed, alerts, mentions, services, steps, problems } = runbook;
  return {
    id,
    title,
    ...(owner === undefined ? {} : { owner }),
    ...(lastReviewed === undefined ? {} : { lastReviewed }),
    review: reviewOf(runbook, now),
    alerts,
    mentions,
    services,
    stepCount: steps.length,
    problemCount: problems.length,
    isIndex: runbook.index !== undefined,
    ...placed(place),
  };
}

/** A file that is no runbook yet: it is listed with its problem, under its own name. */
export function summarizeBroken(id: string, title: string, place: RunbookPlace): RunbookSummary {
  return {
    id,
    title,
    review: { state: 'never reviewed' },
    alerts: [],
    mentions: [],
    services: [],
    stepCount: 0,
    problemCount: 1,
    isIndex: false,
    ...placed(place),
  };
}

function placed({ folder, path, category }: RunbookPlace) {
  return {
    origin: folder.origin,
    ...(folder.origin === 'folder' ? { folder: folder.name } : {}),
    ...(category === undefined ? {} : { category }),
    path,
  };
}

/** Days are those of UTC: the whole of its date a review is due, and overdue from the next day on. */
export function reviewOf(
  { lastReviewed, reviewEveryDays = DEFAULT_REVIEW_DAYS }: Pick<Runbook, 'lastReviewed' | 'reviewEveryDays'>,
  now: number,
): RunbookSummary['review'] {
  if (lastReviewed === undefined) return { state: 'never reviewed' };
  const days = Math.ceil(Math.min(reviewEveryDays, MAX_REVIEW_DAYS));
  const due = Date.parse(lastReviewed) / DAY_MS + days;
  const today = Math.floor(now / DAY_MS);
  const state = due < today ? 'overdue' : due - DUE_SOON_DAYS <= today ? 'due' : 'current';
  return { state, dueOn: new Date(due * DAY_MS).toISOString().slice(0, 10) };
}
