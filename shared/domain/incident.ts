import type { Role, Status } from './events/index.ts';
import type { RiskLevel, StepState } from './runbook.ts';

/** What the fold of an incident's events yields. Times are UTC ms. */
export interface Incident {
  readonly id: string;
  readonly title: string;
  readonly severity: string;
  readonly taxonomyId: string;
  readonly status: Status;
  readonly drill: boolean;
  readonly simulated: boolean;
  readonly timestamps: {
    readonly declaredAt: number;
    readonly detectedAt: number;
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
