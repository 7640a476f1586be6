import type { Incident } from './incident.ts';
import { overSpans } from './lifecycle.ts';

/** What sets a clock: the severity's own targets, the phases of the work, the ladder, the reviews afterwards. */
export type ClockKind = 'target' | 'phase' | 'escalation' | 'review';

/** One counting of one clock, from its origin until it is met, stopped or begins anew. Times are UTC ms. */
export interface ClockRun {
  readonly id: string;
  readonly kind: ClockKind;
  readonly label: string;
  readonly originAt: number;
  /** Milliseconds from the origin; undefined where the severity has no such target. */
  readonly limitOf: (severity: string) => number | undefined;
  readonly metAt?: number | undefined;
  /** When it ended without being met. */
  readonly stoppedAt?: number | undefined;
  readonly note?: string | undefined;
}

/** A limit that a run went past. */
export interface PassedLimit {
  readonly severity: string;
  readonly limitMs: number;
  readonly dueAt: number;
  /** From when on it counted as late: `dueAt`, or later where the limit only came to hold after that. */
  readonly lateFrom: number;
  /** Until when the limit held. */
  readonly heldUntil: number;
}

interface Span {
  readonly severity: string;
  readonly from: number;
  readonly to: number;
}

/**
 * The limits that a run passed by `now`, oldest first, each once. A change of severity keeps the origin and brings its
 * limit from that moment on; what was passed before stays passed. No time counts in which the incident was over.
 */
export function limitsPassed(run: ClockRun, incident: Incident, now: number): readonly PassedLimit[] {
  const endedAt = endOf(run);
  const until = endedAt ?? now;
  const passed = new Map<number, PassedLimit>();
  for (const { severity, from, to } of spansFor(run, incident)) {
    const limitMs = run.limitOf(severity);
    if (limitMs === undefined || passed.has(limitMs)) continue;
    const dueAt = run.originAt + limitMs;
    // A limit that begins to hold this very moment counts at once; one that came as the clock ended never counted.
    const held = endedAt === undefined ? from <= until : from < until;
    if (!held || dueAt >= Math.min(until, to)) continue;
    passed.set(limitMs, { severity, limitMs, dueAt, lateFrom: Math.max(dueAt, from), heldUntil: to });
  }
  return [...passed.values()];
}

/** When a run ended, met or not; undefined while it counts. */
export function endOf({ metAt, stoppedAt }: ClockRun): number | undefined {
  return metAt ?? stoppedAt;
}

/** Which severity held when. The first one also holds for what lies before it was recorded. */
function spansFor({ kind }: ClockRun, incident: Incident): readonly Span[] {
  const history = incident.severityHistory;
  const spans = history.map(({ severity, from }, index) => ({
    severity,
    from: index === 0 ? Number.NEGATIVE_INFINITY : from,
    to: history[index + 1]?.from ?? Number.POSITIVE_INFINITY,
  }));
  // Reviews are what is left to do once the incident is over.
  return kind === 'review' ? spans : overSpans(incident).reduce(without, spans);
}

function without(spans: readonly Span[], pause: { readonly from: number; readonly to: number }): Span[] {
  return spans
    .flatMap((span) => [
      { ...span, to: Math.min(span.to, pause.from) },
      { ...span, from: Math.max(span.from, pause.to) },
    ])
    .filter(({ from, to }) => from < to);
}
