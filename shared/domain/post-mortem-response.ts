import { authorOf } from './author.ts';
import { momentNames } from './describe-course.ts';
import { describeFact } from './describe-response.ts';
import { type ImpactField, impactFactSchema, type JournalEvent, type Role } from './events/index.ts';
import type { Incident } from './incident.ts';
import { overSpans } from './lifecycle.ts';
import { ofKind } from './post-mortem-events.ts';

/** A part in the incident, from when somebody had it. */
export interface RoleChange {
  readonly at: number;
  readonly role: Role;
  readonly personName: string;
  /** Who handed it over; undefined where it was assigned. */
  readonly from: string | undefined;
  readonly by: string;
}

export interface ImpactRow {
  readonly field: ImpactField;
  /** "unknown" where nobody knows, or nobody said. */
  readonly figure: string;
  readonly source: string;
  readonly by: string | undefined;
  readonly at: number | undefined;
}

export interface CheckedList {
  readonly checklistId: string;
  readonly ticks: readonly Incident['checklists'][string][string][];
}

/** A resolution that did not hold. */
export interface Reopening {
  readonly resolvedAt: number;
  readonly reopenedAt: number;
}

/** A moment that was given another time. */
export interface MomentCorrection {
  readonly moment: string;
  readonly from: number | null;
  readonly to: number | null;
  readonly by: string;
  readonly recordedAt: number;
  readonly reason: string | undefined;
}

/** Who had which part when, in the order in which it was said. */
export function collectRoles(events: readonly JournalEvent[]): RoleChange[] {
  return events.flatMap((event): RoleChange[] => {
    if (event.kind === 'roleAssigned') {
      const { role, personName } = event.payload;
      return [{ at: event.occurredAt, role, personName, from: undefined, by: authorOf(event) }];
    }
    if (event.kind !== 'roleHandedOver') return [];
    const { role, from, to } = event.payload;
    return [{ at: event.occurredAt, role, personName: to, from, by: authorOf(event) }];
  });
}

/** Every figure that an impact has, once any of them was stated: what nobody said is unknown, not zero. */
export function collectImpact({ impact }: Incident): ImpactRow[] {
  if (Object.keys(impact).length === 0) return [];
  return impactFactSchema.options.map((option) => {
    const field = option.shape.field.value;
    const entry = impact[field];
    if (entry === undefined) return { field, figure: 'unknown', source: '', by: undefined, at: undefined };
    return { field, figure: describeFact(entry.fact), source: entry.source, by: entry.by, at: entry.at };
  });
}

export function collectChecklists({ checklists }: Incident): CheckedList[] {
  return Object.entries(checklists).map(([checklistId, items]) => ({ checklistId, ticks: Object.values(items) }));
}

export function collectReopenings(incident: Incident): Reopening[] {
  return overSpans(incident).map(({ from, to }) => ({ resolvedAt: from, reopenedAt: to }));
}

export function collectCorrections({ corrections }: Incident): MomentCorrection[] {
  return corrections.map(({ moment, from, to, by, recordedAt, reason }) => ({
    moment: momentNames[moment],
    from,
    to,
    by,
    recordedAt,
    reason,
  }));
}

/** How many documents of this incident were written before. */
export function collectExports(events: readonly JournalEvent[]) {
  return ofKind(events, 'documentExported').map(({ payload, occurredAt }) => ({
    at: occurredAt,
    format: payload.format,
    path: payload.path,
    sha256: payload.sha256,
  }));
}
