import type {
  ActionItem,
  ImpactFact,
  ImpactField,
  LinkKind,
  Moment,
  ReviewSection,
  ReviewStatus,
  Role,
  Status,
  UpdateAudience,
} from './events/index.ts';
import type { RiskLevel, StepState } from './runbook.ts';

/** What the fold of an incident's events yields. Plain JSON; times are UTC ms, `by` is a person's name or 'War Room'. */
export interface Incident {
  readonly id: string;
  readonly title: string;
  readonly summary?: string;
  readonly services: readonly string[];
  readonly rootCauseTags: readonly string[];
  readonly links: Readonly<Partial<Record<LinkKind, string>>>;
  readonly severity: string;
  /** Every severity it had and from when, oldest first; a change never moves a clock's origin, only its limit. */
  readonly severityHistory: readonly { readonly severity: string; readonly from: number }[];
  readonly taxonomyId: string;
  readonly status: Status;
  /** Every status it entered, in the order in which that was recorded; the first is 'detected', at the declaration. */
  readonly statusHistory: readonly { readonly status: Status; readonly at: number }[];
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
  /** Corrections of moments, oldest first; `from` and `to` null where there was or is none. */
  readonly corrections: readonly Correction[];
  /** When the last update for others went out; the cadence clock runs from it. */
  readonly lastUpdateAt?: number;
  readonly roles: Readonly<Partial<Record<Role, string>>>;
  /** Who takes part, or did; a role makes somebody a responder. */
  readonly responders: readonly { readonly name: string; readonly joinedAt: number; readonly leftAt?: number }[];
  /** Who answered, and at which level of the escalation ladder. */
  readonly acknowledgements: readonly { readonly level?: string; readonly at: number; readonly by: string }[];
  readonly escalations: readonly Escalation[];
  readonly breaches: readonly Breach[];
  /** Ticks, by checklist, then item. */
  readonly checklists: Readonly<Record<string, Readonly<Record<string, ChecklistTick>>>>;
  readonly impact: Readonly<Partial<Record<ImpactField, ImpactEntry>>>;
  readonly updates: readonly PublishedUpdate[];
  readonly actionItems: readonly TrackedActionItem[];
  readonly review: {
    readonly status: ReviewStatus;
    /** When it was approved, or published at once; ends the clocks of the reviews. */
    readonly approvedAt?: number;
    readonly sections: Readonly<Partial<Record<ReviewSection, ReviewText>>>;
  };
  /** This one is a duplicate of that incident. */
  readonly mergedInto?: MergedIncident;
  /** Duplicates that were merged into this one. */
  readonly mergedFrom: readonly MergedIncident[];
  /** Desk events that were brought in, by their own ids. */
  readonly backfilledIds: readonly string[];
  /** When this or another device's clock was seen to be wrong, and by how many ms. */
  readonly clockSkews: readonly { readonly at: number; readonly skewMs: number; readonly deviceId: string }[];
  readonly pinned: readonly string[];
  /** Events that a retraction hides. */
  readonly retracted: readonly string[];
  /** Events whose payload was overwritten because it held a secret. */
  readonly purged: readonly string[];
  readonly runbooks: readonly AttachedRunbook[];
  /** Values of runbook parameters, by name; asked once per incident. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly eventCount: number;
  /** Events of kinds or versions that this program does not know: kept and shown, without effect on the state. */
  readonly unknownEvents: number;
}

export interface Correction {
  readonly moment: Moment;
  readonly from: number | null;
  readonly to: number | null;
  readonly by: string;
  readonly recordedAt: number;
  readonly reason?: string;
}

export interface Escalation {
  readonly level: string;
  readonly who: string;
  readonly contact?: string;
  readonly at: number;
  readonly by: string;
}

/** A clock that passed its limit, once per origin and limit; it stands whatever comes later. */
export interface Breach {
  readonly clock: string;
  readonly severity: string;
  readonly originAt: number;
  readonly limitMs: number;
  readonly dueAt: number;
}

export interface ChecklistTick {
  readonly text: string;
  readonly checked: boolean;
  readonly by: string;
  readonly at: number;
  readonly value?: string;
  readonly note?: string;
}

export interface ImpactEntry {
  readonly fact: ImpactFact;
  readonly source: string;
  readonly by: string;
  readonly at: number;
}

export interface PublishedUpdate {
  readonly eventId: string;
  readonly audience: UpdateAudience;
  readonly channels: readonly string[];
  readonly publicStatus: string;
  readonly text: string;
  readonly by: string;
  readonly at: number;
}

export interface TrackedActionItem extends ActionItem {
  readonly itemId: string;
  readonly state: 'open' | 'done' | 'dropped';
  readonly addedAt: number;
  readonly addedBy: string;
  readonly closedAt?: number;
  readonly reason?: string;
}

export interface ReviewText {
  readonly text: string;
  readonly by: string;
  readonly at: number;
}

export interface MergedIncident {
  readonly id: string;
  readonly title: string;
  readonly at: number;
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
  /** The command that ended it; its output is in the recording of the session. */
  readonly commandId?: string;
  readonly risk?: RiskLevel;
  readonly startedAt?: number;
  readonly exitCode?: number;
  readonly durationMs?: number;
  readonly reason?: string;
}
