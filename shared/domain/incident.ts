import type { Role, Status } from './events/index.ts';
import type { RiskLevel, StepState } from './runbook.ts';

/** What the fold of an incident's events yields. Times are UTC ms. */
export interface Incident {
  readonly id: string;
  readonly title: string;
  readonly severity: string;
  /** Every severity it had and from when, oldest first; a change never moves a clock's origin, only its limit. */
  readonly severityHistory: readonly { readonly severity: string; readonly from: number }[];
  readonly taxonomyId: string;
  readonly status: Status;
  readonly drill: boolean;
  readonly simulated: boolean;
  readonly timestamps: {
    readonly declaredAt: number;
    readonly detectedAt: number;
    /** Set by a person; an alert's activeAt is only suggested. */
    readonly startedAt?: number;
    /** When it first left 'detected'; ends the triage clock. */
    readonly triagedAt?: number;
    readonly acknowledgedAt?: number;
    readonly identifiedAt?: number;
    readonly mitigatedAt?: number;
    readonly resolvedAt?: number;
    readonly closedAt?: number;
  };
  /** When the last update for others went out; the cadence clock runs from it. */
  readonly lastUpdateAt?: number;
  readonly roles: Readonly<Partial<Record<Role, string>>>;
  readonly pinned: readonly string[];
  readonly runbooks: readonly AttachedRunbook[];
  readonly eventCount: number;
  /** Events of kinds or versions that this program does not know: kept and shown, without effect on the state. */
  readonly unknownEvents: number;
}

export interface AttachedRunbook {
  readonly runbookId: string;
  readonly title: string;
  readonly attachedAt: number;
  readonly blob: string;
  readonly steps: Readonly<Record<string, StepProgress>>;
}

/** How far one step of an attached runbook is. Absent from `steps`: to do. */
export interface StepProgress {
  readonly state: StepState;
  readonly sessionId?: string;
  readonly risk?: RiskLevel;
  readonly startedAt?: number;
  readonly exitCode?: number;
  readonly durationMs?: number;
  readonly reason?: string;
}
