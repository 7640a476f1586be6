import { type ActionItem, daySchema } from '#shared/domain/events/index.ts';
import type { TrackedActionItem } from '#shared/domain/incident.ts';
import { plural } from '#shared/domain/plural.ts';

const DAY = 86_400_000;

export const priorityWords: Readonly<Record<ActionItem['priority'], string>> = {
  P0: 'P0, this week',
  P1: 'P1, this month',
  P2: 'P2, this quarter',
};

export const horizonWords: Readonly<Record<ActionItem['horizon'], string>> = {
  immediate: 'Immediate, under a week',
  'short-term': 'Short-term, under a month',
  'long-term': 'Long-term, under three months',
};

export interface DayWords {
  readonly words: string;
  readonly late: boolean;
}

/** When it is due, seen from a day: "due tomorrow", "3 days overdue". Both are calendar days, `2026-11-21`. */
export function dayWords(dueOn: string, today: string): DayWords {
  const days = Math.round((Date.parse(dueOn) - Date.parse(today)) / DAY);
  if (days < 0) return { words: `${plural(-days, 'day')} overdue`, late: true };
  if (days === 0) return { words: 'due today', late: false };
  if (days === 1) return { words: 'due tomorrow', late: false };
  return { words: days <= 14 ? `due ${dueOn}, in ${days} days` : `due ${dueOn}`, late: false };
}

const spans = { d: 1, w: 7, m: 30 } as const;

/** A calendar day as typed: "2026-12-05", or "3d", "2w", "1m" from today on. Empty: none; undefined: no day at all. */
export function readDay(text: string, today: string): string | undefined {
  const typed = text.trim().toLowerCase();
  const span = /^\+?(\d{1,3})([dwm])$/.exec(typed);
  if (span) {
    const days = Number(span[1]) * spans[span[2] as keyof typeof spans];
    return new Date(Date.parse(today) + days * DAY).toISOString().slice(0, 10);
  }
  return typed === '' || daySchema.safeParse(typed).success ? typed : undefined;
}

/** Open ones first, the soonest due before the others and those without a date by priority; closed ones the newest first. */
export function inOrder(items: readonly TrackedActionItem[]): readonly TrackedActionItem[] {
  const open = items.filter(({ state }) => state === 'open');
  const closed = items.filter(({ state }) => state !== 'open');
  return [
    ...open.sort((a, b) => compare(a.dueOn ?? '9999', b.dueOn ?? '9999') || compare(a.priority, b.priority)),
    ...closed.sort((a, b) => (b.closedAt ?? 0) - (a.closedAt ?? 0)),
  ];
}

/** "3 open, 1 overdue". */
export function countWords(items: readonly TrackedActionItem[], today: string): string {
  const open = items.filter(({ state }) => state === 'open');
  const overdue = open.filter(({ dueOn }) => dueOn !== undefined && dueOn < today).length;
  if (items.length === 0) return 'none yet';
  return [`${open.length} open`, overdue > 0 && `${overdue} overdue`].filter(Boolean).join(', ');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
