import { type ClockKind, type ClockRun, endOf, limitsPassed, type PassedLimit } from './clocks-run.ts';
import { runsOf } from './clocks-runs.ts';
import type { Breach, Incident } from './incident.ts';
import type { Taxonomy } from './taxonomy.ts';

export type { ClockKind } from './clocks-run.ts';

/** 'near' is from 80 % of the limit. 'met late' was met after its limit; 'stopped' ended unmet, but within its limit. */
export type ClockState = 'running' | 'near' | 'breached' | 'met' | 'met late' | 'stopped';

/** One countdown that the taxonomy sets. Times are UTC ms, durations ms. */
export interface Clock {
  /** 'acknowledge', 'respond', 'triage', 'update', 'resolve', 'phase: mitigation', 'escalation: L2', 'review: post-mortem'. */
  readonly id: string;
  readonly kind: ClockKind;
  /** "acknowledge", "mitigation phase". */
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

/** A limit that was passed and is not on the record yet. */
export interface UnrecordedBreach extends Breach {
  readonly kind: ClockKind;
  readonly label: string;
  /** Since when it is late, UTC ms: `dueAt`, or later where that limit only came to hold after it. */
  readonly lateFrom: number;
  /** Whether the clock still counts; otherwise it was met late, or the incident is over. */
  readonly counting: boolean;
}

const NEAR = 0.8;

/** The clocks of one incident at `now`, in the order they are shown. A level without a target has no clock for it. */
export function clocksOf(incident: Incident, taxonomy: Taxonomy, now: number): readonly Clock[] {
  // Of the runs of one clock the last one is shown, where the first one stood.
  const latest = new Map(runsOf(incident, taxonomy).map((run) => [run.id, run]));
  return [...latest.values()].flatMap((run) => readClock(run, incident, now) ?? []);
}

/**
 * The next instant after `now` at which a clock comes near its limit or passes one, UTC ms; undefined when none will
 * by itself. Until then the states stay as they are, unless something is recorded.
 */
export function nextChangeAt(incident: Incident, taxonomy: Taxonomy, now: number): number | undefined {
  const changes = runsOf(incident, taxonomy).flatMap((run) => {
    const limitMs = run.limitOf(incident.severity);
    if (limitMs === undefined || endOf(run) !== undefined) return [];
    // At the limit itself a clock is still met.
    return [run.originAt + Math.ceil(NEAR * limitMs), run.originAt + limitMs + 1];
  });
  const coming = changes.filter((at) => at > now);
  return coming.length === 0 ? undefined : Math.min(...coming);
}

/** The limits that were passed by `now` and are not on the record, oldest first, also of clocks that have ended. */
export function unrecordedBreaches(incident: Incident, taxonomy: Taxonomy, now: number): readonly UnrecordedBreach[] {
  const recorded = new Set(incident.breaches.map(keyOfBreach));
  return runsOf(incident, taxonomy)
    .flatMap((run) => limitsPassed(run, incident, now).map((passed) => toBreach(run, passed)))
    .filter((breach) => !recorded.has(keyOfBreach(breach)))
    .sort((a, b) => a.lateFrom - b.lateFrom);
}

/** One run of one clock against one limit: it is breached at most once. */
export function keyOfBreach({ clock, originAt, limitMs }: Pick<Breach, 'clock' | 'originAt' | 'limitMs'>): string {
  return JSON.stringify([clock, originAt, limitMs]);
}

function toBreach(run: ClockRun, { severity, limitMs, dueAt, lateFrom }: PassedLimit): UnrecordedBreach {
  const { id: clock, kind, label, originAt } = run;
  const counting = endOf(run) === undefined;
  return { clock, kind, label, severity, originAt, limitMs, dueAt, lateFrom, counting };
}

function readClock(run: ClockRun, incident: Incident, now: number): Clock | undefined {
  const { id, kind, label, originAt, note } = run;
  const passed = limitsPassed(run, incident, now);
  const present = run.limitOf(incident.severity);
  // A severity without this target shows no clock, unless one before it was breached: that stays.
  const limitMs = present ?? passed.at(-1)?.limitMs;
  if (limitMs === undefined) return undefined;
  const endedAt = endOf(run) ?? (present === undefined ? passed.at(-1)?.heldUntil : undefined);
  const elapsedMs = Math.max(0, (endedAt ?? now) - originAt);
  const breached = passed.length > 0 || isRecorded(run, incident);
  return {
    id,
    kind,
    label,
    state: clockState({ met: run.metAt !== undefined, ended: endedAt !== undefined, breached, elapsedMs, limitMs }),
    originAt,
    limitMs,
    dueAt: originAt + limitMs,
    elapsedMs,
    ...(endedAt === undefined ? { remainingMs: originAt + limitMs - now } : { endedAt }),
    ...(note !== undefined && { note }),
  };
}

/** A recorded breach stands whatever is corrected later, except where a clock begins anew: then it is that run's. */
function isRecorded({ id, kind, originAt }: ClockRun, { breaches }: Incident): boolean {
  const beginsAnew = id === 'update' || kind === 'review';
  return breaches.some((breach) => breach.clock === id && (!beginsAnew || breach.originAt === originAt));
}

/** Where a clock stands that ended or still counts, met or not, within its limit or past one. */
export function clockState(clock: {
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
