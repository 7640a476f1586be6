import { clocksOf } from './clocks.ts';
import { describeFact } from './describe-response.ts';
import { formatDuration } from './duration.ts';
import type { Incident } from './incident.ts';
import { isOver } from './lifecycle.ts';
import type { Taxonomy } from './taxonomy.ts';

/** Where an incident stands at `now`, in plain lines: what somebody who takes over has to know. */
export function describeStanding(incident: Incident, taxonomy: Taxonomy | undefined, now: number): string {
  const { detectedAt, resolvedAt } = incident.timestamps;
  const until = isOver(incident.status) ? (resolvedAt ?? now) : now;
  const roles = Object.entries(incident.roles).map(([role, name]) => `${role} ${name}`);
  const impact = Object.values(incident.impact).map(({ fact }) => `${fact.field} ${describeFact(fact)}`);
  const clocks = taxonomy === undefined ? [] : clocksOf(incident, taxonomy, now).flatMap(clockLine);
  const last = incident.updates.at(-1);
  const open = incident.actionItems.filter(({ state }) => state === 'open').length;
  const lines = [
    `${incident.severity} ${incident.title}: ${incident.status}, ${formatDuration(Math.max(0, until - detectedAt))} since detection.`,
    ...(incident.summary === undefined ? [] : [incident.summary]),
    ...(roles.length === 0 ? [] : [`Roles: ${roles.join(', ')}.`]),
    `Impact: ${impact.length === 0 ? 'not known yet' : impact.join(', ')}.`,
    ...(clocks.length === 0 ? [] : [`Clocks: ${clocks.join(', ')}.`]),
    last === undefined ? 'No update has been published.' : `Last update (${last.audience}): ${firstLine(last.text)}`,
    ...(open === 0 ? [] : [`${open} action items open.`]),
  ];
  return lines.join('\n');
}

function clockLine(clock: ReturnType<typeof clocksOf>[number]): readonly string[] {
  if (clock.remainingMs === undefined) return [];
  const { remainingMs } = clock;
  return remainingMs < 0
    ? [`${clock.label} ${formatDuration(-remainingMs)} late`]
    : [`${clock.label} due in ${formatDuration(remainingMs)}`];
}

function firstLine(text: string): string {
  return text.trim().split('\n', 1)[0] ?? '';
}
