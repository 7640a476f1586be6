import type { Notice } from '#shared/contract/index.ts';
import { type Clock, clocksOf, keyOfBreach, type UnrecordedBreach } from '#shared/domain/clocks.ts';
import { formatDuration } from '#shared/domain/duration.ts';
import { ladderOf } from '#shared/domain/escalation.ts';
import type { Incident } from '#shared/domain/incident.ts';
import type { Taxonomy } from '#shared/domain/taxonomy.ts';
import type { Contact, ContactKind } from '#shared/domain/team.ts';
import { capitalize } from '#shared/domain/words.ts';

export type ContactOf = (kind: ContactKind) => Contact | undefined;

/** Something about one clock that is worth a notice, under a key that it has once. */
export interface ClockNews {
  readonly key: string;
  readonly words: string;
}

/** What there is to say about an incident's clocks at one moment. */
export interface ClockReport {
  readonly late: readonly ClockNews[];
  readonly near: readonly ClockNews[];
}

interface ReportInput {
  readonly incident: Incident;
  readonly taxonomy: Taxonomy;
  /** What was found to be late just now; clocks that have ended need no notice. */
  readonly breaches: readonly UnrecordedBreach[];
  readonly contactOf: ContactOf;
  /** UTC ms. */
  readonly now: number;
}

/** Puts into words what has just become late, and what is near its limit. */
export function reportClocks({ incident, taxonomy, breaches, contactOf, now }: ReportInput): ClockReport {
  const next = ladderOf(incident, taxonomy, now).nextEscalation;
  const person = next?.contact && contactOf(next.contact);
  const who = next && [next.level, next.who, ...(person ? [reachedAs(person)] : [])].join(' ');
  const isNext = (id: string) => id === `escalation: ${next?.level}`;

  const counting = breaches.filter((breach) => breach.counting);
  const escalations = counting.filter(({ kind }) => kind === 'escalation');
  const late = counting.filter(({ kind }) => kind !== 'escalation');
  const near = clocksOf(incident, taxonomy, now).filter(({ state }) => state === 'near');
  return {
    late: [
      ...late.map((breach) => ({ key: keyOfBreach(breach), words: lateWords(breach) })),
      ...escalations.map((breach, index) => ({
        key: keyOfBreach(breach),
        // Whatever levels came due together, the lowest that nobody called is called first.
        words: index === 0 && who !== undefined ? `Escalate now: ${who}.` : '',
      })),
    ],
    near: near.map((clock) => ({
      key: keyOfBreach({ clock: clock.id, originAt: clock.originAt, limitMs: clock.limitMs }),
      words: isNext(clock.id) ? `Next to be called: ${who}, in ${left(clock)}.` : nearWords(clock),
    })),
  };
}

/** One notice about an incident; undefined where there is nothing to say. */
export function toNotice(incident: Incident, news: readonly ClockNews[], tone: Notice['tone']): Notice | undefined {
  const body = news.flatMap(({ words }) => (words === '' ? [] : [words])).join(' ');
  if (body === '') return undefined;
  const title = `${incident.drill ? 'Drill: ' : ''}${incident.severity} ${incident.title}`;
  return { title, body, tone, incidentId: incident.id };
}

/** What to say when several incidents became late at once, as after days away. */
export function summarizeNotices(notices: readonly Notice[]): Notice {
  const titles = notices.slice(0, 3).map(({ title }) => title);
  const more = notices.length - titles.length;
  const body = [...titles, ...(more > 0 ? [`${more} more`] : [])].join('; ');
  const tone = notices.some((notice) => notice.tone === 'critical') ? 'critical' : 'neutral';
  return { title: `Clocks of ${notices.length} incidents need a look`, body, tone };
}

/** The wall clock jumped by so many ms, negative for back. */
export function jumpNotice(jumpMs: number): Notice {
  const way = jumpMs < 0 ? 'back' : 'ahead';
  return {
    title: 'This machine’s clock jumped',
    body: `It went ${way} by ${formatDuration(Math.abs(jumpMs))}. What is recorded from now on has the new time: check which one is right.`,
    tone: 'critical',
  };
}

function lateWords({ label, limitMs }: UnrecordedBreach): string {
  return `${capitalize(label)} is overdue: the limit of ${formatDuration(limitMs)} has passed.`;
}

function nearWords(clock: Clock): string {
  return `${capitalize(clock.label)} is due in ${left(clock)}.`;
}

function left({ remainingMs = 0 }: Clock): string {
  return formatDuration(Math.max(0, remainingMs));
}

function reachedAs({ name, contact }: Contact): string {
  return contact === undefined ? `(${name})` : `(${name}, ${contact})`;
}
