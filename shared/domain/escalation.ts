import { ladderLevels } from './escalation-levels.ts';
import type { Incident } from './incident.ts';
import { overSince } from './lifecycle.ts';
import type { EscalationStep, Taxonomy } from './taxonomy.ts';

/** 'told' waits for an answer; 'stopped' is no longer needed, because the incident is over or goes on elsewhere. */
export type LadderState = 'upcoming' | 'due' | 'told' | 'answered' | 'stopped';

export interface LadderLevel {
  /** "L2". */
  readonly level: string;
  readonly who: string;
  readonly state: LadderState;
  /** UTC ms. */
  readonly dueAt: number;
  /** Which of the team's contacts answers. */
  readonly contact?: NonNullable<EscalationStep['contact']>;
  readonly note?: string;
  readonly toldAt?: number;
  readonly answeredAt?: number;
}

/** Whom to call next. */
export interface NextEscalation extends Pick<LadderLevel, 'level' | 'who' | 'dueAt' | 'contact'> {
  /** Milliseconds; negative once it is due. */
  readonly remainingMs: number;
}

export interface Ladder {
  readonly levels: readonly LadderLevel[];
  /** The lowest level that nobody called yet; absent when there is none, or no need. */
  readonly nextEscalation?: NextEscalation;
}

/** The escalation ladder of an incident at `now` (UTC ms). A taxonomy without a ladder has no levels. */
export function ladderOf(incident: Incident, taxonomy: Taxonomy, now: number): Ladder {
  const needless = incident.mergedInto !== undefined || overSince(incident) !== undefined;
  const levels = ladderLevels(incident, taxonomy).map(({ step, toldAt, answeredAt }): LadderLevel => {
    const dueAt = incident.timestamps.detectedAt + Math.round(step.fromMinutes * 60_000);
    return {
      level: step.id,
      who: step.who,
      state: stateOf({ toldAt, answeredAt, needless, late: now > dueAt }),
      dueAt,
      ...(step.contact !== undefined && { contact: step.contact }),
      ...(step.note !== undefined && { note: step.note }),
      ...(toldAt !== undefined && { toldAt }),
      ...(answeredAt !== undefined && { answeredAt }),
    };
  });
  const next = levels.find(({ state }) => state === 'upcoming' || state === 'due');
  if (next === undefined) return { levels };
  const { level, who, dueAt, contact } = next;
  const nextEscalation = { level, who, dueAt, ...(contact && { contact }), remainingMs: dueAt - now };
  return { levels, nextEscalation };
}

function stateOf(facts: {
  readonly toldAt: number | undefined;
  readonly answeredAt: number | undefined;
  readonly needless: boolean;
  readonly late: boolean;
}): LadderState {
  if (facts.answeredAt !== undefined) return 'answered';
  if (facts.needless) return 'stopped';
  if (facts.toldAt !== undefined) return 'told';
  return facts.late ? 'due' : 'upcoming';
}
