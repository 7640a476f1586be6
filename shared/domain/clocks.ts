import type { Incident } from './incident.ts';
import { isOver } from './lifecycle.ts';
import { type SeverityLevel, severityRank, type Taxonomy } from './taxonomy.ts';

export type ClockId = 'acknowledge' | 'respond' | 'triage' | 'update' | 'resolve';

/** 'near' is from 80 % of the limit. 'met late' was met after its limit; 'stopped' ended unmet, but within its limit. */
export type ClockState = 'running' | 'near' | 'breached' | 'met' | 'met late' | 'stopped';

/** One countdown that the taxonomy sets. Times are UTC ms, durations ms. */
export interface Clock {
  readonly id: ClockId;
  /** "acknowledge", "update". */
  readonly label: string;
  readonly state: ClockState;
  readonly originAt: number;
  readonly limitMs: number;
  readonly dueAt: number;
  /** From the origin until it ended, or until now. */
  readonly elapsedMs: number;
  /** Until it is due; negative when past. Only while it counts. */
  readonly remainingMs?: number;
  /** When it was met or stopped. */
  readonly endedAt?: number;
  /** What the figure alone does not say: "in business hours". */
  readonly note?: string;
}

/** Minutes between updates for the three upper levels where the taxonomy gives none. */
const DEFAULT_CADENCE = [15, 30, 60] as const;
const NEAR = 0.8;
const MINUTE = 60_000;

/** The clocks of one incident at `now`, in the order they are shown. A level without a target has no clock for it. */
export function clocksOf(incident: Incident, taxonomy: Taxonomy, now: number): readonly Clock[] {
  const { acknowledgedAt, closedAt, declaredAt, detectedAt, resolvedAt, triagedAt } = incident.timestamps;
  const over = isOver(incident.status) ? (resolvedAt ?? closedAt) : undefined;
  const base = { incident, taxonomy, now, stoppedAt: over };
  const clocks = [
    clock({
      ...base,
      id: 'acknowledge',
      minutes: (level) => level.acknowledgeMinutes,
      originAt: detectedAt,
      metAt: acknowledgedAt,
    }),
    clock({
      ...base,
      id: 'respond',
      minutes: (level) => level.respondMinutes,
      originAt: detectedAt,
      metAt: acknowledgedAt,
    }),
    clock({ ...base, id: 'triage', minutes: (level) => level.triageMinutes, originAt: detectedAt, metAt: triagedAt }),
    clock({
      ...base,
      id: 'update',
      minutes: (level, rank) => level.updateEveryMinutes ?? DEFAULT_CADENCE[rank],
      originAt: Math.max(declaredAt, incident.lastUpdateAt ?? declaredAt),
    }),
    clock({
      ...base,
      id: 'resolve',
      minutes: (level) => level.resolveMinutes,
      originAt: detectedAt,
      metAt: resolvedAt,
    }),
  ];
  return clocks.filter((candidate) => candidate !== undefined);
}

interface ClockInput {
  readonly id: ClockId;
  readonly incident: Incident;
  readonly taxonomy: Taxonomy;
  readonly now: number;
  readonly minutes: (level: SeverityLevel, rank: number) => number | undefined;
  readonly originAt: number;
  readonly metAt?: number | undefined;
  /** When the incident was over, which stops what was never met. */
  readonly stoppedAt: number | undefined;
}

function clock(input: ClockInput): Clock | undefined {
  const limitOf = (severity: string): number | undefined => {
    const rank = severityRank(input.taxonomy, severity);
    const level = rank === undefined ? undefined : input.taxonomy.levels[rank];
    const minutes = level && rank !== undefined ? input.minutes(level, rank) : undefined;
    return minutes === undefined ? undefined : minutes * MINUTE;
  };
  const limitMs = limitOf(input.incident.severity);
  if (limitMs === undefined) return undefined;

  const { id, originAt, metAt, now } = input;
  const endedAt = metAt ?? input.stoppedAt;
  const elapsedMs = Math.max(0, (endedAt ?? now) - originAt);
  const breached = wasBreached(input.incident, limitOf, originAt, endedAt ?? now);
  const note = id === 'respond' ? noteOf(input.taxonomy, input.incident.severity) : undefined;
  return {
    id,
    label: id,
    state: stateOf({ met: metAt !== undefined, ended: endedAt !== undefined, breached, elapsedMs, limitMs }),
    originAt,
    limitMs,
    dueAt: originAt + limitMs,
    elapsedMs,
    ...(endedAt === undefined ? { remainingMs: originAt + limitMs - now } : { endedAt }),
    ...(note !== undefined && { note }),
  };
}

function stateOf(clock: {
  readonly met: boolean;
  readonly ended: boolean;
  readonly breached: boolean;
  readonly elapsedMs: number;
  readonly limitMs: number;
}): ClockState {
  if (clock.met) return clock.breached ? 'met late' : 'met';
  if (clock.breached) return 'breached';
  if (clock.ended) return 'stopped';
  return clock.elapsedMs >= NEAR * clock.limitMs ? 'near' : 'running';
}

/**
 * Whether the clock ran past its limit before `until`, under any severity the incident had: a change keeps the origin
 * and takes the new limit from that moment, and what was breached stays breached.
 */
function wasBreached(
  incident: Incident,
  limitOf: (severity: string) => number | undefined,
  originAt: number,
  until: number,
): boolean {
  const history = incident.severityHistory;
  return history.some(({ severity, from }, index) => {
    const limitMs = limitOf(severity);
    if (limitMs === undefined) return false;
    const end = Math.min(until, history[index + 1]?.from ?? until);
    const start = index === 0 ? originAt : Math.max(from, originAt);
    // The last one may have begun this very moment, and its limit counts at once.
    const held = start < end || (start === end && index === history.length - 1);
    return held && end > originAt + limitMs;
  });
}

function noteOf(taxonomy: Taxonomy, severity: string): string | undefined {
  return taxonomy.levels.find((level) => level.id === severity)?.respondNote;
}
