import { type Clock, clocksOf } from './clocks.ts';
import { describeFact } from './describe-response.ts';
import { formatDuration } from './duration.ts';
import { ladderOf } from './escalation.ts';
import type { ImpactFact } from './events/index.ts';
import type { Incident, PublishedUpdate } from './incident.ts';
import { overSince } from './lifecycle.ts';
import { plural } from './plural.ts';
import type { Taxonomy } from './taxonomy.ts';

/** Well within what an entry takes, whatever was typed: a handover must not fail for its summary. */
const MAX_LENGTH = 50_000;

/**
 * Where an incident stands at `now` (UTC ms), in plain lines: what somebody who takes over has to know. No free text
 * of other entries is copied into it: what is purged there for its secret would live on here.
 */
export function describeStanding(incident: Incident, taxonomy: Taxonomy | undefined, now: number): string {
  const since = (at: number) => formatDuration(Math.max(0, now - at));
  const { title, status, drill, severity, severityHistory, statusHistory } = incident;
  const lines = [
    `${drill ? 'Drill: ' : ''}${severity} ${title}: ${status}, ${ageWords(incident, now)}.`,
    `${severityWords(severityHistory, since)}, ${status} for ${since(statusHistory.at(-1)?.at ?? now)}.`,
    peopleWords(incident),
    impactWords(incident),
    ...(taxonomy === undefined ? [] : [clockWords(incident, taxonomy, now), ladderWords(incident, taxonomy, now)]),
    updateWords(incident.updates.at(-1), since),
    checklistWords(incident),
    openItemsWords(incident),
  ];
  return (
    lines
      .filter((line) => line !== undefined)
      .join('\n')
      .slice(0, MAX_LENGTH)
      // The cut may have gone through a character.
      .toWellFormed()
  );
}

function ageWords(incident: Incident, now: number): string {
  const over = overSince(incident);
  const took = formatDuration(Math.max(0, (over ?? now) - incident.timestamps.detectedAt));
  return over === undefined ? `${took} since detection` : `${took} from detection until then`;
}

function severityWords(history: Incident['severityHistory'], since: (at: number) => string): string {
  const [present, former] = [history.at(-1), history.at(-2)];
  if (present === undefined) return '';
  const held = `${present.severity} for ${since(present.from)}`;
  return former === undefined ? held : `${held} (${former.severity} before)`;
}

function peopleWords({ roles, responders, timestamps }: Incident): string {
  const held = Object.entries(roles).map(([role, name]) => `${role} ${name}`);
  const others = responders
    .filter(({ name, leftAt }) => leftAt === undefined && !Object.values(roles).includes(name))
    .map(({ name }) => name);
  const parts = [
    held.length === 0 ? 'Nobody has a role.' : `Roles: ${held.join(', ')}.`,
    others.length > 0 && `Also here: ${others.join(', ')}.`,
    timestamps.acknowledgedAt === undefined && 'Nobody has acknowledged it.',
  ];
  return parts.filter((part) => typeof part === 'string').join(' ');
}

function impactWords({ impact }: Incident): string {
  const facts = Object.values(impact).map(({ fact }) => `${fact.field} ${describeFigure(fact)}`);
  return `Impact: ${facts.length === 0 ? 'not known yet' : facts.join(', ')}.`;
}

/** The figure without what was written beside it. */
function describeFigure(fact: ImpactFact): string {
  if (fact.field === 'data loss' && fact.value !== null) return fact.value.extent;
  if (fact.field === 'SLA' && fact.value !== null) return fact.value.breached ? 'breached' : 'kept';
  return describeFact(fact);
}

/** What counts now, the latest first; the ladder has a line of its own. */
function clockWords(incident: Incident, taxonomy: Taxonomy, now: number): string | undefined {
  const counting = clocksOf(incident, taxonomy, now)
    .flatMap((clock) =>
      clock.kind === 'escalation' || clock.remainingMs === undefined ? [] : [{ clock, remainingMs: clock.remainingMs }],
    )
    .sort((a, b) => a.remainingMs - b.remainingMs)
    .map(({ clock, remainingMs }) => countWords(clock, remainingMs));
  return counting.length === 0 ? undefined : `Clocks: ${counting.join(', ')}.`;
}

function countWords({ label, state }: Clock, remainingMs: number): string {
  if (remainingMs < 0) return `${label} ${formatDuration(-remainingMs)} late`;
  const due = `due in ${formatDuration(remainingMs)}`;
  return state === 'breached' ? `${label} late by an earlier limit and ${due}` : `${label} ${due}`;
}

function ladderWords(incident: Incident, taxonomy: Taxonomy, now: number): string | undefined {
  const { levels, nextEscalation: next } = ladderOf(incident, taxonomy, now);
  const waiting = levels
    .filter(({ state }) => state === 'told')
    .map(({ level, who, toldAt = now }) => `${level} ${who} told ${formatDuration(now - toldAt)} ago, no answer yet`);
  const when = next && (next.remainingMs < 0 ? 'due now' : `in ${formatDuration(next.remainingMs)}`);
  const parts = [...waiting, ...(next ? [`next ${next.level} ${next.who}, ${when}`] : [])];
  return parts.length === 0 ? undefined : `Escalation: ${parts.join('; ')}.`;
}

function updateWords(update: PublishedUpdate | undefined, since: (at: number) => string): string {
  if (update === undefined) return 'No update has been published.';
  return `Last update (${update.audience}) ${since(update.at)} ago: ${update.publicStatus}.`;
}

/** Only what was touched is on the record; what a list holds besides is in its file. */
function checklistWords({ checklists }: Incident): string | undefined {
  const ticks = Object.values(checklists).flatMap((items) => Object.values(items));
  const open = ticks.filter(({ checked }) => !checked).map(({ text }) => text);
  if (ticks.length === 0) return undefined;
  const ticked = `Checklists: ${plural(ticks.length - open.length, 'item')} ticked`;
  return open.length === 0 ? `${ticked}.` : `${ticked}; open again: ${open.join(', ')}.`;
}

function openItemsWords({ actionItems }: Incident): string | undefined {
  const open = actionItems.filter(({ state }) => state === 'open').length;
  return open === 0 ? undefined : `${plural(open, 'action item')} open.`;
}
