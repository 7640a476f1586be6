import { type TimedPhase, timedPhases } from './clocks-phases.ts';
import type { ClockKind, ClockRun } from './clocks-run.ts';
import { ladderLevels } from './escalation-levels.ts';
import type { Incident } from './incident.ts';
import { overSince, overSpans } from './lifecycle.ts';
import { cadenceOf, reviewsFor, type SeverityLevel, type Taxonomy } from './taxonomy.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** As the record takes it for a clock's name. */
const MAX_ID = 200;

type Minutes = (level: SeverityLevel) => number | undefined;

/**
 * Every counting of every clock of an incident, in the order they are shown; of the updates also those that have
 * ended, oldest first. A duplicate has none: the incident that goes on has them.
 */
export function runsOf(incident: Incident, taxonomy: Taxonomy): readonly ClockRun[] {
  if (incident.mergedInto !== undefined) return [];
  return [
    ...targetRuns(incident, taxonomy),
    ...timedPhases(taxonomy).flatMap((phase) => phaseRun(phase, incident, taxonomy)),
    ...ladderLevels(incident, taxonomy).map(
      ({ step, toldAt, answeredAt }): ClockRun => ({
        ...named('escalation', step.id, `escalation to ${step.id}`),
        originAt: incident.timestamps.detectedAt,
        limitOf: minutesOf(taxonomy, () => step.fromMinutes),
        metAt: earliest(toldAt, answeredAt),
        stoppedAt: overSince(incident),
        note: step.note,
      }),
    ),
    ...reviewRuns(incident, taxonomy),
  ];
}

function targetRuns(incident: Incident, taxonomy: Taxonomy): readonly ClockRun[] {
  const { acknowledgedAt, detectedAt, resolvedAt, triagedAt } = incident.timestamps;
  const stoppedAt = overSince(incident);
  const target = (id: string, minutes: Minutes, metAt: number | undefined, note?: string): ClockRun => ({
    id,
    kind: 'target',
    label: id,
    originAt: detectedAt,
    limitOf: minutesOf(taxonomy, minutes),
    metAt,
    stoppedAt,
    note,
  });
  const note = taxonomy.levels.find(({ id }) => id === incident.severity)?.respondNote;
  return [
    target('acknowledge', (level) => level.acknowledgeMinutes, acknowledgedAt),
    target('respond', (level) => level.respondMinutes, acknowledgedAt, note),
    target('triage', (level) => level.triageMinutes, triagedAt),
    ...updateRuns(incident, taxonomy),
    target('resolve', (level) => level.resolveMinutes, resolvedAt),
  ];
}

/** The cadence begins with the declaration, with every update that goes out, and when the incident is reopened. */
function updateRuns(incident: Incident, taxonomy: Taxonomy): readonly ClockRun[] {
  const { declaredAt } = incident.timestamps;
  const begins = [
    declaredAt,
    incident.lastUpdateAt ?? declaredAt,
    ...incident.updates.map(({ at }) => at),
    ...overSpans(incident).map(({ to }) => to),
  ];
  const origins = [...new Set(begins)].filter((at) => at >= declaredAt).sort((a, b) => a - b);
  return origins.map((originAt, index) => ({
    id: 'update',
    kind: 'target',
    label: 'update',
    originAt,
    limitOf: minutesOf(taxonomy, ({ id }) => cadenceOf(taxonomy, id)),
    stoppedAt: origins[index + 1] ?? overSince(incident),
  }));
}

/** Detection took from the start until it was noticed: without a start there is nothing to count. */
function phaseRun({ name, endsWith, minutesFor }: TimedPhase, incident: Incident, taxonomy: Taxonomy): ClockRun[] {
  const { timestamps } = incident;
  const originAt = endsWith === 'detectedAt' ? timestamps.startedAt : timestamps.detectedAt;
  if (originAt === undefined) return [];
  return [
    {
      ...named('phase', name.toLowerCase(), `${name.toLowerCase()} phase`),
      originAt,
      limitOf: minutesOf(taxonomy, minutesFor),
      metAt: timestamps[endsWith],
      stoppedAt: overSince(incident),
    },
  ];
}

/**
 * A drill needs no review. The review has one state, so that each of several reviews (a first one, a detailed one) is
 * met when it is approved.
 */
function reviewRuns(incident: Incident, taxonomy: Taxonomy): readonly ClockRun[] {
  const { resolvedAt } = incident.timestamps;
  if (incident.drill || resolvedAt === undefined) return [];
  return (taxonomy.reviews ?? []).map((review) => ({
    ...named('review', review.name.toLowerCase(), review.name),
    originAt: resolvedAt,
    limitOf: (severity) =>
      hasLevel(taxonomy, severity) && reviewsFor(taxonomy, severity).includes(review)
        ? Math.round(review.dueHours * HOUR)
        : undefined,
    metAt: incident.review.approvedAt,
    note: review.earliestHours === undefined ? undefined : `not before ${review.earliestHours} h`,
  }));
}

/**
 * A limit in ms out of a level's minutes, whole, so that what is due has a whole instant. What is due at once (the first
 * level of a ladder) has nothing to count down.
 */
function minutesOf(taxonomy: Taxonomy, minutes: Minutes): ClockRun['limitOf'] {
  return (severity) => {
    const level = taxonomy.levels.find(({ id }) => id === severity);
    const limitMs = Math.round(((level && minutes(level)) ?? 0) * MINUTE);
    return limitMs > 0 ? limitMs : undefined;
  };
}

function named(kind: ClockKind, name: string, label: string) {
  return { id: `${kind}: ${name}`.slice(0, MAX_ID), kind, label };
}

function hasLevel(taxonomy: Taxonomy, severity: string): boolean {
  return taxonomy.levels.some(({ id }) => id === severity);
}

function earliest(...instants: readonly (number | undefined)[]): number | undefined {
  const known = instants.filter((instant) => instant !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}
