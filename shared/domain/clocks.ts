import type { Incident } from './incident.ts';
import type { Taxonomy } from './taxonomy.ts';

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

/** The clocks of one incident at `now`, in the order they are shown. A level without a target has no clock for it. */
export declare function clocksOf(incident: Incident, taxonomy: Taxonomy, now: number): readonly Clock[];
