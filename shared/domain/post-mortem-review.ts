import { type ReviewSection, reviewSectionSchema } from './events/index.ts';
import type { Incident, TrackedActionItem } from './incident.ts';

export interface PostMortemActionItem extends TrackedActionItem {
  /** Open, and its day had passed when the record ended. */
  readonly overdue: boolean;
}

/** What a post-mortem should not do without. */
const expected: readonly ReviewSection[] = [
  'executive summary',
  'trigger',
  'root cause',
  'contributing factors',
  'resolution',
  'what went well',
  'what went badly',
  'where we got lucky',
  'lessons',
];

/** What people wrote, by the section's name in camel case, for a template. */
export function collectReview({ review }: Incident): Readonly<Record<string, string>> {
  const written = reviewSectionSchema.options.flatMap((section) => {
    const text = review.sections[section]?.text;
    return text === undefined ? [] : [[toCamelCase(section), text] as const];
  });
  return Object.fromEntries(written);
}

/** Sections that are expected and that nobody wrote. */
export function collectUnwritten({ review }: Incident): readonly ReviewSection[] {
  return expected.filter((section) => review.sections[section] === undefined);
}

/** The most urgent first. `asOf` is UTC ms; a day has passed when it has everywhere, at the end of its UTC day. */
export function collectActionItems({ actionItems }: Incident, asOf: number): PostMortemActionItem[] {
  const day = new Date(asOf).toISOString().slice(0, 10);
  return actionItems
    .map((item) => ({ ...item, overdue: item.state === 'open' && item.dueOn !== undefined && item.dueOn < day }))
    .sort((a, b) => compareText(a.priority, b.priority) || compareText(a.dueOn ?? '~', b.dueOn ?? '~'));
}

/** What is missing on items that are still to be done. */
export function actionItemWarnings({ actionItems }: Incident): string[] {
  return actionItems
    .filter(({ state }) => state === 'open')
    .flatMap(({ title, owner, dueOn }) => {
      const lacks = [...(owner ? [] : ['owner']), ...(dueOn === undefined ? ['due date'] : [])];
      return lacks.length === 0 ? [] : [`The action item "${title}" has no ${lacks.join(' and no ')}.`];
    });
}

function toCamelCase(section: ReviewSection): string {
  return section.replaceAll(/[ -]([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function compareText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
